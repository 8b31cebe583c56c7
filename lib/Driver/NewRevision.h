//===- NewRevision.h - what `revision` and `merge` have in common -----------===//
#pragma once

#include "Driver/Session.h"

namespace retort {

/// Writes the file of a revision that revises `parents`, named and labelled as the options
/// say, and tells where. Nothing is written if anything about it is wrong.
Outcome writeRevision(Session& session, const History& history, RevisionList parents);

} // namespace retort
