//===- AST.h - the whole syntax tree --------------------------------------===//
#pragma once

#include "Syntax/Declaration.h"
#include "Syntax/Expression.h"
#include "Syntax/Node.h"
#include "Syntax/Statement.h"

namespace retort::ast {

/// Calls `visitor` with the node as what it is; every kind must be handled.
template <typename Visitor> decltype(auto) visit(const Node& node, Visitor&& visitor) {
  switch (node.kind) {
#define RETORT_NODE(Name, Base)                                                                    \
  case NodeKind::Name:                                                                             \
    return visitor(static_cast<const Name&>(node));
#include "Syntax/Nodes.def"
  }
  __builtin_unreachable();
}

} // namespace retort::ast
