//===- Diff.cpp - the order of a difference -------------------------------===//
//
// Table by table the changes are found by compareTables; here they are put in order:
//
//   renames; new enums; foreign keys that stand in the way; dropped tables; altered
//   tables; new tables; foreign keys that had to wait; dropped enums.
//
// A foreign key is in the way, or waits, only where the table that it refers to drops or
// makes what it needs; all others stay in their table's one block.
//
//===----------------------------------------------------------------------===//
#include "Diff/Diff.h"

#include "Diff/AlterBlock.h"
#include "Diff/LikelyRenames.h"
#include "Diff/TableChange.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace retort {

namespace {

class Differ {
public:
  Differ(const Catalog& from, const Catalog& to) : now_(from), to_(to) {}

  Difference run(llvm::ArrayRef<Rename> renames) {
    rename(renames);
    findLikelyRenames(now_, to_, result_.likelyRenames);
    createEnums();
    compare();
    dropKeysInTheWay();
    dropTables();
    alterTables();
    createTables();
    addWaitingKeys();
    dropEnums();
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
  void createEnums();
  void dropEnums();
  void compare();
  void stepAsideFor(const TableChange& change);
  bool isInTheWay(const TableChange& change, const ForeignKey& key) const;
  void dropKeysInTheWay();
  void dropTables();
  void dropTable(const QualifiedName& name, std::set<QualifiedName>& begun);
  void alterTables();
  bool mustWait(const TableChange& change, const ForeignKey& key) const;
  void createTables();
  void createTable(const Table& table, std::set<QualifiedName>& begun);
  void addWaitingKeys() { emit(waiting_); }

  /// The catalog as the operations so far have made it.
  Catalog now_;
  const Catalog& to_;
  Catalog before_; // what `changes_` borrow from
  std::map<QualifiedName, TableChange> changes_;
  Keys waiting_;
  Difference result_;
};

} // namespace

//===--- Renames and enums ------------------------------------------------===//

/// The renames of tables come first: those within a table name it as it is then.
void Differ::rename(llvm::ArrayRef<Rename> renames) {
  for (const Rename& rename : renames) {
    QualifiedName from{rename.table.schema, rename.from}, to{rename.table.schema, rename.to};
    if (rename.kind == ObjectKind::Table && now_.tables.find(from) && !now_.tables.find(to))
      emit(op::RenameTable{from, rename.to});
  }
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

void Differ::createEnums() {
  for (const auto& type : to_.enums.all()) {
    const Enum* before = now_.enums.find(type->name);
    if (!before)
      emit(op::CreateEnum{*type});
    else if (before->values != type->values)
      result_.unsaid.push_back("the values of enum `" + type->name.str() + "`");
    else if (*before != *type)
      result_.unsaid.push_back("the comment of enum `" + type->name.str() + "`");
  }
}

void Differ::dropEnums() {
  std::vector<QualifiedName> gone;
  for (const auto& type : now_.enums.all())
    if (!to_.enums.find(type->name))
      gone.push_back(type->name);
  for (const QualifiedName& name : gone)
    emit(op::DropEnum{name});
}

//===--- What changes -----------------------------------------------------===//

void Differ::compare() {
  before_ = now_;
  for (const auto& table : before_.tables.all()) {
    const Table* after = to_.tables.find(table->name);
    if (!after || table->external || after->external)
      continue;
    if (table->options != after->options)
      result_.unsaid.push_back("the options of table `" + table->name.str() + "`");
    changes_.emplace(table->name, compareTables(*table, *after));
  }
  // Only keys and columns are stepped aside for, never a foreign key: one pass is enough.
  for (const auto& [name, change] : changes_)
    stepAsideFor(change);
}

/// A foreign key that stays, of this or another table, whose key or column is dropped or
/// retyped, is dropped before and added after.
void Differ::stepAsideFor(const TableChange& change) {
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

/// After the tables that refer to it; where they do in a circle, after the foreign key.
void Differ::dropTable(const QualifiedName& name, std::set<QualifiedName>& begun) {
  if (!begun.insert(name).second)
    return;
  std::set<QualifiedName> users;
  for (const ForeignKeyUse& use : foreignKeysTo(now_, name))
    if (use.table->name != name)
      users.insert(use.table->name);
  for (const QualifiedName& user : users)
    dropTable(user, begun);
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
    std::vector<op::TableAction> actions = blockOf(change, *now_.tables.find(name), to_);
    if (!actions.empty())
      emit(op::AlterTable{name, std::move(actions)});
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
  for (const Constraint& constraint : table.constraints)
    if (const auto* key = std::get_if<ForeignKey>(&constraint))
      if (!now_.tables.find(key->referredTable))
        if (const Table* referred = to_.tables.find(key->referredTable);
            referred && !referred->external)
          createTable(*referred, begun);
  Table created = table;
  llvm::erase_if(created.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || key->referredTable == table.name || now_.tables.find(key->referredTable))
      return false;
    waiting_[table.name].push_back(op::AddConstraint{constraint});
    return true;
  });
  emit(op::CreateTable{std::move(created)});
}

Difference diff(const Catalog& from, const Catalog& to, llvm::ArrayRef<Rename> renames) {
  return Differ(from, to).run(renames);
}

} // namespace retort
