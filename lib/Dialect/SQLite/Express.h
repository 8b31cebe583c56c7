//===- Express.h - what SQLite's tables say in options ---------------------===//
#pragma once

#include "Catalog/Options.h"

#include "llvm/ADT/StringRef.h"

namespace retort::sqlite {

/// Is `sqlite.NAME = true` among the options?
bool hasOption(const Options& options, llvm::StringRef name);

} // namespace retort::sqlite
