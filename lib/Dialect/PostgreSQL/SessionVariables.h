//===- SessionVariables.h - settings that hold for a revision --------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// For the rest of the revision, in all of its transactions; what was before comes back at its
/// end.
void setVariable(const PostgreSQL& dialect, const op::SetVariable& set, StatementSink& sink);
void setTimeout(const PostgreSQL& dialect, const op::SetTimeout& timeout, StatementSink& sink);

} // namespace retort::postgresql
