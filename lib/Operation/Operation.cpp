#include "Operation/Operation.h"

#include <tuple>

namespace retort {

bool changesSchema(const Operation& operation) {
  return std::visit(Overloaded{
                        [](const op::RawSql&) { return false; },
                        [](const op::OnRows auto&) { return false; },
                        [](const op::IfRows&) { return false; },
                        [](const op::Unsettle&) { return false; },
                        [](const op::LeavesNothing auto&) { return false; },
                        [](const auto&) { return true; },
                    },
                    operation);
}

} // namespace retort

namespace retort::op {

// Here, where an operation is complete.
bool operator==(const RawSql& a, const RawSql& b) {
  return std::tie(a.text, a.hasEffect, a.effect, a.doneWhen) ==
         std::tie(b.text, b.hasEffect, b.effect, b.doneWhen);
}

bool operator==(const IfRows& a, const IfRows& b) {
  return std::tie(a.query, a.negated, a.then, a.otherwise) ==
         std::tie(b.query, b.negated, b.then, b.otherwise);
}

} // namespace retort::op
