//===- OpaqueKind.h - OpaqueKinds.def as values -----------------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Dialect/Feature.h"

namespace retort {

/// What an engine can do with objects of one kind.
struct OpaqueSupport {
  bool exists = false;
  bool replaces = false;
  bool renames = false;
  bool moves = false;
};

/// Is it one of the kinds of objects that are a name and a text?
bool isOpaque(ObjectKind kind);

/// For kinds that are.
OpaqueSupport supportOf(ObjectKind kind, DialectColumn dialect);
/// "functions".
llvm::StringRef pluralOf(ObjectKind kind);
/// What statements but CREATE call it: `FUNCTION`.
std::string wordOf(ObjectKind kind);
/// The dialects that have such objects: "postgresql, mysql".
std::string dialectsWith(ObjectKind kind);

} // namespace retort
