//===- Random.h - a small generator of numbers, the same everywhere -------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/PrettyStackTrace.h"

#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <string>

namespace retort {

/// SplitMix64. The standard library's distributions differ between its vendors; a seed
/// in a failure must mean the same program on every machine.
class Random {
public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  /// 0 to `bound - 1`.
  size_t below(size_t bound) {
    assert(bound != 0);
    return next() % bound;
  }
  size_t between(size_t least, size_t most) { return least + below(most - least + 1); }
  bool chance(unsigned percent) { return below(100) < percent; }

  template <typename Range> const auto& pick(const Range& range) {
    assert(std::begin(range) != std::end(range));
    return *std::next(std::begin(range), below(std::distance(std::begin(range), std::end(range))));
  }

private:
  uint64_t state_;
};

/// What the environment says, for runs of one's own: RETORT_TEST_SEED,
/// RETORT_TEST_PROGRAMS.
inline uint64_t numberFromEnvironment(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// While it lives, a failed expectation and a failed assertion alike tell the seed.
class ShownSeed {
public:
  explicit ShownSeed(uint64_t seed)
      : text_("RETORT_TEST_PROGRAMS=1 RETORT_TEST_SEED=" + std::to_string(seed)),
        onFailure_(__FILE__, __LINE__, text_), onCrash_(text_.c_str()) {
    [[maybe_unused]] static const bool enabled = (llvm::EnablePrettyStackTrace(), true);
  }

private:
  std::string text_;
  testing::ScopedTrace onFailure_;
  llvm::PrettyStackTraceString onCrash_;
};

} // namespace retort
