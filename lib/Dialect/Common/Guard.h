//===- Guard.h - assertions as conditions in SQL --------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

/// The statements of an assertion: what the dialect makes of its condition
/// (`Dialect::guard`). That the dialect cannot ask for an object is reported.
void addGuard(const Dialect& dialect, const op::Assert& assertion, StatementSink& sink,
              DiagnosticEngine& diags);

/// Is there such an object, or not, as the claim has it? Nothing if the engine cannot be asked,
/// which is reported.
std::optional<std::string> conditionOf(const Dialect& dialect, const op::ObjectExists& claim,
                                       Origin origin, DiagnosticEngine& diags);

} // namespace retort
