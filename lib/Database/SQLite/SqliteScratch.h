//===- SqliteScratch.h - a database of its own, in memory ------------------===//
#pragma once

#include "Database/Scratch.h"

#include "llvm/Support/Error.h"

#include <memory>

namespace retort {

/// One that does not touch the database of `connection`.
llvm::Expected<std::unique_ptr<ScratchSchema>> sqliteScratch(Connection& connection);

} // namespace retort
