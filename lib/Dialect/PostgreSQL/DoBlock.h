//===- DoBlock.h - `DO`, PostgreSQL's block without a function -------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort::postgresql {

/// `DO` with the body between dollar quotes that it does not hold.
std::string doBlock(llvm::StringRef body);

} // namespace retort::postgresql
