//===- AlterTable.cpp - merging the actions of a block ---------------------===//
//
// PostgreSQL performs the parts of one ALTER TABLE in passes, not as written: first
// everything that is dropped, then retyped columns, then added columns, ... So a
// part may join the statement before it only if no part in there that touches the
// same column or constraint belongs to a later pass.
//
// Nor may it join where that locks worse. All parts hold ACCESS EXCLUSIVE but for
// ADD FOREIGN KEY, which lets readers in while it scans; nothing but another one may
// join it.
//
//===----------------------------------------------------------------------===//
#include "Dialect/PostgreSQL/AlterTable.h"

#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/BatchLoop.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/PostgreSQL/AlterColumn.h"
#include "Dialect/PostgreSQL/Partitions.h"
#include "Dialect/PostgreSQL/PendingAlter.h"
#include "Dialect/PostgreSQL/Settings.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgresql {

void renameWhatFollows(const PostgreSQL& dialect, const Table& before, const Table& after,
                       StatementSink& sink) {
  for (const auto& [old, now] : llvm::zip_equal(before.columns, after.columns)) {
    bool renamed = old.identity && now.identity && old.identity->sequence != now.identity->sequence;
    if (renamed)
      sink.add("ALTER SEQUENCE " + dialect.quote(old.identity->sequence) + " RENAME TO " +
               dialect.quote(now.identity->sequence.name));
  }
  for (const auto& [old, now] : llvm::zip_equal(before.constraints, after.constraints))
    if (baseOf(old).name != baseOf(now).name)
      sink.add("ALTER TABLE " + dialect.quote(after.name) + " RENAME CONSTRAINT " +
               dialect.quote(baseOf(old).name) + " TO " + dialect.quote(baseOf(now).name));
}

namespace {

class BlockLowering {
public:
  BlockLowering(const PostgreSQL& dialect, const QualifiedName& table, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags)
      : dialect_(dialect), name_(table), catalog_(before), sink_(sink), diags_(diags),
        pending_("ALTER TABLE " + dialect.quote(table), sink) {}

  void lower(const op::TableAction& action);
  void finish() { pending_.flush(); }

private:
  Table expressed() const { return dialect_.express(*catalog_.tables.find(name_), catalog_); }
  /// A statement of its own, after all that is pending.
  Statement& add(std::string sql) {
    pending_.flush();
    return sink_.add(std::move(sql));
  }

  void renameConstraint(const Constraint& from, const Constraint& to);
  void lower(const op::AddColumn& add, const Table& before, const Table& after);
  void lower(const op::DropColumn& drop, const Table& before, const Table& after);
  void lower(const op::RenameColumn& rename, const Table& before, const Table& after);
  void renameInParts(const QualifiedName& whole);
  void lower(const op::AlterColumn& alter, const Table& before, const Table& after);
  void makeAnew(const Column& column, const Table& before, const Table& after);
  void lower(const op::RestartIdentity& restart, const Table& before, const Table& after);
  void lower(const op::AddConstraint& add, const Table& before, const Table& after);
  void lower(const op::DropConstraint& drop, const Table& before, const Table& after);
  void lower(const op::RenameConstraint& rename, const Table& before, const Table& after);
  void lower(const op::ValidateConstraint& validate, const Table& before, const Table& after);
  void lower(const op::PromoteIndex& promote, const Table& before, const Table& after);
  void lower(const op::SetConstraintComment& set, const Table& before, const Table& after);
  void lower(const op::AddIndex& add, const Table& before, const Table& after);
  void lower(const op::DropIndex& drop, const Table& before, const Table& after);
  void lower(const op::RenameIndex& rename, const Table& before, const Table& after);
  void lower(const op::SetIndexComment& set, const Table& before, const Table& after);
  void lower(const op::SetTableOptions& set, const Table& before, const Table& after);
  void lower(const op::SetTableComment& set, const Table& before, const Table& after);
  void lower(const op::AttachPartition& it, const Table& before, const Table& after);
  void lower(const op::DetachPartition& it, const Table& before, const Table& after);
  void lower(const op::GrantPrivileges& it, const Table& before, const Table& after);
  void lower(const op::RevokePrivileges& it, const Table& before, const Table& after);

  std::string renameIndex(const std::string& from, const std::string& to) const {
    return "ALTER INDEX " + besideTable(dialect_, name_, from) + " RENAME TO " + dialect_.quote(to);
  }
  bool allowsConcurrently(const Table& table, bool concurrently);
  void addBackfilled(const Column& column, const Expr& value,
                     const std::optional<op::Batches>& batches);
  void fill(const Column& column, const Expr& value, const std::optional<op::Batches>& batches);
  void commentColumn(const Column& column);

