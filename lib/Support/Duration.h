//===- Duration.h - `5s`, `200ms` -----------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <chrono>
#include <optional>

namespace retort {

/// Reads a whole number and a unit of `ms`, `s`, `min`, `h`, without a blank. Nothing
/// for another form, or for more than fits.
std::optional<std::chrono::milliseconds> parseDuration(llvm::StringRef text);

} // namespace retort
