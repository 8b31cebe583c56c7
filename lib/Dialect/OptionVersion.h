//===- OptionVersion.h - OptionVersions.def as values -----------------------===//
#pragma once

#include "Dialect/Version.h"

#include "llvm/ADT/StringRef.h"

namespace retort {

/// The first version of its engine that knows the option `dialect.option`.
Version firstVersionWithOption(llvm::StringRef name);

} // namespace retort