  const PostgreSQL& dialect_;
  const QualifiedName& name_;
  Catalog catalog_;
  Catalog before_; // of an action that asks for all of it
  StatementSink& sink_;
  DiagnosticEngine& diags_;
  PendingAlter pending_;
};

} // namespace

void BlockLowering::lower(const op::TableAction& action) {
  if (std::holds_alternative<op::DetachPartition>(action) ||
      std::holds_alternative<op::AttachPartition>(action) ||
      std::holds_alternative<op::RenameColumn>(action))
    before_ = catalog_;
  Table before = expressed();
  apply(action, name_, catalog_);
  Table after = expressed();
  std::visit([&](const auto& it) { lower(it, before, after); }, action);
}

//===--- Columns ----------------------------------------------------------===//

void BlockLowering::commentColumn(const Column& column) {
  add(comment(dialect_, "COLUMN " + columnPath(dialect_, name_, column.name), column.comment));
}

/// PostgreSQL refuses to alter a table while a deferred constraint of it still waits
/// to be checked for rows that were just written.
static bool mayDeferChecks(const Table& table, const Catalog& catalog) {
  auto deferred = [](const ConstraintBase& constraint) {
    return constraint.deferral == Deferral::InitiallyDeferred;
  };
  return llvm::any_of(table.constraints,
                      [&](const Constraint& it) { return deferred(baseOf(it)); }) ||
         llvm::any_of(foreignKeysTo(catalog, table.name),
                      [&](const ForeignKeyUse& use) { return deferred(*use.key); });
}

void BlockLowering::fill(const Column& column, const Expr& value,
                         const std::optional<op::Batches>& batches) {
  const std::string update = "UPDATE " + dialect_.quote(name_) + " SET " +
                             dialect_.quote(column.name) + " = " +
                             dialect_.spell(value, &column.type);
  auto change = [&](const Expr& isInBatch) {
    return update + " WHERE " + dialect_.spell(isInBatch);
  };
  if (batches)
    addBatches(dialect_, {expressed(), name_.name, *batches, update, change}, sink_);
  else
    add(update);
}

/// A constant is given to all rows at once, without writing them, as a default that
/// is taken back; anything else is computed by an UPDATE while NULL is allowed.
void BlockLowering::addBackfilled(const Column& column, const Expr& value,
                                  const std::optional<op::Batches>& batches) {
  std::string altered = "ALTER COLUMN " + dialect_.quote(column.name) + " ";
  Column added = column;
  if (value.isLiteral()) {
    added.defaultValue = value;
    add("ALTER TABLE " + dialect_.quote(name_) + " ADD COLUMN " +
        columnClause(dialect_, added, /*inKey=*/false));
    pending_.add(
        altered + (column.defaultValue ? "SET " + defaultClause(dialect_, column) : "DROP DEFAULT"),
        Pass::AlterColumn, {column.name});
    return;
  }
  added.notNull = false;
  added.defaultValue.reset();
  add("ALTER TABLE " + dialect_.quote(name_) + " ADD COLUMN " +
      columnClause(dialect_, added, /*inKey=*/false));
  fill(column, value, batches);
  if (mayDeferChecks(*catalog_.tables.find(name_), catalog_))
    add("SET CONSTRAINTS ALL IMMEDIATE");
  if (column.defaultValue)
    pending_.add(altered + "SET " + defaultClause(dialect_, column), Pass::AlterColumn,
                 {column.name});
  if (column.notNull)
    pending_.add(altered + "SET NOT NULL", Pass::AlterColumn, {column.name});
}

void BlockLowering::lower(const op::AddColumn& add, const Table&, const Table& after) {
  const Column& column = *after.findColumn(add.column.name);
  bool serial = column.identity && column.identity->kind == IdentityKind::BySequence;
  if (serial) {
    pending_.flush();
    createSequence(dialect_, column, sink_);
  }
  if (add.backfill)
    addBackfilled(column, *add.backfill, add.batches);
  else
    pending_.add("ADD COLUMN " + columnClause(dialect_, column, /*inKey=*/false), Pass::AddColumn,
                 {column.name});
  if (serial) {
    pending_.flush();
    ownSequence(dialect_, name_, column, sink_);
  }
  alterColumnSettings(dialect_, nullptr, column, pending_);
  if (!column.comment.empty())
    commentColumn(column);
}

void BlockLowering::lower(const op::DropColumn& drop, const Table&, const Table&) {
  pending_.add("DROP COLUMN " + dialect_.quote(drop.name), Pass::Drop, {drop.name});
}

