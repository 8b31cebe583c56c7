#include "Dialect/MySQL/AlterTable.h"

#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/MySQL/AlterWriter.h"
#include "Dialect/MySQL/ForeignKeyTypes.h"
#include "Dialect/MySQL/TableCheck.h"
#include "Dialect/MySQL/Types.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {
namespace {

class BlockLowering {
public:
  BlockLowering(const MySQL& dialect, const op::AlterTable& alter, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags)
      : dialect_(dialect), alter_(alter), name_(alter.table), catalog_(before), sink_(sink), diags_(diags),
        writer_(dialect, alter.table, sink, resolveFor(dialect.facts(), alter.options)) {}

  void lower(const op::TableAction& action);
  void lowerRetyping(const op::TableAction& action);
  void finish() { writer_.finish(); }
  Table expressed() const { return expressHeld(dialect_, catalog_, name_); }

private:
  /// Both tables as the database has them.
  void lower(const op::TableAction& action, const Table& before, const Table& after,
             const Table& writtenBefore);
  void lower(const op::AddColumn& add, const Table& before, const Table& after);
  void lower(const op::DropColumn& drop, const Table& before, const Table& after);
  void lower(const op::RenameColumn& rename, const Table& before, const Table& after);
  void lower(const op::AlterColumn& alter, const Table& before, const Table& after);
  void makeAnew(const Column& column, const Table& before, const Table& after);
  void lower(const op::RestartIdentity& restart, const Table& before, const Table& after);
  void lower(const op::AddConstraint& add, const Table& before, const Table& after);
  void lower(const op::DropConstraint& drop, const Table& before, const Table& after);
  void lower(const op::RenameConstraint& rename, const Table& before, const Table& after);
  void lower(const op::ValidateConstraint&, const Table&, const Table&) {
    llvm_unreachable("no constraint is `not valid` here");
  }
  void lower(const op::PromoteIndex& promote, const Table& before, const Table& after);
  void lower(const op::SetConstraintComment& set, const Table& before, const Table& after);
  void lower(const op::AddIndex& add, const Table& before, const Table& after);
  void lower(const op::DropIndex& drop, const Table& before, const Table& after);
  void lower(const op::RenameIndex& rename, const Table& before, const Table& after);
  void lower(const op::SetIndexComment& set, const Table& before, const Table& after);
  void lower(const op::SetTableOptions& set, const Table& before, const Table& after);
  void lower(const op::SetTableComment& set, const Table& before, const Table& after);
  void lower(const op::AttachPartition&, const Table&, const Table&) {
    llvm_unreachable("a partition is no table here");
  }
  void lower(const op::DetachPartition&, const Table&, const Table&) {
    llvm_unreachable("a partition is no table here");
  }
  void lower(const op::GrantPrivileges& it, const Table& before, const Table& after);
  void lower(const op::RevokePrivileges& it, const Table& before, const Table& after);
  /// Each a statement of its own, after what is pending.
  void add(std::vector<std::string> statements);

  void putAside(llvm::ArrayRef<OwnedKey> keys);
  void putBack(llvm::ArrayRef<OwnedKey> keys);
  void addBackfilled(const op::AddColumn& add, const Column& column, const Table& after);
  void convert(const Table& before, const Table& after, const op::AlterColumn& alter);
  void modifyOthers(const Table& before, const Table& after);
  void dropTypeChecks(const Table& before, const Table& after);
  void addTypeChecks(const Table& before, const Table& after);

  bool staysButForSight(const op::AddIndex& add, const Table& before) const;

  const MySQL& dialect_;
  const op::AlterTable& alter_;
  const QualifiedName& name_;
  Catalog catalog_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
  AlterWriter writer_;
  /// Indexes that stay, and are shown or hidden.
  std::set<std::string> resighted_;
};

} // namespace

//===--- Indexes of foreign keys ------------------------------------------===//

/// The indexes that are there before but not after, and no author wrote: those that foreign
/// keys need.
static std::vector<Index> gone(const Table& before, const Table& after, const Table& written) {
  std::vector<Index> result;
  for (const Index& index : before.indexes)
    if (!written.findIndex(index.name) && !after.findIndex(index.name))
      result.push_back(index);
  return result;
}

static bool haveSameParts(const Index& a, const Index& b) {
  return a.parts == b.parts && a.unique == b.unique;
}

