//===- ImplicitCommit.h - statements that end a transaction ----------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace retort::mysql {

/// Does the engine commit before it runs the statement, whether that then works or not?
/// So do all that change a schema, but for temporary tables.
bool commitsBySelf(llvm::StringRef sql);

} // namespace retort::mysql
