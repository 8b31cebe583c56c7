#include "Diff/TableChange.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

using Names = std::vector<std::string>;

static bool intersect(llvm::ArrayRef<std::string> a, llvm::ArrayRef<std::string> b) {
  return llvm::any_of(a, [&](const std::string& name) { return llvm::is_contained(b, name); });
}

template <typename Items> static bool anyKeyOver(const Items& items, const Names& columns) {
  return llvm::any_of(items, [&](const auto& item) { return isKeyOver(item, columns); });
}

bool TableChange::empty() const {
  return droppedColumns.empty() && rebuiltColumns.empty() && addedColumns.empty() &&
         alteredColumns.empty() && !movesColumns && droppedConstraints.empty() && addedConstraints.empty() &&
         renamedConstraints.empty() && droppedIndexes.empty() && addedIndexes.empty() &&
         renamedIndexes.empty() && alteredItems.empty() && from->comment == to->comment && from->options == to->options &&
         from->grants == to->grants;
}

bool TableChange::touches(llvm::ArrayRef<std::string> columns) const {
  return intersect(touched, columns);
}

bool TableChange::dropsKey(const Names& columns) const {
  return anyKeyOver(droppedConstraints, columns) || anyKeyOver(droppedIndexes, columns);
}

bool TableChange::addsKey(const Names& columns) const {
  return anyKeyOver(addedConstraints, columns) || anyKeyOver(addedIndexes, columns);
}

void TableChange::stepAside(const Constraint& constraint) {
  if (llvm::is_contained(droppedConstraints, constraint))
    return;
  Constraint added = constraint;
  llvm::erase_if(renamedConstraints, [&](const op::RenameConstraint& rename) {
    if (rename.from != baseOf(constraint).name)
      return false;
    baseOf(added).name = rename.to;
    return true;
  });
  llvm::erase_if(alteredItems, [&](const op::TableAction& action) {
    if (const auto* set = std::get_if<op::SetConstraintComment>(&action);
        set && baseOf(set->to).name == baseOf(constraint).name)
      added = set->to;
    else if (const auto* validate = std::get_if<op::ValidateConstraint>(&action);
             validate && validate->name == baseOf(constraint).name)
      baseOf(added).notValid = false;
    else
      return false;
    return true;
  });
  droppedConstraints.push_back(constraint);
  addedConstraints.push_back(std::move(added));
}

//===--- Columns ----------------------------------------------------------===//

static bool isRetyped(const Column& from, const Column& to) {
  return from.type != to.type || from.typeFor != to.typeFor || from.collation != to.collation;
}

static bool reads(const Column& column, const Names& columns) {
  return column.generated && intersect(columnsIn(column.generated->value), columns);
}

/// A generated column that stays and reads a touched one; that makes it a touched one
/// itself, which others may read on some engines.
static const Column* findReader(const TableChange& change) {
  for (const Column& column : change.from->columns)
    if (change.to->findColumn(column.name) && reads(column, change.touched) &&
        !llvm::is_contained(change.rebuiltColumns, column.name))
      return &column;
  return nullptr;
}

/// In a primary key a column is not null whatever it says itself, and there is no
/// statement that would change only what it says.
static Column wantedColumn(const Column& before, Column after, const Table& to) {
  const PrimaryKey* key = to.primaryKey();
  if (key && llvm::is_contained(key->columns, after.name))
    after.notNull = before.notNull;
  return after;
}

/// The names of the columns that both have, in the order of `table`.
static Names commonColumns(const Table& table, const Table& other) {
  Names names;
  for (const Column& column : table.columns)
    if (other.findColumn(column.name))
      names.push_back(column.name);
  return names;
}

/// Those of a part follow the columns of its table: they are only known to be touched.
static void findTouched(TableChange& change) {
  for (const Column& column : change.from->columns) {
    const Column* after = change.to->findColumn(column.name);
    if (!after)
      change.droppedColumns.push_back(column.name);
    if (!after || isRetyped(column, *after))
      change.touched.push_back(column.name);
  }
  while (const Column* reader = findReader(change)) {
    change.rebuiltColumns.push_back(reader->name);
    if (!llvm::is_contained(change.touched, reader->name))
      change.touched.push_back(reader->name);
  }
  if (change.from->partitionOf && change.to->partitionOf) {
    change.droppedColumns.clear();
    change.rebuiltColumns.clear();
  }
}