/// An index for a foreign key is made before what needs it, and dropped after what needed
/// it, in the same statement if possible: the engine lets none go that it still needs.
void BlockLowering::lower(const op::TableAction& action) {
  if (mayRetype(action))
    return lowerRetyping(action);
  Table writtenBefore = *catalog_.tables.find(name_);
  Table before = expressed();
  apply(action, name_, catalog_);
  lower(action, before, expressed(), writtenBefore);
}

void BlockLowering::lower(const op::TableAction& action, const Table& before, const Table& after,
                          const Table& writtenBefore) {
  std::vector<Index> come = gone(after, before, *catalog_.tables.find(name_));
  std::vector<Index> go = gone(before, after, writtenBefore);
  for (const Index& index : come) {
    auto same = llvm::find_if(go, [&](const Index& it) { return haveSameParts(it, index); });
    if (same == go.end()) {
      writer_.addIndex(index);
    } else {
      writer_.renameIndex(same->name, index.name);
      go.erase(same);
    }
  }
  std::visit([&](const auto& it) { lower(it, before, after); }, action);
  for (const Index& index : go)
    writer_.dropIndex(index.name);
}

//===--- Foreign keys of columns that change -----------------------------===//

static bool usesRetyped(const OwnedKey& owned, const Table& before, const Table& after) {
  auto isRetypedHere = [&](const std::string& column) { return isRetyped(before, after, column); };
  return (owned.table == after.name && llvm::any_of(owned.key.columns, isRetypedHere)) ||
         (owned.key.referredTable == after.name &&
          llvm::any_of(owned.key.referredColumns, isRetypedHere));
}

/// The engine retypes no column of a foreign key: those that use one go before, and come back
/// once both sides fit, here or where the other side changes (ForeignKeyTypes.h).
void BlockLowering::lowerRetyping(const op::TableAction& action) {
  Table writtenBefore = *catalog_.tables.find(name_);
  Table before = expressed();
  const std::vector<OwnedKey> held = heldKeysAround(dialect_, catalog_, name_);
  apply(action, name_, catalog_);
  Table after = expressed();
  std::vector<OwnedKey> leaving = held;
  llvm::erase_if(leaving, [&](const auto& key) { return !usesRetyped(key, before, after); });
  std::vector<OwnedKey> coming = heldKeysAround(dialect_, catalog_, name_);
  llvm::erase_if(coming, [&](const auto& key) {
    return llvm::is_contained(held, key) && !llvm::is_contained(leaving, key);
  });
  putAside(leaving);
  forget(before, leaving);
  forget(after, leaving);
  forget(after, coming);
  lower(action, before, after, writtenBefore);
  putBack(coming);
}

void BlockLowering::putAside(llvm::ArrayRef<OwnedKey> keys) {
  for (const OwnedKey& owned : keys) {
    if (owned.table == name_) {
      writer_.dropConstraint(owned.key);
      continue;
    }
    writer_.finish();
    dropKey(dialect_, owned, sink_);
  }
}

void BlockLowering::putBack(llvm::ArrayRef<OwnedKey> keys) {
  for (const OwnedKey& owned : keys) {
    if (owned.table == name_) {
      writer_.addConstraint(owned.key);
      continue;
    }
    writer_.finish();
    addKey(dialect_, owned, sink_);
  }
}

//===--- Columns ----------------------------------------------------------===//

/// A constant is given to all rows at once, as a default that is taken back; anything else
/// is computed by an UPDATE while NULL is allowed.
void BlockLowering::addBackfilled(const op::AddColumn& add, const Column& column,
                                  const Table& after) {
  Column added = column;
  if (add.backfill->isLiteral() && add.backfill->kind != ExprKind::Null) {
    added.defaultValue = add.backfill;
  } else {
    added.notNull = false;
    added.defaultValue.reset();
    added.onUpdate.reset();
  }
  writer_.addColumn(added, add.after);
  if (!added.defaultValue && add.batches)
    writer_.update(after, column, *add.backfill, *add.batches);
  else if (!added.defaultValue)
    writer_.update(column, *add.backfill);
  if (!(added == column))
    writer_.modify(column);
}

/// The checks of the one table that the other has not: of the domains of its columns, where no
/// constraint was added or dropped.
static std::vector<Constraint> checksLacking(const Table& table, const Table& other) {
  std::vector<Constraint> checks;
  for (const Constraint& constraint : table.constraints)
    if (std::holds_alternative<Check>(constraint) &&
        !llvm::is_contained(other.constraints, constraint))
      checks.push_back(constraint);
  return checks;
}

void BlockLowering::dropTypeChecks(const Table& before, const Table& after) {
  for (const Constraint& check : checksLacking(before, after))
    writer_.dropConstraint(check);
}

