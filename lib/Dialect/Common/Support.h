//===- Support.h - does an engine have what an operation asks for? --------===//
#pragma once

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

} // namespace retort
