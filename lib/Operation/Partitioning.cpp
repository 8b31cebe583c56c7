#include "Operation/Partitioning.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

namespace retort {

static const std::string& nameOf(const Constraint& constraint) {
  return baseOf(constraint).name;
}
static const std::string& nameOf(const Index& index) {
  return index.name;
}
static Constraint withName(Constraint constraint, const std::string& name) {
  baseOf(constraint).name = name;
  baseOf(constraint).comment.clear();
  return constraint;
}
static Index withName(Index index, const std::string& name) {
  index.name = name;
  index.comment.clear();
  return index;
}

bool isMadeAs(const Constraint& own, const Constraint& inherited) {
  if (std::holds_alternative<Check>(inherited) && nameOf(own) != nameOf(inherited))
    return false;
  return !nameOf(own).empty() && withName(own, "") == withName(inherited, "");
}

bool isMadeAs(const Index& own, const Index& inherited) {
  return !own.name.empty() && withName(own, "") == withName(inherited, "");
}

static Index asCompared(Index index) {
  index.name.clear();
  index.comment.clear();
  index.options.clear();
  for (IndexPart& part : index.parts) {
    part.descending = false;
    part.nulls = NullsOrder::Default;
  }
  return index;
}

bool servesAs(const Index& own, const Index& inherited) {
  return asCompared(own) == asCompared(inherited);
}

bool isForParts(const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  return !check || !check->noInherit;
}

/// The engine calls checks and foreign keys of a part as they are called above, where nobody else
/// is.
Constraint asOwn(const Constraint& inherited, const Table& part, NameScope scope) {
  if (std::holds_alternative<Check>(inherited) || std::holds_alternative<ForeignKey>(inherited))
    return withName(inherited, nameOf(inherited));
  Constraint own = withName(inherited, "");
  return withName(own, freeName(own, part, scope));
}

//===--- Attach -----------------------------------------------------------===//

/// The one of `own` that is made as `inherited` is, and that no other is.
template <typename Item>
static const Item* findSame(const std::vector<Item>& own, const Item& inherited,
                            llvm::ArrayRef<std::string> taken) {
  for (const Item& item : own)
    if (!llvm::is_contained(taken, nameOf(item)) && isMadeAs(item, inherited))
      return &item;
  return nullptr;
}

Inheritance inheritanceOf(const Catalog& catalog, const Table& table, const Table& part) {
  Inheritance inheritance;
  for (const Table* whole = &table; whole;
       whole = whole->partitionOf ? catalog.tables.find(whole->partitionOf->table) : nullptr)
    for (const Constraint& constraint : whole->constraints)
      if (const Constraint* same = findSame(part.constraints, constraint, inheritance.names))
        inheritance.names.push_back(nameOf(*same));
      else if (std::holds_alternative<Check>(constraint) && isForParts(constraint) &&
               !findSame(part.constraints, constraint, {}) && !inheritance.missing)
        inheritance.missing = &constraint;
  for (const Table* whole = &table; whole;
       whole = whole->partitionOf ? catalog.tables.find(whole->partitionOf->table) : nullptr)
    for (const Index& index : whole->indexes)
      if (const Index* same = findSame(part.indexes, index, inheritance.names))
        inheritance.names.push_back(same->name);
  return inheritance;
}

//===--- Detach -----------------------------------------------------------===//

op::DetachPartition detachmentOf(const Table& part, NameScope scope) {
  op::DetachPartition detach{part.name};
  Table alone = part;
  for (const Constraint& inherited : inheritedConstraints(scope.catalog, part)) {
    if (!isForParts(inherited))
      continue;
    Constraint own = asOwn(inherited, alone, scope);
    if (alone.findConstraint(nameOf(own)))
      continue; // of two tables that it is a part of
    alone.constraints.push_back(own);
    detach.constraints.push_back(std::move(own));
  }
  for (const Index& inherited : inheritedIndexes(scope.catalog, part)) {
    Index own = withName(inherited, "");
    own.name = freeName(own, alone, scope);
    alone.indexes.push_back(own);
    detach.indexes.push_back(std::move(own));
  }
  return detach;
}

} // namespace retort
