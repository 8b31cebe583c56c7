//===- RevisionName.h - what revisions and labels may be called -----------===//
//
// They are named on the command line, in revision expressions, and in a column of
// Alembic's width, so not every text will do.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace retort {

/// Whether `name` can be the id of a revision, or a label.
bool isRevisionName(llvm::StringRef name);

/// The rule in words, for a help.
llvm::StringRef revisionNameRule();

} // namespace retort