void BlockLowering::lower(const op::RenameColumn& rename, const Table& before, const Table& after) {
  add("ALTER TABLE " + dialect_.quote(name_) + " RENAME COLUMN " + dialect_.quote(rename.from) +
      " TO " + dialect_.quote(rename.to));
  renameWhatFollows(dialect_, before, after, sink_);
  renameInParts(name_);
}

/// The engine renames the column in them, and not what is called after it.
void BlockLowering::renameInParts(const QualifiedName& whole) {
  for (const Table* part : partitionsOf(catalog_, whole)) {
    renameWhatFollows(dialect_, dialect_.express(*before_.tables.find(part->name), before_),
                      dialect_.express(*part, catalog_), sink_);
    renameInParts(part->name);
  }
}

/// It goes to the end, where PostgreSQL has all that is new.
void BlockLowering::makeAnew(const Column& column, const Table& before, const Table& after) {
  lower(op::DropColumn{column.name}, before, after);
  lower(op::AddColumn{.column = column, .backfill = {}, .after = {}}, before, after);
}

void BlockLowering::lower(const op::AlterColumn& alter, const Table& before, const Table& after) {
  const Column& old = *before.findColumn(alter.to.name);
  const Column& column = *after.findColumn(alter.to.name);
  if (!computesInPlace(dialect_, old, column) && column.generated &&
      !isUsed(catalog_, before, column.name))
    return makeAnew(column, before, after);
  ColumnChange change{.dialect = dialect_,
                      .table = name_,
                      .before = old,
                      .after = column,
                      .usingValue = alter.usingValue};
  alterColumn(change, pending_, sink_, diags_);
  if (change.before.comment != change.after.comment)
    commentColumn(change.after);
}

void BlockLowering::lower(const op::RestartIdentity& restart, const Table&, const Table& after) {
  const Identity& identity = *after.findColumn(restart.column)->identity;
  const std::string at = restart.at.empty() ? "RESTART" : "RESTART WITH " + restart.at;
  if (identity.kind == IdentityKind::BySequence)
    add("ALTER SEQUENCE " + dialect_.quote(identity.sequence) + " " + at);
  else
    add("ALTER TABLE " + dialect_.quote(name_) + " ALTER COLUMN " + dialect_.quote(restart.column) +
        " " + at);
}

//===--- Constraints ------------------------------------------------------===//

void BlockLowering::lower(const op::AddConstraint& add, const Table& before, const Table& after) {
  const size_t at = add.at ? droppedConstraint(after, before, add.constraint) // were it dropped again
                           : before.constraints.size();
  const Constraint& constraint = after.constraints[at];
  if (!checkPartitioned(dialect_, after, constraint, sink_.origin(), diags_))
    return;
  // What has no name of its own is called after how many there are; the last makes room first.
  for (size_t next = before.constraints.size(); next > at; --next)
    renameConstraint(before.constraints[next - 1], after.constraints[next]);
  pending_.add(dialect_, constraint);
  if (const ConstraintBase& base = baseOf(constraint); !base.comment.empty()) {
    pending_.flush();
    commentConstraint(dialect_, name_, base, sink_);
  }
}

void BlockLowering::lower(const op::DropConstraint& drop, const Table& before, const Table& after) {
  // In the database all have a name.
  const size_t at = droppedConstraint(before, after, drop.constraint);
  const std::string& name = baseOf(before.constraints[at]).name;
  std::vector<std::string> touched = columnsOf(drop.constraint);
  touched.push_back(name);
  pending_.add("DROP CONSTRAINT " + dialect_.quote(name), Pass::Drop, touched);
  // The key made its columns not null, and PostgreSQL leaves them so.
  const bool isKey = std::holds_alternative<PrimaryKey>(drop.constraint);
  for (const Column& column : after.columns)
    if (isKey && before.findColumn(column.name)->notNull && !column.notNull)
      pending_.add("ALTER COLUMN " + dialect_.quote(column.name) + " DROP NOT NULL",
                   Pass::DropNotNull, {column.name});
  // What has no name of its own is called after how many there are.
  for (size_t next = at; next < after.constraints.size(); ++next)
    renameConstraint(before.constraints[next + 1], after.constraints[next]);
}

void BlockLowering::renameConstraint(const Constraint& from, const Constraint& to) {
  const std::string &old = baseOf(from).name, &now = baseOf(to).name;
  if (old != now)
    add("ALTER TABLE " + dialect_.quote(name_) + " RENAME CONSTRAINT " + dialect_.quote(old) +
        " TO " + dialect_.quote(now));
}

void BlockLowering::lower(const op::RenameConstraint& rename, const Table&, const Table&) {
  add("ALTER TABLE " + dialect_.quote(name_) + " RENAME CONSTRAINT " + dialect_.quote(rename.from) +
      " TO " + dialect_.quote(rename.to));
}

