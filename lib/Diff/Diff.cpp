//===- Diff.cpp - the order of a difference -------------------------------===//
//
// Table by table the changes are found by compareTables; here they are put in order:
//
//   renames; sequences that lose their owner; new and altered objects; views and foreign
//   keys that stand in the way; dropped tables; altered tables; new tables; foreign keys and
//   owners that had to wait; dropped values of enums; new and altered views; dropped objects.
//
// A table may need what stands on other tables: a function in a default whose body reads one. Such
// an object is made as soon as those are there, and the table waits for it; where each needs the
// other, that part of the table waits.
//
// A foreign key is in the way, or waits, only where the table that it refers to drops or
// makes what it needs; all others stay in their table's one block.
//
//===----------------------------------------------------------------------===//
#include "Diff/Diff.h"

#include "Catalog/References.h"
#include "Diff/AlterBlock.h"
#include "Diff/LikelyRenames.h"
#include "Diff/OnTables.h"
#include "Diff/TableChange.h"
#include "Diff/WaitingParts.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace retort {

namespace {

class Differ {
public:
  Differ(const Catalog& from, const Catalog& to, ColumnOrder order)
      : now_(from), to_(to), order_(order) {}

  Difference run(llvm::ArrayRef<Rename> renames) {
    rename(renames);
    findLikelyRenames(now_, to_, result_.likelyRenames);
    disown();
    createObjects();
    compare();
    dropObjectsInTheWay();
    dropKeysInTheWay();
    dropTables();
    alterTables();
    createTables();
    alterWaitingTables();
    addWaitingKeys();
    own();
    dropEnumValues();
    createObjectsOnTables();
    addWaitingParts();
    dropObjects();
    return std::move(result_);
  }

private:
  using Keys = std::map<QualifiedName, std::vector<op::TableAction>>;

  void emit(Operation operation) {
    apply(operation, now_);
    result_.operations.push_back(std::move(operation));
  }
  void emit(Keys& keys) {
    for (auto& [table, actions] : keys)
      emit(op::AlterTable{table, std::move(actions)});
    keys.clear();
  }

  void rename(llvm::ArrayRef<Rename> renames);
  void renameValue(const Rename& rename);
  void disown();
  void disown(const SequenceOwner& owner);
  void createObjects();
  void dropNamesakes(const SchemaObject& object);
  void alterObject(const SchemaObject& before, const SchemaObject& after);
  void own();
  void addEnumValues(const Enum& before, const Enum& after);
  void dropEnumValues();
  void dropObjects();
  void dropObjectsInTheWay();
  void createObjectsOnTables();
  void compare();
  void compareOwnColumns(TableChange& change) const;
  void stepAsideFor(const TableChange& change);
  bool isInTheWay(const TableChange& change, const ForeignKey& key) const;
  void dropKeysInTheWay();
  void dropTables();
  void dropTable(const QualifiedName& name, std::set<QualifiedName>& begun);
  void dropUser(const ObjectId& id, std::set<QualifiedName>& begun);
  void alterTables();
  void alterTable(const TableChange& change);
  void alterWaitingTables();
  bool mustWait(const TableChange& change, const ForeignKey& key) const;
  bool isWaiting(const QualifiedName& table) const {
    return llvm::any_of(waitingTables_, [&](const auto* it) { return it->to->name == table; });
  }
  bool isMissing(const ObjectId& need) const;
  bool lacks(const Table& table) const;
  void makeNeedsOf(const Table& table, std::set<QualifiedName>& begun);
  void make(const SchemaObject& object, std::set<QualifiedName>& begun);
  void createTables();
  void createTable(const Table& table, std::set<QualifiedName>& begun);
  void addWaitingKeys() { emit(waiting_); }
  void addWaitingParts() { emit(waitingParts_); }

  /// The catalog as the operations so far have made it.
  Catalog now_;
  const Catalog& to_;
  const ColumnOrder order_;
  Catalog before_; // what `changes_` borrow from
  std::map<QualifiedName, TableChange> changes_;
  Keys waiting_;
  Keys waitingParts_; // for objects that stand on tables
  std::vector<const TableChange*> waitingTables_;
  std::set<ObjectId> begunObjects_;
  Difference result_;
};

} // namespace

