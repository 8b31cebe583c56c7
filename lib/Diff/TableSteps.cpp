// What happens to tables, and the order between them.

#include "Diff/AlterBlock.h"
#include "Diff/Differ.h"
#include "Diff/OnTables.h"
#include "Diff/WaitingParts.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- External tables --------------------------------------------------===//

/// What was known of it and is not wanted, as far as ours still use it.
static void keepUsed(const Table& known, const Catalog& now, Table& table) {
  const std::vector<ForeignKeyUse> uses = foreignKeysTo(now, known.name);
  for (const Column& column : known.columns) {
    const bool isUsed = llvm::any_of(uses, [&](const ForeignKeyUse& use) {
      return llvm::is_contained(use.key->referredColumns, column.name);
    });
    if (!table.findColumn(column.name) &&
        (isUsed || !objectsThatMayUse(now, known.name, column.name).empty()))
      table.columns.push_back(column);
  }
  for (const ForeignKeyUse& use : uses) {
    auto isItsKey = [&](const auto& it) { return isKeyOver(it, use.key->referredColumns); };
    auto hasItsKey = [&](const Table& of) {
      return llvm::any_of(of.constraints, isItsKey) || llvm::any_of(of.indexes, isItsKey);
    };
    if (hasItsKey(table) || !hasItsKey(known))
      continue;
    Unique key; // of the names another one may be in need
    key.columns = use.key->referredColumns;
    table.constraints.push_back(std::move(key));
  }
}

/// As it is wanted, with what ours use until they change, and without what is not there yet.
static Table externalMeanwhile(const Table* known, const Table& wanted, const Catalog& now) {
  Table table = wanted;
  llvm::erase_if(table.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    return key && key->referredTable != table.name && !now.tables.find(key->referredTable);
  });
  if (known)
    keepUsed(*known, now, table);
  return table;
}

/// Before all that may refer to them. Those that are somebody else's in one of the two only are
/// told: whose a table is no operation changes.
void Differ::declareExternals() {
  for (const auto& wanted : to_.tables.all()) {
    const Table* known = now_.tables.find(wanted->name);
    if (known && known->external != wanted->external)
      result_.unsaid.push_back("whose table `" + wanted->name.str() + "` is");
    if (!wanted->external || (known && (!known->external || *known == *wanted)))
      continue;
    Table table = externalMeanwhile(known, *wanted, now_);
    if (!known || *known != table)
      emit(op::DeclareExternal{std::move(table)});
  }
}

void Differ::declareExternalsAsWanted() {
  for (const auto& wanted : to_.tables.all())
    if (const Table* now = now_.tables.find(wanted->name);
        wanted->external && now && now->external && *now != *wanted)
      emit(op::DeclareExternal{*wanted});
}

/// As soon as nothing of ours uses them any more. What they say of each other goes before.
void Differ::forgetExternals() {
  auto goes = [&](const Table& table) { return table.external && !to_.tables.find(table.name); };
  auto isFree = [&](const Table& table) {
    const ObjectId id{ObjectKind::Table, table.name};
    return llvm::all_of(usesOf(now_, id), [&](const ObjectUse& use) {
      const bool isTable = use.user.kind == ObjectKind::Table;
      const Table* user = isTable ? now_.tables.find(use.user.name) : nullptr;
      return user && goes(*user);
    });
  };
  std::vector<Table> free;
  for (const auto& table : now_.tables.all())
    if (goes(*table) && isFree(*table))
      free.push_back(*table);
  for (Table alone : free) {
    llvm::erase_if(alone.constraints, [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      return key && key->referredTable != alone.name;
    });
    if (alone != *now_.tables.find(alone.name))
      emit(op::DeclareExternal{std::move(alone)});
  }
  for (const Table& table : free)
    emit(op::ForgetExternal{table.name});
}

//===--- What changes -----------------------------------------------------===//

void Differ::compare() {
  before_ = now_;
  for (const auto& table : before_.tables.all()) {
    const Table* after = to_.tables.find(table->name);
    if (!after || table->external || after->external)
      continue;
    changes_.emplace(table->name, compareTables(*table, targetOf(*table), order_));
  }
  for (auto& [name, change] : changes_)
    stepAsideForWhole(change);
  // Only keys and columns are stepped aside for, never a foreign key: one pass is enough.
  for (const auto& [name, change] : changes_)
    stepAsideFor(change);
}

/// A foreign key that stays, of this or another table, whose key or column is dropped or
/// retyped, is dropped before and added after.
void Differ::stepAsideFor(const TableChange& change) {
  if (change.touched.empty() && change.droppedConstraints.empty() && change.droppedIndexes.empty())
    return; // as for most tables of a large schema
  for (const ForeignKeyUse& use : foreignKeysTo(before_, change.from->name)) {
    auto user = changes_.find(use.table->name);
    if (user == changes_.end())
      continue;
    const std::vector<std::string>& columns = use.key->referredColumns;
    if (!change.touches(columns) && !change.dropsKey(columns))
      continue;
    user->second.stepAside(*use.key);
  }
}