static void compareColumns(TableChange& change) {
  findTouched(change);
  if (change.from->partitionOf && change.to->partitionOf)
    return;
  for (const Column& column : change.to->columns) {
    const Column* before = change.from->findColumn(column.name);
    if (!before) {
      change.addedColumns.push_back(&column);
      continue;
    }
    Column wanted = wantedColumn(*before, column, *change.to);
    if (*before != wanted && !llvm::is_contained(change.rebuiltColumns, column.name))
      change.alteredColumns.push_back(std::move(wanted));
  }
}

//===--- Constraints and indexes ------------------------------------------===//

static std::string& nameOf(Constraint& constraint) {
  return baseOf(constraint).name;
}
static std::string& nameOf(Index& index) {
  return index.name;
}

template <typename Item> static bool equalButForName(Item a, Item b) {
  if (nameOf(a).empty() || nameOf(b).empty())
    return false;
  nameOf(a) = nameOf(b);
  return a == b;
}

/// Takes each pair that equals out of both lists; what stays in `from` goes, what stays in
/// `to` comes.
template <typename Item> static void removeKept(std::vector<Item>& from, std::vector<Item>& to) {
  llvm::erase_if(from, [&](const Item& item) {
    auto same = llvm::find(to, item);
    if (same == to.end())
      return false;
    to.erase(same);
    return true;
  });
}

/// What makes the one the other, where the engine need not make it anew; nothing if it must.
static std::optional<op::TableAction> alterationOf(const Index& before, const Index& after) {
  Index same = before;
  same.comment = after.comment;
  if (same != after)
    return std::nullopt;
  return op::SetIndexComment{after.name, after.comment};
}

static std::optional<op::TableAction> alterationOf(const Constraint& before,
                                                   const Constraint& after) {
  if (baseOf(before).name.empty())
    return std::nullopt;
  Constraint same = before;
  baseOf(same).comment = baseOf(after).comment;
  if (same == after)
    return op::SetConstraintComment{after};
  baseOf(same) = baseOf(before);
  baseOf(same).notValid = false;
  if (same == after)
    return op::ValidateConstraint{baseOf(after).name};
  return std::nullopt;
}

/// Takes each pair that an action makes equal out of both lists.
template <typename Item>
static void findAltered(std::vector<Item>& from, std::vector<Item>& to,
                        std::vector<op::TableAction>& altered) {
  llvm::erase_if(from, [&](const Item& before) {
    for (auto after = to.begin(); after != to.end(); ++after)
      if (auto action = alterationOf(before, *after)) {
        altered.push_back(std::move(*action));
        to.erase(after);
        return true;
      }
    return false;
  });
}

/// Finds one item whose new name is free, and takes it out of both lists.
template <typename Item, typename Rename>
static bool findRename(std::vector<Item>& from, std::vector<Item>& to,
                       std::vector<Rename>& renames) {
  auto isHeld = [&](const std::string& name) {
    return llvm::any_of(from, [&](Item& item) { return nameOf(item) == name; });
  };
  for (auto before = from.begin(); before != from.end(); ++before) {
    auto after = llvm::find_if(
        to, [&](Item& other) { return equalButForName(*before, other) && !isHeld(nameOf(other)); });
    if (after == to.end())
      continue;
    renames.push_back({nameOf(*before), nameOf(*after)});
    from.erase(before);
    to.erase(after);
    return true;
  }
  return false;
}

template <typename Item, typename Rename>
static void compareItems(const std::vector<Item>& from, const std::vector<Item>& to,
                         TableChange& change, std::vector<Item>& dropped,
                         std::vector<Item>& added, std::vector<Rename>& renamed) {
  std::vector<Item> before = from, after = to;
  // What uses a touched column is made again, so it needs no rename.
  auto uses = [&](const Item& item) { return change.touches(columnsOf(item)); };
  llvm::copy_if(before, std::back_inserter(dropped), uses);
  llvm::erase_if(before, uses);
  removeKept(before, after);
  findAltered(before, after, change.alteredItems);
  // One by one, since each frees a name. Of two that swap names both are made anew.
  while (findRename(before, after, renamed))
    ;
  dropped.insert(dropped.end(), before.begin(), before.end());
  added = std::move(after);
}

TableChange compareTables(const Table& from, const Table& to, ColumnOrder order) {
  TableChange change;
  change.from = &from;
  change.to = &to;
  compareColumns(change);
  change.movesColumns = order == ColumnOrder::Kept && !to.partitionOf &&
                        commonColumns(from, to) != commonColumns(to, from);
  compareItems(from.constraints, to.constraints, change, change.droppedConstraints,
               change.addedConstraints, change.renamedConstraints);
  compareItems(from.indexes, to.indexes, change, change.droppedIndexes, change.addedIndexes,
               change.renamedIndexes);
  return change;
}

} // namespace retort