//===--- Renames and objects ------------------------------------------------===//

void Differ::renameValue(const Rename& rename) {
  const Enum* type = now_.find<Enum>(rename.table);
  if (type && llvm::is_contained(type->values, rename.from) &&
      !llvm::is_contained(type->values, rename.to))
    emit(op::AlterEnum{rename.table, {op::RenameEnumValue{rename.from, rename.to}}});
}

/// The renames of tables come first: those within a table name it as it is then.
void Differ::rename(llvm::ArrayRef<Rename> renames) {
  for (const Rename& rename : renames) {
    if (rename.isOfValue())
      continue;
    QualifiedName from{rename.table.schema, rename.from}, to{rename.table.schema, rename.to};
    if (rename.kind == ObjectKind::Table && now_.tables.find(from) && !now_.tables.find(to))
      emit(op::RenameTable{from, rename.to});
    else if (now_.objects.find({rename.kind, from}) && !now_.objects.find({rename.kind, to}))
      emit(op::RenameObject{{rename.kind, from}, rename.to});
  }
  for (const Rename& rename : renames)
    if (rename.isOfValue())
      renameValue(rename);
  Keys blocks;
  for (const Rename& rename : renames)
    if (const Table* table = now_.tables.find(rename.table))
      if (std::optional<op::TableAction> action = renameWithin(*table, rename)) {
        apply(*action, rename.table, now_);
        blocks[rename.table].push_back(std::move(*action));
      }
  for (auto& [table, actions] : blocks)
    result_.operations.push_back(op::AlterTable{table, std::move(actions)});
}

/// Whatever changes about its owner, a sequence has none meanwhile: the column may come
/// and go.
void Differ::disown() {
  std::vector<Sequence> owned;
  for (const Sequence* sequence : now_.all<Sequence>()) {
    const Sequence* after = to_.find<Sequence>(sequence->name);
    if (sequence->owner && !(after && after->owner == sequence->owner))
      owned.push_back(*sequence);
  }
  for (Sequence& sequence : owned) {
    sequence.owner = {};
    emit(op::AlterObject{std::move(sequence)});
  }
}

/// A column that is dropped and made again is given back its sequences at the end.
void Differ::disown(const SequenceOwner& owner) {
  std::vector<Sequence> owned;
  for (const Sequence* sequence : now_.all<Sequence>())
    if (sequence->owner == owner)
      owned.push_back(*sequence);
  for (Sequence& sequence : owned) {
    sequence.owner = {};
    emit(op::AlterObject{std::move(sequence)});
  }
}

/// But for its owner, which need not be there yet.
static SchemaObject withOwnerOf(const SchemaObject& before, SchemaObject object) {
  if (auto* sequence = std::get_if<Sequence>(&object)) {
    const auto* same = std::get_if<Sequence>(&before);
    sequence->owner = same ? same->owner : SequenceOwner();
  }
  return object;
}

/// What stands on tables comes later. Kind by kind, which is an order in which each finds what it
/// needs, but for domains of domains.
/// A function that takes the place of one with other arguments, which nothing uses: not every
/// engine can hold both at a time.
void Differ::dropNamesakes(const SchemaObject& object) {
  const ObjectId wanted = idOf(object);
  std::vector<ObjectId> gone;
  for (const auto& other : now_.objects.all())
    if (const ObjectId id = idOf(*other);
        id != wanted && id.kind == wanted.kind && id.name == wanted.name && id.on == wanted.on &&
        !to_.objects.find(id) && usesOf(now_, id).empty())
      gone.push_back(id);
  for (const ObjectId& id : gone)
    emit(op::DropObject{id});
}

void Differ::createObjects() {
  std::set<ObjectId> begun;
  auto create = [&](const auto& self, const SchemaObject& object) -> void {
    if (!begun.insert(idOf(object)).second)
      return;
    for (const ObjectId& need : needsOf(object, to_))
      if (const SchemaObject* needed = to_.objects.find(need))
        self(self, *needed);
    if (const SchemaObject* before = now_.objects.find(idOf(object))) {
      alterObject(*before, object);
    } else {
      dropNamesakes(object);
      emit(op::CreateObject{withOwnerOf({}, object)});
    }
  };
  for (const auto& object : to_.objects.all())
    if (!standsOnTables(*object, to_))
      create(create, *object);
}