//===--- Before -----------------------------------------------------------===//

/// Must the foreign key go before its own table's turn comes?
bool Differ::isInTheWay(const TableChange& change, const ForeignKey& key) const {
  if (key.referredTable == change.from->name)
    return false;
  auto referred = changes_.find(key.referredTable);
  if (referred == changes_.end())
    return !to_.tables.find(key.referredTable);
  return referred->second.touches(key.referredColumns) ||
         referred->second.dropsKey(key.referredColumns);
}

void Differ::dropKeysInTheWay() {
  Keys keys;
  for (auto& [name, change] : changes_)
    llvm::erase_if(change.droppedConstraints, [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      if (!key || !isInTheWay(change, *key))
        return false;
      keys[name].push_back(op::DropConstraint{constraint});
      return true;
    });
  emit(keys);
}

void Differ::dropTables() {
  std::vector<QualifiedName> gone;
  for (const auto& table : now_.tables.all())
    if (!table->external && !to_.tables.find(table->name) && !isOfFixedWhole(*table))
      gone.push_back(table->name);
  std::set<QualifiedName> begun;
  for (const QualifiedName& name : gone)
    dropTable(name, begun);
}

/// What did not go with the objects in the way, since tables use it: after those, if they go, too.
void Differ::dropUser(const ObjectId& id, std::set<QualifiedName>& begun) {
  if (id.kind == ObjectKind::Sequence || !now_.objects.find(id))
    return;
  const std::vector<ObjectUse> uses = usesOf(now_, id);
  auto mustStay = [&](const ObjectUse& use) {
    return use.user.kind == ObjectKind::Table &&
           (to_.tables.find(use.user.name) || begun.contains(use.user.name)) &&
           now_.tables.find(use.user.name);
  };
  if (llvm::any_of(uses, mustStay))
    return;
  for (const ObjectUse& use : uses)
    if (use.user.kind != ObjectKind::Table)
      dropUser(use.user, begun);
    else if (now_.tables.find(use.user.name))
      dropTable(use.user.name, begun);
  if (now_.objects.find(id) && usesOf(now_, id).empty())
    emit(op::DropObject{id});
}

/// After the tables that refer to it; where they do in a circle, after the foreign key.
void Differ::dropTable(const QualifiedName& name, std::set<QualifiedName>& begun) {
  if (!begun.insert(name).second || isOfFixedWhole(*now_.tables.find(name)))
    return;
  std::vector<QualifiedName> partitions;
  for (const Table* partition : partitionsOf(now_, name))
    partitions.push_back(partition->name);
  for (const QualifiedName& partition : partitions)
    dropTable(partition, begun);
  std::set<QualifiedName> users;
  for (const ForeignKeyUse& use : foreignKeysTo(now_, name))
    if (use.table->name != name)
      users.insert(use.table->name);
  for (const QualifiedName& user : users)
    dropTable(user, begun);
  for (const ObjectUse& use : usesOf(now_, {ObjectKind::Table, name}))
    dropUser(use.user, begun);
  if (isReadByWhatStays(name))
    lateTables_.push_back(name);
  else
    dropAlone(name);
}

/// By a function that tables need, and whose body reads another table later.
bool Differ::isReadByWhatStays(const QualifiedName& table) const {
  return llvm::any_of(usesOf(now_, {ObjectKind::Table, table}), [&](const ObjectUse& use) {
    return use.user.kind != ObjectKind::Table && use.user.kind != ObjectKind::Sequence &&
           to_.objects.find(use.user);
  });
}

void Differ::dropLateTables() {
  for (const QualifiedName& name : lateTables_)
    dropAlone(name);
}

void Differ::dropAlone(const QualifiedName& name) {
  Keys circle;
  for (const ForeignKeyUse& use : foreignKeysTo(now_, name))
    if (use.table->name != name)
      circle[use.table->name].push_back(op::DropConstraint{*use.key});
  emit(circle);
  emit(op::DropTable{name});
}

//===--- During -----------------------------------------------------------===//

/// Must the foreign key wait until all tables had their turn?
bool Differ::mustWait(const TableChange& change, const ForeignKey& key) const {
  if (key.referredTable == change.to->name)
    return false;
  auto referred = changes_.find(key.referredTable);
  if (referred == changes_.end())
    return !now_.tables.find(key.referredTable);
  return referred->second.touches(key.referredColumns) ||
         referred->second.addsKey(key.referredColumns);
}

/// Is it an object on tables that is wanted, and not there yet?
bool Differ::isMissing(const ObjectId& need) const {
  const SchemaObject* wanted = to_.objects.find(need);
  return wanted && !now_.objects.find(need) && standsOnTables(*wanted, to_);
}

bool Differ::lacks(const Table& table) const {
  return llvm::any_of(needsOf(table, to_), [&](const ObjectId& it) { return isMissing(it); });
}

