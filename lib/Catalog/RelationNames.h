//===- RelationNames.h - is a name taken by any table, index or constraint? ===//
//
// Names from the naming convention must not meet another one of the schema, and
// must be the same on every dialect, so the question is asked over everything that
// any engine keeps in one name space. Asking must not walk a thousand tables for
// each new key: the names are kept, and brought up to date by what has changed since.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"

#include "llvm/ADT/StringMap.h"

namespace retort {

class RelationNames {
public:
  /// Makes it answer for `catalog`.
  void update(const Catalog& catalog);

  /// Does any schema have a table, index or constraint of that name, in any case?
  bool contains(llvm::StringRef name) const;

private:
  void count(const Table& table, int by);
  void count(llvm::StringRef name, int by);

  /// A copy, so that no table can be changed in place behind our back.
  ObjectMap<Table> seen_;
  llvm::StringMap<int> counts_; // by the name in lower case
};

} // namespace retort