void Differ::dropObjectsInTheWay() {
  for (const ObjectId& id : objectsInTheWay(before_, to_, changes_))
    emit(op::DropObject{id});
}

void Differ::createObjectsOnTables() {
  for (const SchemaObject* object : objectsOnTables(to_)) {
    const SchemaObject* before = now_.objects.find(idOf(*object));
    if (!before) {
      dropNamesakes(*object);
      emit(op::CreateObject{*object});
    } else if (*before != *object) {
      emit(op::AlterObject{*object});
    }
  }
}

void Differ::alterObject(const SchemaObject& before, const SchemaObject& after) {
  SchemaObject wanted = withOwnerOf(before, after);
  if (auto* type = std::get_if<Enum>(&wanted)) {
    const Enum& old = std::get<Enum>(before);
    const Enum as = *type;
    addEnumValues(old, as);
    type->values = now_.find<Enum>(type->name)->values;
    if (type->comment == old.comment && type->grants == old.grants)
      return;
  } else if (auto* domain = std::get_if<Domain>(&wanted)) {
    const Domain& old = std::get<Domain>(before);
    if (domain->type != old.type || domain->collation != old.collation) {
      result_.unsaid.push_back("the type of domain `" + domain->name.str() + "`");
      return;
    }
  } else if (auto* extension = std::get_if<Extension>(&wanted)) {
    const Extension& old = std::get<Extension>(before);
    if (extension->schema != old.schema)
      result_.unsaid.push_back("the schema of extension `" + extension->name.str() + "`");
    extension->schema = old.schema;
  }
  if (wanted != before)
    emit(op::AlterObject{std::move(wanted)});
}

static std::vector<std::string> valuesNotIn(const Enum& other, const Enum& type) {
  std::vector<std::string> values;
  for (const std::string& value : type.values)
    if (!llvm::is_contained(other.values, value))
      values.push_back(value);
  return values;
}

/// From the last to the first, so that each finds the value that it stands before.
void Differ::addEnumValues(const Enum& before, const Enum& after) {
  op::AlterEnum alter{after.name, {}};
  std::optional<std::string> next;
  for (const std::string& value : llvm::reverse(after.values)) {
    if (!llvm::is_contained(before.values, value))
      alter.actions.push_back(op::AddEnumValue{value, next});
    next = value;
  }
  std::vector<std::string> kept = before.values, wanted = after.values;
  llvm::erase_if(kept, [&](const auto& it) { return !llvm::is_contained(after.values, it); });
  llvm::erase_if(wanted, [&](const auto& it) { return !llvm::is_contained(before.values, it); });
  if (kept != wanted)
    result_.unsaid.push_back("the order of the values of enum `" + after.name.str() + "`");
  if (!alter.actions.empty())
    emit(std::move(alter));
}

/// When nothing says them any more.
void Differ::dropEnumValues() {
  for (const Enum* after : to_.all<Enum>()) {
    op::AlterEnum alter{after->name, {}};
    for (std::string& value : valuesNotIn(*after, *now_.find<Enum>(after->name)))
      alter.actions.push_back(op::DropEnumValue{std::move(value), std::nullopt});
    if (!alter.actions.empty())
      emit(std::move(alter));
  }
}

void Differ::own() {
  for (const Sequence* after : to_.all<Sequence>())
    if (const Sequence* now = now_.find<Sequence>(after->name); now->owner != after->owner)
      emit(op::AlterObject{*after});
}

