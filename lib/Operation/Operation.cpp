#include "Operation/Operation.h"

#include <tuple>

namespace retort::op {

// Here, where an operation is complete.
bool operator==(const RawSql& a, const RawSql& b) {
  return std::tie(a.text, a.hasEffect, a.effect) == std::tie(b.text, b.hasEffect, b.effect);
}

} // namespace retort::op
