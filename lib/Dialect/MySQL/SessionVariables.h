//===- SessionVariables.h - what a session is set to for one revision ------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"
#include "Operation/Assertion.h"

namespace retort::mysql {

/// How long to wait for a lock, on rows and on what DDL needs; or how long a statement may
/// take. The engine counts the first in whole seconds. Until the revision ends.
void setTimeout(const op::SetTimeout& timeout, StatementSink& sink);

/// A setting of the engine's own, until the revision ends.
void setVariable(const Dialect& dialect, const op::SetVariable& set, StatementSink& sink);

} // namespace retort::mysql