/// Lets rows be written meanwhile, and so stands alone: all else would lock them out.
void BlockLowering::lower(const op::ValidateConstraint& validate, const Table&, const Table&) {
  add("ALTER TABLE " + dialect_.quote(name_) + " VALIDATE CONSTRAINT " +
      dialect_.quote(validate.name));
}

/// Left to itself, the engine would rename the index with a notice.
void BlockLowering::lower(const op::PromoteIndex& promote, const Table& before,
                          const Table& after) {
  if (after.partitionBy) {
    diags_
        .report(diag::NotInDialect, sink_.origin(), dialect_.displayName(),
                "`using index` for partitioned tables")
        .help("drop the index, and add the key");
    return;
  }
  const Constraint& constraint = after.constraints.back();
  const ConstraintBase& base = baseOf(constraint);
  if (promote.index != base.name)
    add(renameIndex(promote.index, base.name));
  add("ALTER TABLE " + dialect_.quote(name_) + " ADD " + promotionClause(dialect_, constraint));
  if (!before.findIndex(promote.index)->comment.empty())
    add(comment(dialect_, "INDEX " + besideTable(dialect_, name_, base.name), ""));
  commentConstraint(dialect_, name_, base, sink_);
}

void BlockLowering::lower(const op::SetConstraintComment& set, const Table&, const Table&) {
  const ConstraintBase& base = baseOf(set.to);
  add(comment(dialect_, "CONSTRAINT " + dialect_.quote(base.name) + " ON " + dialect_.quote(name_),
              base.comment));
}

//===--- Indexes, options, comments ---------------------------------------===//

/// An index of a partitioned table is made and dropped with those of its parts, at once.
bool BlockLowering::allowsConcurrently(const Table& table, bool concurrently) {
  if (!concurrently || !table.partitionBy)
    return true;
  diags_
      .report(diag::NotInDialect, sink_.origin(), dialect_.displayName(),
              "`concurrently` for indexes of partitioned tables")
      .help("leave it out");
  return false;
}

void BlockLowering::lower(const op::AddIndex& add, const Table&, const Table& after) {
  pending_.flush();
  if (!allowsConcurrently(after, add.concurrently))
    return;
  addIndex(dialect_, name_, *after.findIndex(add.index.name), add.concurrently, sink_);
}

void BlockLowering::lower(const op::DropIndex& drop, const Table&, const Table& after) {
  if (!allowsConcurrently(after, drop.concurrently))
    return;
  std::string head = drop.concurrently ? "DROP INDEX CONCURRENTLY " : "DROP INDEX ";
  add(head + besideTable(dialect_, name_, drop.name)).transactional = !drop.concurrently;
}

void BlockLowering::lower(const op::RenameIndex& rename, const Table&, const Table&) {
  add(renameIndex(rename.from, rename.to));
}

void BlockLowering::lower(const op::SetIndexComment& set, const Table&, const Table&) {
  add(comment(dialect_, "INDEX " + besideTable(dialect_, name_, set.name), set.comment));
}

void BlockLowering::lower(const op::SetTableOptions&, const Table& before, const Table& after) {
  pending_.flush();
  alterTableSettings(dialect_, before, after, sink_, diags_);
}

void BlockLowering::lower(const op::SetTableComment& set, const Table&, const Table&) {
  add(comment(dialect_, "TABLE " + dialect_.quote(name_), set.comment));
}

void BlockLowering::lower(const op::AttachPartition& it, const Table&, const Table&) {
  pending_.flush();
  attachPartition(dialect_, name_, it, before_, sink_);
}

void BlockLowering::lower(const op::DetachPartition& it, const Table&, const Table&) {
  pending_.flush();
  detachPartition(dialect_, name_, it, before_, sink_);
}

void BlockLowering::lower(const op::GrantPrivileges& it, const Table&, const Table&) {
  for (std::string& statement : grantStatements(dialect_, grantTarget(dialect_, name_), it.grants))
    add(std::move(statement));
}

void BlockLowering::lower(const op::RevokePrivileges& it, const Table&, const Table&) {
  for (std::string& statement : revokeStatements(dialect_, grantTarget(dialect_, name_), it.grants))
    add(std::move(statement));
}

void alterTable(const PostgreSQL& dialect, const LocatedOperation& operation, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags) {
  const auto& alter = std::get<op::AlterTable>(operation.operation);
  BlockLowering block(dialect, alter.table, before, sink, diags);
  for (size_t i = 0; i < alter.actions.size(); ++i) {
    if (i < operation.actionOrigins.size())
      sink.at(operation.actionOrigins[i]);
    block.lower(alter.actions[i]);
  }
  block.finish();
}

} // namespace retort::postgresql