void BlockLowering::addTypeChecks(const Table& before, const Table& after) {
  for (const Constraint& check : checksLacking(after, before))
    writer_.addConstraint(check);
}

void BlockLowering::lower(const op::AddColumn& add, const Table& before, const Table& after) {
  const Column& column = *after.findColumn(add.column.name);
  if (add.backfill)
    addBackfilled(add, column, after);
  else
    writer_.addColumn(column, add.after);
  addTypeChecks(before, after);
}

/// Those that would go with a column though they stay, and so come back. What a raw check names is
/// not known.
static std::vector<Constraint> constantChecks(const MySQL& dialect, const Table& before,
                                              const Table& after) {
  std::vector<Constraint> checks;
  for (const Constraint& constraint : after.constraints)
    if (std::holds_alternative<Check>(constraint) && columnsOf(constraint).empty() &&
        dialect.flavor().dropsConstantChecks && llvm::is_contained(before.constraints, constraint))
      checks.push_back(constraint);
  return checks;
}

void BlockLowering::lower(const op::DropColumn& drop, const Table& before, const Table& after) {
  const std::vector<Constraint> staying = constantChecks(dialect_, before, after);
  dropTypeChecks(before, after);
  for (const Constraint& check : staying)
    writer_.dropConstraint(check);
  writer_.dropColumn(drop.name);
  for (const Constraint& check : staying)
    writer_.addConstraint(check);
}

static bool isCheckOf(const Constraint& constraint, llvm::StringRef column) {
  const auto* check = std::get_if<Check>(&constraint);
  return check && llvm::is_contained(columnsIn(check->condition), column);
}

/// Where names in expressions do not follow, the checks that use the column are made again.
void BlockLowering::lower(const op::RenameColumn& rename, const Table& before, const Table& after) {
  bool follows = dialect_.flavor().renamesInExpressions;
  if (!follows && !checkRename(dialect_, before, rename.from, sink_.origin(), diags_))
    return;
  auto isMadeAgain = [&](const Constraint& it) { return !follows && isCheckOf(it, rename.from); };
  for (const Constraint& old : before.constraints)
    if (isMadeAgain(old))
      writer_.dropConstraint(old);
  writer_.renameColumn(rename.from, rename.to);
  for (const auto& [old, now] : llvm::zip_equal(before.constraints, after.constraints)) {
    if (isMadeAgain(old))
      writer_.addConstraint(now);
    else
      writer_.renameConstraint(old, now);
  }
}

/// A conversion of the author's own: the new values are computed beside the old ones, and
/// the new column then takes the old one's place and name.
void BlockLowering::convert(const Table& before, const Table& after, const op::AlterColumn& alter) {
  const Column& column = *after.findColumn(alter.to.name);
  Column made = Column();
  made.name = "__new_" + column.name;
  made.type = column.type;
  made.collation = column.collation;
  made.options = column.options;
  writer_.addColumn(made, alter.after ? *alter.after : column.name);
  writer_.update(made, *alter.usingValue, "convert `" + column.name + "`");
  auto usesColumn = [&](const auto& it) { return llvm::is_contained(columnsOf(it), column.name); };
  auto isOfColumn = [&](const Constraint& it) {
    return usesColumn(it) && llvm::is_contained(before.constraints, it) &&
           llvm::is_contained(after.constraints, it);
  };
  std::vector<Constraint> staying = constantChecks(dialect_, before, after);
  llvm::copy_if(after.constraints, std::back_inserter(staying), isOfColumn);
  dropTypeChecks(before, after);
  for (const Constraint& constraint : staying)
    writer_.dropConstraint(constraint);
  for (const Index& index : llvm::make_filter_range(before.indexes, usesColumn))
    writer_.dropIndex(index.name);
  writer_.replaceColumn(made.name, column);
  for (const Constraint& constraint : staying)
    writer_.addConstraint(constraint);
  addTypeChecks(before, after);
  for (const Index& index : llvm::make_filter_range(after.indexes, usesColumn))
    writer_.addIndex(index);
}

/// In its place.
void BlockLowering::makeAnew(const Column& column, const Table& before, const Table& after) {
  const size_t at = after.findColumn(column.name) - after.columns.data();
  lower(op::DropColumn{column.name}, before, after);
  lower(op::AddColumn{.column = column,
                      .backfill = {},
                      .after = at == 0 ? "" : after.columns[at - 1].name},
        before, after);
}