/// What uses another goes before it.
void Differ::dropObjects() {
  std::vector<ObjectId> gone;
  for (const auto& object : now_.objects.all())
    if (!to_.objects.find(idOf(*object)))
      gone.push_back(idOf(*object));
  while (!gone.empty()) {
    // Of functions that share a name the wanted one is used: it is there by now.
    auto unused = llvm::find_if(
        gone, [&](const ObjectId& id) { return usesOf(now_, id).empty() || sharesName(now_, id); });
    if (unused == gone.end())
      break;
    emit(op::DropObject{*unused});
    gone.erase(unused);
  }
  // Something that stays needs them, whatever the wanted catalog says.
  for (const ObjectId& id : gone)
    result_.unsaid.push_back("dropping " + describe(id));
}

//===--- What changes -----------------------------------------------------===//

/// What a part says itself of the columns that it has of its table: all else follows that.
void Differ::compareOwnColumns(TableChange& change) const {
  const QualifiedName& name = change.from->partitionOf->table;
  const Table* before = before_.tables.find(name);
  const Table* after = to_.tables.find(name);
  for (const Column& column : change.from->columns) {
    const Column* to = change.to->findColumn(column.name);
    if (!to)
      continue;
    Column wanted = column;
    wanted.comment = to->comment;
    wanted.options = to->options;
    const Column* whole = before ? before->findColumn(column.name) : nullptr;
    const Column* wholeAfter = after ? after->findColumn(column.name) : nullptr;
    if (whole && wholeAfter && *whole == *wholeAfter) {
      wanted.defaultValue = to->defaultValue;
      wanted.notNull = to->notNull;
    }
    if (wanted != column)
      change.alteredColumns.push_back(std::move(wanted));
  }
}

void Differ::compare() {
  before_ = now_;
  for (const auto& table : before_.tables.all()) {
    const Table* after = to_.tables.find(table->name);
    if (!after || table->external || after->external)
      continue;
    if (table->partitionBy != after->partitionBy || table->partitionOf != after->partitionOf)
      result_.unsaid.push_back("how table `" + table->name.str() + "` is divided");
    TableChange& change =
        changes_.emplace(table->name, compareTables(*table, *after, order_)).first->second;
    if (table->partitionOf && after->partitionOf)
      compareOwnColumns(change);
  }
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
    if (!table->external && !to_.tables.find(table->name))
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
  if (!begun.insert(name).second)
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

void Differ::alterTables() {
  for (auto& [name, change] : changes_) {
    if (change.empty())
      continue;
    llvm::erase_if(change.addedConstraints, [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      if (!key || !mustWait(change, *key))
        return false;
      waiting_[name].push_back(op::AddConstraint{constraint});
      return true;
    });
    if (lacks(*change.to))
      waitingTables_.push_back(&change);
    else
      alterTable(change);
  }
}

void Differ::alterTable(const TableChange& change) {
  const QualifiedName& name = change.to->name;
  for (const std::string& column : change.rebuiltColumns)
    disown({name, column});
  std::vector<op::TableAction> actions = blockOf(change, *now_.tables.find(name), to_);
  if (!actions.empty())
    emit(op::AlterTable{name, std::move(actions)});
}

void Differ::alterWaitingTables() {
  std::set<QualifiedName> begun;
  for (const TableChange* change : waitingTables_) {
    makeNeedsOf(*change->to, begun);
    alterTable(*change);
  }
}

void Differ::createTables() {
  std::set<QualifiedName> begun;
  for (const auto& table : to_.tables.all())
    if (!table->external && !now_.tables.find(table->name))
      createTable(*table, begun);
}

/// After the tables that it refers to; where they refer to each other in a circle, the
/// foreign key that closes it waits.
void Differ::createTable(const Table& table, std::set<QualifiedName>& begun) {
  if (!begun.insert(table.name).second)
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
  std::vector<op::TableAction> later =
      takeWaitingParts(created, [&](const Table& part) { return lacks(part); });
  if (!later.empty())
    waitingParts_[table.name] = std::move(later);
  emit(op::CreateTable{std::move(created)});
}

Difference diff(const Catalog& from, const Catalog& to, llvm::ArrayRef<Rename> renames,
                ColumnOrder order) {
  Difference result = Differ(from, to, order).run(renames);
  result.unknown = from.unknown;
  result.unknown.insert(to.unknown.begin(), to.unknown.end());
  return result;
}

} // namespace retort
