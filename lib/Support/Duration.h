//===- Duration.h - `5s`, `200ms` -----------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <chrono>
#include <optional>
#include <string>

namespace retort {

/// Reads a whole number and a unit of `ms`, `s`, `min`, `h`, without a blank. Nothing
/// for another form, or for more than fits.
std::optional<std::chrono::milliseconds> parseDuration(llvm::StringRef text);

/// The same form, in the largest unit that takes a whole number: `90s`, `2min`.
std::string spellDuration(std::chrono::milliseconds duration);

/// In milliseconds, as a number of JSON: `12.863`.
std::string millisecondsOf(std::chrono::microseconds duration);

} // namespace retort