void Differ::makeNeedsOf(const Table& table, std::set<QualifiedName>& begun) {
  for (const ObjectId& need : needsOf(table, to_))
    if (isMissing(need))
      make(*to_.objects.find(need), begun);
}

/// With the tables and objects that it needs; not at all, if one of those is about to be made.
void Differ::make(const SchemaObject& object, std::set<QualifiedName>& begun) {
  if (!begunObjects_.insert(idOf(object)).second)
    return;
  const std::vector<ObjectId> needs = needsOf(object, to_);
  for (const ObjectId& need : needs) {
    const Table* table = isReadable(need.kind) ? to_.tables.find(need.name) : nullptr;
    if (table && !table->external && !now_.tables.find(need.name))
      createTable(*table, begun);
    else if (isMissing(need))
      make(*to_.objects.find(need), begun);
  }
  if (llvm::all_of(needs, [&](const ObjectId& need) {
        return contains(now_, need) || !contains(to_, need);
      }))
    emit(op::CreateObject{object});
}

/// Adds of them later what cannot be added yet.
void Differ::takeWaitingKeys(TableChange& change) {
  llvm::erase_if(change.addedConstraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    const bool isToWhole = key && receiving_.contains(key->referredTable);
    if (!key || (!isToWhole && !mustWait(change, *key)))
      return false;
    (isToWhole ? waitingForParts_ : waiting_)[change.to->name].push_back(
        op::AddConstraint{constraint});
    return true;
  });
}

/// A part after its table, whose columns it has.
void Differ::alterTables() {
  std::vector<std::pair<size_t, TableChange*>> inOrder;
  for (auto& [name, change] : changes_)
    if (staysPart(change) || !change.empty())
      inOrder.emplace_back(wholesOf(now_, *change.from).size(), &change);
  llvm::stable_sort(inOrder, llvm::less_first());
  for (const auto& [depth, change] : inOrder)
    if (hasWaitingWhole(*change->from) || (!change->empty() && lacks(*change->to)))
      waitingTables_.push_back(change);
    else
      alterTable(*change);
}

void Differ::alterTable(TableChange& change) {
  const QualifiedName name = change.to->name;
  const Table& now = *now_.tables.find(name);
  TableChange ofPart;
  if (staysPart(change))
    ofPart = changeOfPart(now);
  TableChange& current = staysPart(change) ? ofPart : change;
  takeWaitingKeys(current);
  std::vector<op::TableAction> actions = blockOf(current, now, to_);
  for (const std::string& column : current.rebuiltColumns) {
    disown({name, column});
    disownInParts(name, column);
  }
  if (!actions.empty())
    emit(op::AlterTable{name, std::move(actions)});
}

/// And the new parts of those.
void Differ::alterWaitingTables() {
  std::set<QualifiedName> begun;
  for (TableChange* change : waitingTables_) {
    makeNeedsOf(*change->to, begun);
    alterTable(*change);
  }
  if (waitingTables_.empty())
    return;
  waitingTables_.clear();
  createTables();
}

bool Differ::isWaiting(const QualifiedName& table) const {
  return llvm::any_of(waitingTables_, [&](const auto* it) { return it->to->name == table; });
}

void Differ::createTables() {
  std::set<QualifiedName> begun;
  for (const auto& table : to_.tables.all())
    if (!table->external && !now_.tables.find(table->name))
      createTable(*table, begun);
}

/// Those that have to wait are added later.
void Differ::takeParts(Table& created) {
  std::vector<op::TableAction> later = takeWaitingParts(created, [&](const Table& part) {
    return lacks(part) || (created.partitionOf && !part.columns.empty() &&
                           waitsWithWhole(created, part.columns.front()));
  });
  // The columns of a part come with those of its table.
  if (created.partitionOf)
    llvm::erase_if(later, [](const op::TableAction& action) {
      return std::holds_alternative<op::AddColumn>(action) ||
             std::holds_alternative<op::AlterColumn>(action);
    });
  if (!later.empty())
    waitingParts_[created.name] = std::move(later);
}

/// After the tables that it refers to; where they refer to each other in a circle, the
/// foreign key that closes it waits.
void Differ::createTable(const Table& table, std::set<QualifiedName>& begun) {
  if (hasWaitingWhole(table) || isOfFixedWhole(table) || !begun.insert(table.name).second)
    return;
  if (table.partitionOf && !now_.tables.find(table.partitionOf->table))
    if (const Table* parent = to_.tables.find(table.partitionOf->table))
      createTable(*parent, begun);
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint))
      if (!now_.tables.find(key->referredTable))
        if (const Table* referred = to_.tables.find(key->referredTable);
            referred && !referred->external)
          createTable(*referred, begun);
  makeNeedsOf(table, begun);
  Table created = table;
  llvm::erase_if(created.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || key->referredTable == table.name ||
        (now_.tables.find(key->referredTable) && !isWaiting(key->referredTable)))
      return false;
    waiting_[table.name].push_back(op::AddConstraint{constraint});
    return true;
  });
  takeParts(created);
  emit(op::CreateTable{std::move(created)});
}

} // namespace retort
