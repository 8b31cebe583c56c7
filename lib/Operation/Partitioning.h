//===- Partitioning.h - a table becomes a part, and is one no more --------===//
//
// What a part has of its table is not written in it, so it goes in silence when a table becomes
// one, and has to be named when a part is one no more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/FreeName.h"
#include "Operation/TableAction.h"

namespace retort {

/// Is `own` what a part has of its table as `inherited`? Its name does not matter but for a check,
/// nor what is said of it.
bool isMadeAs(const Constraint& own, const Constraint& inherited);
bool isMadeAs(const Index& own, const Index& inherited);

/// Would an engine take the index of a part for that of its table, which it is not yet? Which way
/// values are ordered and how they are stored is nothing to it (PostgreSQL's CompareIndexInfo).
bool servesAs(const Index& own, const Index& inherited);

/// Is it of the table alone?
bool isForParts(const Constraint& constraint);

/// The constraint as a part has it that is a table of its own, by a name that is free there.
Constraint asOwn(const Constraint& inherited, const Table& part, NameScope scope);

/// What `part` would have of `table`, and of those of which that is a part, in turn.
struct Inheritance {
  /// Its own constraints and indexes that become those, by their names.
  std::vector<std::string> names;
  /// A check that it has to have and has not; null: there is none. Of the catalog.
  const Constraint* missing = nullptr;
};
Inheritance inheritanceOf(const Catalog& catalog, const Table& table, const Table& part);

/// Makes the part of the catalog a table of its own, which keeps what it had of its table.
op::DetachPartition detachmentOf(const Table& part, NameScope scope);

} // namespace retort
