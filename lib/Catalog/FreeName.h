//===- FreeName.h - names for what the author left unnamed ----------------===//
//
// A name of the naming convention has to be free everywhere that any engine looks, so that it is
// the same on every dialect.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/NamingConvention.h"
#include "Catalog/RelationNames.h"

namespace retort {

/// Where a name must be free. All are borrowed; `taken` is brought up to date when it is asked.
struct NameScope {
  const NamingConvention& naming;
  const Catalog& catalog;
  RelationNames& taken;
};

/// What the convention calls a part of `own`, which need not be in the catalog yet.
std::string freeName(const Constraint& constraint, const Table& own, NameScope scope);
std::string freeName(const Index& index, const Table& own, NameScope scope);

/// Does every engine keep its names together with those of tables?
bool isRelation(ObjectKind kind);

} // namespace retort
