//===- DecimalText.h - a number literal, to the last digit ----------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace retort {

/// The digits of a number literal (`1.50`, `2.5e3`), without those that mean nothing:
/// zeros in front of the first and behind the last digit of the fraction.
struct DecimalText {
  uint64_t wholeDigits = 0;
  uint64_t fractionDigits = 0;
  /// Where it is a whole number that fits.
  std::optional<uint64_t> whole;

  static DecimalText of(llvm::StringRef literal);
};

} // namespace retort