void BlockLowering::lower(const op::AlterColumn& alter, const Table& before, const Table& after) {
  const Column& old = *before.findColumn(alter.to.name);
  const Column& column = *after.findColumn(alter.to.name);
  if (!computesInPlace(old.generated, column.generated)) {
    if (column.generated && !isUsed(catalog_, before, column.name))
      return makeAnew(column, before, after);
    return reportComputed(dialect_, column, sink_.origin(), diags_);
  }
  if (alter.usingValue && !(old == column && !alter.after))
    return convert(before, after, alter);
  dropTypeChecks(before, after);
  if (!(old == column) || alter.after)
    writer_.modify(column, alter.after);
  addTypeChecks(before, after);
}

/// Columns that become something else without being named: those of a primary key are not
/// null as long as it stands.
void BlockLowering::modifyOthers(const Table& before, const Table& after) {
  for (const Column& column : after.columns) {
    const Column* old = before.findColumn(column.name);
    if (old && !(*old == column))
      writer_.modify(column);
  }
}

/// The engine goes on behind the greatest number that is there, if that is more.
void BlockLowering::lower(const op::RestartIdentity& restart, const Table&, const Table&) {
  writer_.restartNumbers(restart.at);
}

//===--- Constraints ------------------------------------------------------===//

/// The constraint as the database is to have it. Behind the author's own stand the checks of types.
static const Constraint& added(const Table& before, const Table& after) {
  for (const Constraint& constraint : after.constraints)
    if (!llvm::is_contained(before.constraints, constraint))
      return constraint;
  return after.constraints.back();
}

void BlockLowering::lower(const op::AddConstraint& add, const Table& before, const Table& after) {
  if (const auto* key = std::get_if<ForeignKey>(&add.constraint))
    if (!checkHeld(dialect_, catalog_, *catalog_.tables.find(name_), *key, sink_.origin(), diags_))
      return;
  modifyOthers(before, after);
  if (!add.at || after.constraints.size() != before.constraints.size() + 1)
    return writer_.addConstraint(added(before, after));
  // What has no name of its own is called after how many there are.
  const size_t at = droppedConstraint(after, before, add.constraint); // were it dropped again
  for (size_t next = before.constraints.size(); next > at; --next)
    writer_.renameConstraint(before.constraints[next - 1], after.constraints[next]);
  writer_.addConstraint(after.constraints[at]);
}

/// The constraint as the database has it: with its name. Null for a foreign key that stands
/// aside.
static const Constraint* dropped(const Constraint& constraint, const Table& before,
                                 const Table& after) {
  for (const Constraint& old : before.constraints)
    if (old.index() == constraint.index() && !after.findConstraint(baseOf(old).name))
      return &old;
  return nullptr;
}

void BlockLowering::lower(const op::DropConstraint& drop, const Table& before, const Table& after) {
  if (before.constraints.size() == after.constraints.size() + 1) {
    // What has no name of its own is called after how many there are.
    const size_t at = droppedConstraint(before, after, drop.constraint);
    writer_.dropConstraint(before.constraints[at]);
    for (size_t next = at; next < after.constraints.size(); ++next)
      writer_.renameConstraint(before.constraints[next + 1], after.constraints[next]);
  } else if (const Constraint* constraint = dropped(drop.constraint, before, after)) {
    writer_.dropConstraint(*constraint);
  }
  modifyOthers(before, after);
}

void BlockLowering::lower(const op::RenameConstraint&, const Table& before, const Table& after) {
  for (const auto& [old, now] : llvm::zip_equal(before.constraints, after.constraints))
    writer_.renameConstraint(old, now);
}

/// A unique constraint is a unique index: it may take another name, and nothing else.
void BlockLowering::lower(const op::PromoteIndex& promote, const Table& before,
                          const Table& after) {
  const Constraint& constraint = added(before, after);
  const Index& index = *before.findIndex(promote.index);
  const std::string& name = baseOf(constraint).name;
  bool staysIndex = std::holds_alternative<Unique>(constraint) &&
                    indexClauses(dialect_, index.options, index.comment) ==
                        keyClauses(dialect_, baseOf(constraint));
  if (staysIndex) {
    if (name != index.name)
      writer_.renameIndex(index.name, name);
    return;
  }
  writer_.dropIndex(index.name);
  modifyOthers(before, after);
  writer_.addConstraint(constraint);
}

/// The comment of an index cannot be changed: the index is told anew. That of a foreign key
/// or check is not kept.
void BlockLowering::lower(const op::SetConstraintComment&, const Table& before,
                          const Table& after) {
  for (const auto& [old, now] : llvm::zip_equal(before.constraints, after.constraints))
    if (!(old == now)) {
      writer_.dropConstraint(old);
      writer_.addConstraint(now);
    }
}

