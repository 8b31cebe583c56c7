//===- Batches.h - rows that are changed a few at a time ------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace retort::op {

/// `in batches of 1000 by (key) pause 50ms`. What is done is the same; how many rows are
/// held at a time is not.
struct Batches {
  uint64_t size = 0;
  std::vector<std::string> key; // never empty
  uint64_t pauseMilliseconds = 0;
  friend bool operator==(const Batches&, const Batches&) = default;
};

/// ` in batches of 1000 by (key) pause 50ms`, as the language spells it.
std::string describe(const Batches& batches);

} // namespace retort::op
