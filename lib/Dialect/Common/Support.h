//===- Support.h - does an engine have what an operation asks for? --------===//
#pragma once

#include "Dialect/Feature.h"
#include "Operation/Operation.h"
#include "Support/Diagnostics.h"

namespace retort {

class Dialect;

/// Reports every feature (Features.def), type and function of the operation that the
/// engine does not have, at the operation or action, with the `when` that would
/// guard it; and a remark for each kind of hint that is left out. True if all is
/// there. `before` is what the operation is applied to.
bool checkSupport(const LocatedOperation& operation, const Catalog& before,
                  const Dialect& dialect, DiagnosticEngine& diags);

/// Reports that the dialect has no such feature: since which version it has, what there is in its
/// place, or the `when` that would guard it.
DiagnosticBuilder reportLack(Feature feature, const Dialect& dialect, Origin origin,
                             DiagnosticEngine& diags);

} // namespace retort
