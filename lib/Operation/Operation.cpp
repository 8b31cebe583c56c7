#include "Operation/Operation.h"

#include <tuple>

namespace retort {

bool changesSchema(const Operation& operation) {
  return std::visit(Overloaded{
                        [](const op::RawSql&) { return false; },
                        [](const op::OnRows auto&) { return false; },
                        [](const op::LeavesNothing auto&) { return false; },
                        [](const auto&) { return true; },
                    },
                    operation);
}

} // namespace retort

namespace retort::op {

// Here, where an operation is complete.
bool operator==(const RawSql& a, const RawSql& b) {
  return std::tie(a.text, a.hasEffect, a.effect) == std::tie(b.text, b.hasEffect, b.effect);
}

} // namespace retort::op