//===--- Indexes, options, comments ---------------------------------------===//

/// Is the index that the block drops and adds the same but for who sees it? MariaDB even leaves it as
/// it was when it is told so.
bool BlockLowering::staysButForSight(const op::AddIndex& add, const Table& before) const {
  Table wanted = before;
  Index* index = wanted.findIndex(add.index.name);
  if (!index)
    return false;
  *index = add.index;
  Index held = *before.findIndex(add.index.name);
  wanted = dialect_.express(wanted, catalog_);
  Index& other = *wanted.findIndex(add.index.name);
  if (isHidden(held) == isHidden(other))
    return false;
  setHidden(held, isHidden(other));
  return held == other;
}

void BlockLowering::lower(const op::AddIndex& add, const Table&, const Table& after) {
  const Index& index = *after.findIndex(add.index.name);
  if (resighted_.contains(index.name))
    writer_.showIndex(index);
  else
    writer_.addIndex(index);
}

void BlockLowering::lower(const op::DropIndex& drop, const Table& before, const Table&) {
  for (const op::TableAction& action : alter_.actions)
    if (const auto* add = std::get_if<op::AddIndex>(&action);
        add && add->index.name == drop.name && staysButForSight(*add, before)) {
      resighted_.insert(drop.name);
      return;
    }
  writer_.dropIndex(drop.name);
}

void BlockLowering::lower(const op::RenameIndex& rename, const Table&, const Table&) {
  writer_.renameIndex(rename.from, rename.to);
}

void BlockLowering::lower(const op::SetIndexComment& set, const Table&, const Table& after) {
  writer_.dropIndex(set.name);
  writer_.addIndex(*after.findIndex(set.name));
}

/// Is it written in the character set of its table?
static bool followsTable(const Column& column) {
  return column.collation.empty() && !column.options.contains("mysql.charset") &&
         holdsText(column.type);
}

/// The columns that follow their table are told anew, or they would stay in the character set
/// that it had.
void BlockLowering::lower(const op::SetTableOptions&, const Table& before, const Table& after) {
  if (!checkSettings(dialect_, before.options, after.options, sink_.origin(), diags_))
    return;
  writer_.setOptions(before.options, after.options);
  if (characterSetOf(before.options) == characterSetOf(after.options))
    return;
  for (const Column& column : llvm::make_filter_range(after.columns, followsTable))
    writer_.modify(column);
}

void BlockLowering::lower(const op::SetTableComment& set, const Table&, const Table&) {
  writer_.setComment(set.comment);
}

//===--- Privileges -------------------------------------------------------===//

void BlockLowering::add(std::vector<std::string> statements) {
  writer_.finish();
  for (std::string& statement : statements)
    sink_.add(std::move(statement)).transactional = false;
}

void BlockLowering::lower(const op::GrantPrivileges& it, const Table&, const Table&) {
  add(grantStatements(dialect_, grantTarget(dialect_, name_), it.grants));
}

void BlockLowering::lower(const op::RevokePrivileges& it, const Table&, const Table&) {
  add(revokeStatements(dialect_, grantTarget(dialect_, name_), it.grants));
}

//===--- The block --------------------------------------------------------===//

void alterTable(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags) {
  const auto& alter = std::get<op::AlterTable>(operation.operation);
  BlockLowering block(dialect, alter, before, sink, diags);
  for (size_t i = 0; i < alter.actions.size(); ++i) {
    if (i < operation.actionOrigins.size())
      sink.at(operation.actionOrigins[i]);
    block.lower(alter.actions[i]);
  }
  checkTable(dialect, block.expressed(), operation.origin, diags);
  block.finish();
}

void renameWhatFollows(const MySQL& dialect, const Table& before, const Table& after,
                       StatementSink& sink) {
  AlterWriter writer(dialect, after.name, sink);
  for (const auto& [old, now] : llvm::zip_equal(before.constraints, after.constraints))
    writer.renameConstraint(old, now);
  // What a foreign key without a name needs is called after it.
  std::vector<Index> come = gone(after, before, before);
  for (const Index& index : gone(before, after, after)) {
    auto same = llvm::find_if(come, [&](const Index& it) { return haveSameParts(it, index); });
    if (same == come.end())
      continue;
    writer.renameIndex(index.name, same->name);
    come.erase(same);
  }
  writer.finish();
}

} // namespace retort::mysql
