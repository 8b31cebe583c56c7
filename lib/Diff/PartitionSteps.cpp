// What happens to parts of tables: each leaves its table before any table changes, and becomes a part
// when all have changed, so that bounds never meet: meanwhile it is a table like any other. One that
// stays is left to its table, but for what is its own.

#include "Catalog/References.h"
#include "Diff/AlterBlock.h"
#include "Diff/Differ.h"
#include "Operation/Apply.h"
#include "Operation/Partitioning.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>

namespace retort {

std::vector<QualifiedName> wholesOf(const Catalog& catalog, const Table& table) {
  std::vector<QualifiedName> wholes;
  for (const Table* part = &table; part && part->partitionOf;) {
    wholes.push_back(part->partitionOf->table);
    part = catalog.tables.find(part->partitionOf->table);
  }
  return wholes;
}

//===--- Who moves --------------------------------------------------------===//

/// What to do where no engine changes a table that is there.
static std::string madeAnew(const QualifiedName& table) {
  return "that is said when a table is made; make another one with its partitions, move the rows, "
         "drop `" +
         table.str() + "` and rename the other";
}

/// A part of a table that is divided otherwise, or of somebody else's, is left as it is.
bool Differ::canMove(const Table& from, const Table& to) {
  auto isExternal = [](const Catalog& catalog, const Table& part) {
    const Table* whole = part.partitionOf ? catalog.tables.find(part.partitionOf->table) : nullptr;
    return part.partitionOf && (!whole || whole->external);
  };
  if (isExternal(now_, from) || isExternal(to_, to)) {
    const PartitionOf& part = to.partitionOf ? *to.partitionOf : *from.partitionOf;
    result_.unsaid.push_back("that `" + to.name.str() + "` is a partition of `" + part.table.str() +
                             "`, which is somebody else's table");
    return false;
  }
  return !isOfFixedWhole(to);
}

void Differ::findMoves() {
  auto forEachKept = [&](auto&& function) {
    for (const auto& table : now_.tables.all())
      if (const Table* after = to_.tables.find(table->name);
          after && !table->external && !after->external)
        function(*table, *after);
  };
  forEachKept([&](const Table& from, const Table& to) {
    if (from.partitionBy == to.partitionBy)
      return;
    fixed_.insert(from.name);
    result_.unsaid.push_back(
        "how table `" + from.name.str() + "` is divided, and into what: " + madeAnew(from.name));
  });
  forEachKept([&](const Table& from, const Table& to) {
    if (from.partitionOf == to.partitionOf || !canMove(from, to))
      return;
    if (from.partitionOf)
      leaving_.push_back(from.name);
    if (!to.partitionOf)
      return;
    joining_.push_back(from.name);
    for (QualifiedName& whole : wholesOf(to_, to))
      receiving_.insert(std::move(whole));
  });
}

bool Differ::isOfFixedWhole(const Table& table) const {
  return table.partitionOf && fixed_.contains(table.partitionOf->table);
}

//===--- Before -----------------------------------------------------------===//

/// A part cannot leave while a foreign key refers to its rows: if it comes back to the table, so
/// does the key.
void Differ::dropKeysToWholes() {
  std::set<QualifiedName> left;
  for (const QualifiedName& name : leaving_)
    if (const Table* after = to_.tables.find(name); after->partitionOf) {
      const std::vector<QualifiedName> wholes = wholesOf(to_, *after);
      for (QualifiedName& whole : wholesOf(now_, *now_.tables.find(name)))
        if (llvm::is_contained(wholes, whole))
          left.insert(std::move(whole));
    }
  Keys keys;
  for (const QualifiedName& whole : left)
    for (const ForeignKeyUse& use : foreignKeysTo(now_, whole))
      keys[use.table->name].push_back(op::DropConstraint{*use.key});
  emit(keys);
}

/// Several parts that leave a table do so at once.
void Differ::emitMove(const QualifiedName& whole, op::TableAction action) {
  auto* last = result_.operations.empty()
                   ? nullptr
                   : std::get_if<op::AlterTable>(&result_.operations.back());
  if (!last || last->table != whole)
    return emit(op::AlterTable{whole, {std::move(action)}});
  apply(action, whole, now_);
  last->actions.push_back(std::move(action));
}

void Differ::detachParts() {
  auto wholeOf = [&](const QualifiedName& name) {
    return now_.tables.find(name)->partitionOf->table;
  };
  llvm::stable_sort(leaving_, [&](const QualifiedName& a, const QualifiedName& b) {
    return wholeOf(a) < wholeOf(b);
  });
  for (const QualifiedName& name : leaving_)
    emitMove(wholeOf(name),
             detachmentOf(*now_.tables.find(name), NameScope{naming_, now_, names_}));
}

/// What the table has to become before it is attached, if it is: all that it is to have itself,
/// what it will have of its table and has already, and what it must have of that.
Table Differ::beforeAttached(const Table& table, const Table& after) {
  Table target = after;
  target.partitionOf.reset();
  const std::vector<Constraint> constraints = inheritedConstraints(to_, after);
  const std::vector<Index> indexes = inheritedIndexes(to_, after);
  // What would be taken for one of these is added when they are there.
  auto isNew = [](const auto& items, const auto& inherited) {
    return [&](const auto& own) {
      return !llvm::is_contained(items, own) &&
             llvm::any_of(inherited, [&](const auto& it) { return isMadeAs(own, it); });
    };
  };
  llvm::erase_if(target.constraints, isNew(table.constraints, constraints));
  llvm::erase_if(target.indexes, isNew(table.indexes, indexes));
  for (const Constraint& inherited : constraints) {
    const bool mustHave = isForParts(inherited) && (std::holds_alternative<Check>(inherited) ||
                                                    std::holds_alternative<PrimaryKey>(inherited));
    auto has = llvm::find_if(table.constraints, [&](const Constraint& own) {
      return isMadeAs(own, inherited) && !target.findConstraint(baseOf(own).name);
    });
    if (has != table.constraints.end())
      target.constraints.push_back(*has);
    else if (mustHave && !target.findConstraint(baseOf(inherited).name))
      target.constraints.push_back(
          asOwn(inherited, target, NameScope{naming_, now_, names_}));
  }
  for (const Index& inherited : indexes) {
    auto has = llvm::find_if(table.indexes, [&](const Index& own) {
      return isMadeAs(own, inherited) && !target.findIndex(own.name);
    });
    if (has != table.indexes.end())
      target.indexes.push_back(*has);
  }
  return target;
}

/// The columns by which it is divided stay as they are: no engine changes them.
void Differ::keepKey(const Table& table, Table& target) {
  for (const std::string& name : columnsOf(*table.partitionBy)) {
    const Column& key = *table.findColumn(name);
    Column* after = target.findColumn(name);
    if (!after) {
      target.columns.push_back(key);
      continue;
    }
    const bool isRetyped =
        std::tie(key.type, key.typeFor, key.collation) !=
        std::tie(after->type, after->typeFor, after->collation);
    if (!isRetyped)
      continue;
    *after = key;
    if (!fixed_.contains(table.name))
      result_.unsaid.push_back("the type of column `" + table.name.str() + "." + name +
                               "`, by which the table is divided: " + madeAnew(table.name));
  }
}

/// What the table is to become before the moves.
const Table& Differ::targetOf(const Table& table) {
  const Table& after = *to_.tables.find(table.name);
  const bool joins = llvm::is_contained(joining_, table.name);
  if (!joins && !table.partitionBy)
    return after;
  Table target = joins ? beforeAttached(table, after) : after;
  if (table.partitionBy)
    keepKey(table, target);
  return targets_.emplace(table.name, std::move(target)).first->second;
}

static bool isTakenFor(const Constraint& own, const Constraint& given) {
  return isMadeAs(own, given);
}
static bool isTakenFor(const Index& own, const Index& given) { return servesAs(own, given); }

/// Of what its tables are given: is it made as one of these? An engine would take it for that.
template <typename Item>
bool Differ::isTakenByWhole(const TableChange& change, const Item& own,
                            std::vector<Item> TableChange::*added) const {
  return llvm::any_of(wholesOf(to_, *change.to), [&](const QualifiedName& name) {
    auto whole = changes_.find(name);
    return whole != changes_.end() &&
           llvm::any_of(whole->second.*added, [&](const Item& it) { return isTakenFor(own, it); });
  });
}

/// What the part has itself goes before its table is given the same, and is made anew if it stays.
void Differ::stepAsideForWhole(TableChange& change) const {
  if (!staysPart(change))
    return;
  for (const Constraint& own : change.from->constraints)
    if (isTakenByWhole(change, own, &TableChange::addedConstraints))
      change.stepAside(own);
  for (const Index& own : change.from->indexes)
    if (isTakenByWhole(change, own, &TableChange::addedIndexes) &&
        !llvm::is_contained(change.droppedIndexes, own)) {
      change.droppedIndexes.push_back(own);
      change.addedIndexes.push_back(own);
    }
}

/// What a part has itself on columns that its table drops or retypes, and what that is given.
void Differ::dropUsesInParts() {
  for (auto& [name, change] : changes_) {
    auto isOwnKey = [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      return key && key->referredTable == change.to->name;
    };
    auto isTaken = [&](auto added) {
      return [&, added](const auto& own) { return isTakenByWhole(change, own, added); };
    };
    if (!staysPart(change) ||
        (change.touched.empty() && llvm::none_of(change.droppedConstraints, isOwnKey) &&
         llvm::none_of(change.droppedConstraints, isTaken(&TableChange::addedConstraints)) &&
         llvm::none_of(change.droppedIndexes, isTaken(&TableChange::addedIndexes))))
      continue;
    std::vector<op::TableAction> actions;
    for (bool foreign : {true, false})
      for (const Constraint& constraint : change.droppedConstraints)
        if (std::holds_alternative<ForeignKey>(constraint) == foreign)
          actions.push_back(op::DropConstraint{constraint});
    for (const Index& index : change.droppedIndexes)
      actions.push_back(op::DropIndex{index.name});
    if (!actions.empty())
      emit(op::AlterTable{name, std::move(actions)});
  }
}

//===--- During -----------------------------------------------------------===//

/// What is the part's own, once its table is altered: what it says of its columns itself, too.
TableChange Differ::changeOfPart(const Table& part) const {
  TableChange change = compareTables(part, *to_.tables.find(part.name), order_);
  const Table* whole = now_.tables.find(part.partitionOf->table);
  const Table* wholeAfter = to_.tables.find(part.partitionOf->table);
  Table withKeys = part;
  llvm::append_range(withKeys.constraints, inheritedConstraints(now_, part));
  for (const Column& column : part.columns) {
    const Column* after = change.to->findColumn(column.name);
    if (!after)
      continue;
    Column wanted = column;
    wanted.comment = after->comment;
    wanted.options = after->options;
    const Column* above = whole ? whole->findColumn(column.name) : nullptr;
    const Column* aboveAfter = wholeAfter ? wholeAfter->findColumn(column.name) : nullptr;
    if (above && aboveAfter && *above == *aboveAfter) {
      wanted.defaultValue = after->defaultValue;
      if (const PrimaryKey* key = withKeys.primaryKey();
          !key || !llvm::is_contained(key->columns, column.name))
        wanted.notNull = after->notNull;
    }
    if (wanted != column)
      change.alteredColumns.push_back(std::move(wanted));
  }
  return change;
}

bool Differ::hasWaitingWhole(const Table& table) const {
  return table.partitionOf && !waitingTables_.empty() &&
         llvm::any_of(wholesOf(to_, table),
                      [&](const QualifiedName& whole) { return isWaiting(whole); });
}

/// Has its table the column not yet, or not its default?
bool Differ::waitsWithWhole(const Table& table, const Column& column) const {
  const QualifiedName& name = table.partitionOf->table;
  const Column* now = now_.tables.find(name)->findColumn(column.name);
  const Column* after = to_.tables.find(name)->findColumn(column.name);
  return !now || (after && now->defaultValue != after->defaultValue);
}

void Differ::disownInParts(const QualifiedName& whole, const std::string& column) {
  std::vector<QualifiedName> names;
  for (const Table* part : partitionsOf(now_, whole))
    names.push_back(part->name);
  for (const QualifiedName& name : names) {
    disown({name, column});
    disownInParts(name, column);
  }
}

//===--- After ------------------------------------------------------------===//

/// From the top down, so that each finds all that it is to have; the part for all other rows
/// after those that it has to leave rows to.
void Differ::attachParts() {
  auto rank = [&](const QualifiedName& name) {
    const Table& after = *to_.tables.find(name);
    return std::tuple(wholesOf(to_, after).size(), after.partitionOf->bound.isDefault,
                      after.partitionOf->table);
  };
  llvm::stable_sort(joining_, [&](const QualifiedName& a, const QualifiedName& b) {
    return rank(a) < rank(b);
  });
  for (const QualifiedName& name : joining_) {
    const PartitionOf& part = *to_.tables.find(name)->partitionOf;
    Inheritance inheritance =
        inheritanceOf(now_, *now_.tables.find(part.table), *now_.tables.find(name));
    emitMove(part.table, op::AttachPartition{name, part.bound, std::move(inheritance.names)});
  }
  // What was its own has become that of its table, though it was to have both.
  for (const QualifiedName& name : joining_) {
    const Table& now = *now_.tables.find(name);
    TableChange change = changeOfPart(now);
    const std::vector<op::TableAction>& later = waitingForParts_[name];
    llvm::erase_if(change.addedConstraints, [&](const Constraint& constraint) {
      return llvm::is_contained(later, op::TableAction(op::AddConstraint{constraint}));
    });
    takeWaitingKeys(change);
    std::vector<op::TableAction> actions = blockOf(change, now, to_);
    if (!actions.empty())
      emit(op::AlterTable{name, std::move(actions)});
  }
  std::erase_if(waitingForParts_, [](const auto& keys) { return keys.second.empty(); });
  emit(waitingForParts_);
  emit(waiting_);
}

} // namespace retort
