//===- Differ.h - what finds a difference, step by step -------------------===//
//
// Diff.cpp says in which order the steps are taken, and renames; what they do is in ObjectSteps,
// EnumSteps, TableSteps and PartitionSteps.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/FreeName.h"
#include "Diff/Diff.h"
#include "Diff/TableChange.h"

#include <map>
#include <set>

namespace retort {

/// Borrows what is wanted and the naming convention.
class Differ {
public:
  Differ(const Catalog& from, const Catalog& to, ColumnOrder order, const NamingConvention& naming)
      : now_(from), to_(to), order_(order), naming_(naming) {}

  Difference run(llvm::ArrayRef<Rename> renames);

private:
  using Keys = std::map<QualifiedName, std::vector<op::TableAction>>;

  void emit(Operation operation);
  void emit(Keys& keys);

  void rename(llvm::ArrayRef<Rename> renames);
  void renameValue(const Rename& rename);

  //===--- ObjectSteps ----------------------------------------------------===//

  void disown();
  void disown(const SequenceOwner& owner);
  void createObjects();
  void dropNamesakes(const SchemaObject& object);
  void alterObject(const SchemaObject& before, const SchemaObject& after);
  void retypeDomains();
  void own();
  void dropObjects();
  void dropObjectsInTheWay();
  void createObjectsOnTables();

  //===--- EnumSteps ------------------------------------------------------===//

  void addEnumValues(const Enum& after);
  void changeEnumValues();
  void alterEnum(const QualifiedName& name, std::vector<op::EnumAction> actions);

  //===--- TableSteps -----------------------------------------------------===//

  void declareExternals();
  void declareExternalsAsWanted();
  void forgetExternals();
  void compare();
  void stepAsideFor(const TableChange& change);
  bool isInTheWay(const TableChange& change, const ForeignKey& key) const;
  void dropKeysInTheWay();
  void dropTables();
  void dropTable(const QualifiedName& name, std::set<QualifiedName>& begun);
  void dropUser(const ObjectId& id, std::set<QualifiedName>& begun);
  bool isReadByWhatStays(const QualifiedName& table) const;
  void dropLateTables();
  void dropAlone(const QualifiedName& name);
  void alterTables();
  void alterTable(TableChange& change);
  void alterWaitingTables();
  bool mustWait(const TableChange& change, const ForeignKey& key) const;
  void takeWaitingKeys(TableChange& change);
  bool isWaiting(const QualifiedName& table) const;
  bool isMissing(const ObjectId& need) const;
  bool lacks(const Table& table) const;
  void makeNeedsOf(const Table& table, std::set<QualifiedName>& begun);
  void make(const SchemaObject& object, std::set<QualifiedName>& begun);
  void createTables();
  void createTable(const Table& table, std::set<QualifiedName>& begun);
  void takeParts(Table& created);
  void addWaitingKeys() { emit(waiting_); }
  void addWaitingParts() { emit(waitingParts_); }

  //===--- PartitionSteps -------------------------------------------------===//

  void findMoves();
  bool canMove(const Table& from, const Table& to);
  bool isOfFixedWhole(const Table& table) const;
  void dropKeysToWholes();
  void detachParts();
  const Table& targetOf(const Table& table);
  void keepKey(const Table& table, Table& target);
  Table beforeAttached(const Table& table, const Table& after);
  template <typename Item>
  bool isTakenByWhole(const TableChange& change, const Item& own,
                      std::vector<Item> TableChange::*added) const;
  void stepAsideForWhole(TableChange& change) const;
  void dropUsesInParts();
  TableChange changeOfPart(const Table& part) const;
  bool hasWaitingWhole(const Table& table) const;
  bool waitsWithWhole(const Table& table, const Column& column) const;
  void disownInParts(const QualifiedName& whole, const std::string& column);
  void attachParts();
  void emitMove(const QualifiedName& whole, op::TableAction action);

  /// The catalog as the operations so far have made it.
  Catalog now_;
  const Catalog& to_;
  const ColumnOrder order_;
  const NamingConvention& naming_;
  RelationNames names_;
  Catalog before_; // what `changes_` borrow from
  std::map<QualifiedName, TableChange> changes_;
  Keys waiting_;
  Keys waitingParts_; // for objects that stand on tables
  std::vector<TableChange*> waitingTables_;
  std::vector<QualifiedName> lateTables_; // go when nothing reads them any more
  std::set<ObjectId> begunObjects_;

  /// Tables that are divided otherwise: no operation does that.
  std::set<QualifiedName> fixed_;
  std::vector<QualifiedName> leaving_; // parts of a table that they are no part of, or not so
  std::vector<QualifiedName> joining_; // tables that become such parts
  /// What these, and tables that are divided, are to be like before that.
  std::map<QualifiedName, Table> targets_;
  /// Tables that will have them among their parts.
  std::set<QualifiedName> receiving_;
  Keys waitingForParts_; // foreign keys to those
  Difference result_;
};

/// Do values that both have stand in another order?
bool reorders(const Enum& before, const Enum& after);

/// Those that the table is a part of: its table, that one's and so on.
std::vector<QualifiedName> wholesOf(const Catalog& catalog, const Table& table);

/// Is it a part that stays one?
inline bool staysPart(const TableChange& change) {
  return change.from->partitionOf && change.to->partitionOf;
}

} // namespace retort
