//===- AppliedTexts.h - the texts that were applied, beside the files -------===//
#pragma once

#include "Driver/DatabaseState.h"
#include "Revision/Plan.h"

#include <map>

namespace retort {

/// Gives the session what was applied of revisions whose files are gone, so that they can be taken
/// back. Before the session's `history`.
llvm::Error bringBackFiles(Session& session, DatabaseState& state);

/// What was applied of revisions whose files read otherwise now: the schema is simulated from that,
/// and a downgrade takes it as it is. What stands in the way of that direction is reported.
llvm::Expected<std::map<const Revision*, const SourceBuffer*>>
findAppliedTexts(Session& session, DatabaseState& state, const History& history,
                 Direction direction);

} // namespace retort
