//===- Diff.cpp - the order of a difference -------------------------------===//
//
// Table by table the changes are found by compareTables; here they are put in order:
//
//   renames; sequences that lose their owner; new and altered objects; external tables as they are
//   known from now on, and still were; parts that leave their table; views and foreign keys that
//   stand in the way; dropped tables; domains of another type; altered tables; new tables;
//   foreign keys and owners that had to wait; moved and dropped values of enums; new and altered
//   views; tables that these have read until then; tables that become parts; external tables as
//   they are known in the end; dropped objects.
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

#include "Diff/AlterBlock.h"
#include "Diff/Differ.h"
#include "Diff/LikelyRenames.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

Difference Differ::run(llvm::ArrayRef<Rename> renames) {
  rename(renames);
  findLikelyRenames(now_, to_, result_.likelyRenames);
  disown();
  createObjects();
  declareExternals();
  findMoves();
  dropKeysToWholes();
  detachParts();
  compare();
  dropObjectsInTheWay();
  dropKeysInTheWay();
  dropUsesInParts();
  dropTables();
  retypeDomains();
  alterTables();
  createTables();
  alterWaitingTables();
  addWaitingKeys();
  own();
  changeEnumValues();
  createObjectsOnTables();
  dropLateTables();
  addWaitingParts();
  attachParts();
  declareExternalsAsWanted();
  forgetExternals(); // whose schema may be dropped
  dropObjects();
  forgetExternals(); // that these were the last to use
  return std::move(result_);
}

void Differ::emit(Operation operation) {
  apply(operation, now_);
  result_.operations.push_back(std::move(operation));
}

void Differ::emit(Keys& keys) {
  for (auto& [table, actions] : keys)
    emit(op::AlterTable{table, std::move(actions)});
  keys.clear();
}

//===--- Renames ----------------------------------------------------------===//

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

Difference diff(const Catalog& from, const Catalog& to, llvm::ArrayRef<Rename> renames,
                ColumnOrder order, const NamingConvention& naming) {
  Difference result = Differ(from, to, order, naming).run(renames);
  result.unknown = from.unknown;
  result.unknown.insert(to.unknown.begin(), to.unknown.end());
  return result;
}

} // namespace retort
