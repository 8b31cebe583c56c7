//===- NewRevision.h - what `revision` and `merge` have in common -----------===//
#pragma once

#include "Driver/Session.h"
#include "Migrate/RevisionDraft.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Writes the file of a revision that revises `parents`, named and labelled as the options
/// say, and tells where. `textOf` gives it its text; by default the draft's own, with nothing to
/// do. Nothing is written if anything about it is wrong.
Outcome writeRevision(
    Session& session, const History& history, RevisionList parents,
    llvm::function_ref<llvm::Expected<std::string>(const RevisionDraft& draft)> textOf = nullptr);

} // namespace retort
