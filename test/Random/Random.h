//===- Random.h - a small generator of numbers, the same everywhere -------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"

#include <cassert>
#include <cstdint>
#include <cstdlib>

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
    return *(std::begin(range) + below(std::end(range) - std::begin(range)));
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

} // namespace retort
