//===- Stamp.h - noting where a database stands -------------------------------===//
#pragma once

#include "Driver/DatabaseState.h"

namespace retort {

/// Notes that the database stands at `wanted`, and at the rows of branches that have nothing to do
/// with that, and returns all of them; `purges` forgets every row first. One transaction; nothing
/// else is run. The state must be prepared to write.
llvm::Expected<RevisionList> stamp(Session& session, DatabaseState& state, const History& history,
                                   const RevisionList& wanted, bool purges = false);

} // namespace retort
