//===- AlterTable.cpp - what SQLite's own ALTER TABLE can do ---------------===//
//
// What it accepts depends on the rows at times (a NOT NULL column without a default
// may be added to an empty table only). Nothing here does: what it may refuse for
// some rows is done by a rebuild.
//
//===----------------------------------------------------------------------===//
#include "Dialect/SQLite/AlterTable.h"

#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/Ddl.h"
#include "Dialect/SQLite/Rebuild.h"
#include "Dialect/SQLite/TableCheck.h"
#include "Dialect/SQLite/TableWriter.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {
namespace {

/// The block, statement by statement, as far as SQLite can do it itself.
class NativeBlock {
public:
  NativeBlock(const SQLite& dialect, const QualifiedName& table, const Catalog& before)
      : dialect_(dialect), name_(table), catalog_(before), table_(dialect.quote(table.name)) {}

  /// False if SQLite cannot do it.
  bool add(const op::TableAction& action, Origin origin);
  void write(StatementSink& sink) const;

private:
  struct Step {
    std::string sql;
    Origin origin;
    std::string addsColumn; // the column that this step adds, if it can still grow
    bool addedIsNull;       // ... and its rows are NULL
  };

  Table expressed() const { return dialect_.express(*catalog_.tables.find(name_), catalog_); }
  bool step(std::string sql) {
    steps_.push_back({std::move(sql), origin_, "", false});
    return true;
  }

  bool add(const op::AddColumn& add, const Table& before, const Table& after);
  bool add(const op::DropColumn& drop, const Table& before, const Table& after);
  bool add(const op::RenameColumn& rename, const Table& before, const Table& after);
  bool add(const op::AlterColumn& alter, const Table& before, const Table& after);
  bool add(const op::RestartIdentity& restart, const Table& before, const Table& after);
  bool add(const op::AddConstraint& add, const Table& before, const Table& after);
  bool add(const op::DropConstraint&, const Table&, const Table&) { return false; }
  bool add(const op::RenameConstraint&, const Table&, const Table&) { return false; }
  bool add(const op::ValidateConstraint&, const Table&, const Table&) { return true; }
  bool add(const op::PromoteIndex&, const Table&, const Table&) { return false; }
  bool add(const op::SetConstraintComment&, const Table&, const Table&) { return true; }
  bool add(const op::AddIndex& add, const Table& before, const Table& after);
  bool add(const op::DropIndex& drop, const Table& before, const Table& after);
  bool add(const op::RenameIndex& rename, const Table& before, const Table& after);
  bool add(const op::SetIndexComment&, const Table&, const Table&) { return true; }
  bool add(const op::SetTableOptions&, const Table& before, const Table& after) {
    return before == after;
  }
  bool add(const op::SetTableComment&, const Table&, const Table&) { return true; }
  bool add(const op::AttachPartition&, const Table&, const Table&) { return true; }
  bool add(const op::DetachPartition&, const Table&, const Table&) { return true; }
  bool add(const op::GrantPrivileges&, const Table&, const Table&) { return true; }
  bool add(const op::RevokePrivileges&, const Table&, const Table&) { return true; }

  const SQLite& dialect_;
  const QualifiedName& name_;
  Catalog catalog_;
  std::string table_;
  Origin origin_;
  std::vector<Step> steps_;
};

} // namespace

bool NativeBlock::add(const op::TableAction& action, Origin origin) {
  origin_ = origin;
  Table before = expressed();
  apply(action, name_, catalog_);
  Table after = expressed();
  return std::visit([&](const auto& it) { return add(it, before, after); }, action);
}

void NativeBlock::write(StatementSink& sink) const {
  for (const Step& step : steps_) {
    sink.at(step.origin);
    sink.add(step.sql);
  }
}

//===--- Columns ----------------------------------------------------------===//

/// A default that SQLite accepts for rows that exist: computed now and never again.
static bool isConstant(const std::optional<Expr>& value) {
  return value && value->isLiteral() && value->kind != ExprKind::Null;
}

/// Has the column's type brought a check that cannot stand behind the column?
static bool bringsOtherCheck(const Table& before, const Table& after, llvm::StringRef column) {
  return llvm::any_of(after.constraints, [&](const Constraint& constraint) {
    const auto* check = std::get_if<Check>(&constraint);
    return check && !llvm::is_contained(before.constraints, constraint) &&
           !standsBehindColumn(*check, column);
  });
}

bool NativeBlock::add(const op::AddColumn& add, const Table& before, const Table& after) {
  const Column& column = *after.findColumn(add.column.name);
  bool numbered = column.identity.has_value();
  bool stored = column.generated && column.generated->stored;
  bool computedDefault = column.defaultValue && !isConstant(column.defaultValue);
  bool needsValue = column.notNull && !column.generated && !isConstant(column.defaultValue);
  bool filledAndNotNull = add.backfill && column.notNull;
  if (numbered || stored || computedDefault || needsValue || filledAndNotNull ||
      bringsOtherCheck(before, after, column.name))
    return false;
  step("ALTER TABLE " + table_ + " ADD COLUMN " + columnClause(dialect_, after, column));
  if (add.backfill)
    return step("UPDATE " + table_ + " SET " + dialect_.quote(column.name) + " = " +
                dialect_.spell(*add.backfill, &column.type));
  steps_.back().addsColumn = column.name;
  steps_.back().addedIsNull = !column.defaultValue && !column.generated;
  return true;
}

/// Does anything of the table, but for other columns, say the column's name? Then
/// SQLite refuses to drop it, or we cannot know.
static bool isUsed(const Table& table, llvm::StringRef column) {
  auto uses = [&](const std::vector<std::string>& names) {
    return llvm::is_contained(names, column);
  };
  auto usesOrHides = [&](const Expr& expr) {
    return uses(columnsIn(expr)) || containsOpaque(expr);
  };
  for (const Constraint& constraint : table.constraints) {
    const auto* check = std::get_if<Check>(&constraint);
    if (uses(columnsOf(constraint)) || (check && usesOrHides(check->condition)))
      return true;
  }
  for (const Index& index : table.indexes) {
    bool hides = llvm::any_of(index.parts,
                              [&](const IndexPart& part) { return containsOpaque(part.value); });
    if (hides || uses(columnsOf(index)) || (index.where && usesOrHides(*index.where)))
      return true;
  }
  return llvm::any_of(table.columns, [&](const Column& other) {
    return other.name != column && other.generated && usesOrHides(other.generated->value);
  });
}

bool NativeBlock::add(const op::DropColumn& drop, const Table& before, const Table&) {
  // Its type may have left a check, which may stand anywhere in the table's text.
  if (isUsed(before, drop.name))
    return false;
  return step("ALTER TABLE " + table_ + " DROP COLUMN " + dialect_.quote(drop.name));
}

bool NativeBlock::add(const op::RenameColumn& rename, const Table&, const Table&) {
  return step("ALTER TABLE " + table_ + " RENAME COLUMN " + dialect_.quote(rename.from) + " TO " +
              dialect_.quote(rename.to));
}

/// Only what SQLite does not hold anyway may change: a comment, another dialect's type. Nor
/// may the column move.
bool NativeBlock::add(const op::AlterColumn&, const Table& before, const Table& after) {
  return before == after;
}

/// The counter of AUTOINCREMENT is a row of a table, which is not there before the first number.
bool NativeBlock::add(const op::RestartIdentity& restart, const Table&, const Table&) {
  const std::string name = dialect_.literal(name_.name);
  const std::string at = restart.at.empty() ? "1" : restart.at;
  step("DELETE FROM sqlite_sequence WHERE name = " + name);
  return step("INSERT INTO sqlite_sequence (name, seq) VALUES (" + name + ", " + at + " - 1)");
}

//===--- Constraints ------------------------------------------------------===//

/// A constraint of a column that was added just before may stand behind that column.
bool NativeBlock::add(const op::AddConstraint& add, const Table& before, const Table& after) {
  if (steps_.empty() || steps_.back().addsColumn.empty())
    return false;
  Step& last = steps_.back();
  // Behind the author's own constraints stand the checks of types.
  const size_t added = add.at ? droppedConstraint(after, before, add.constraint)
                              : catalog_.tables.find(name_)->constraints.size() - 1;
  const Constraint& constraint = after.constraints[added];
  const auto* key = std::get_if<ForeignKey>(&constraint);
  const auto* check = std::get_if<Check>(&constraint);
  // With foreign keys on, SQLite adds a column that refers to another table only if it
  // is NULL.
  bool refers = key && key->columns.size() == 1 && key->columns.front() == last.addsColumn &&
                last.addedIsNull;
  bool checks = check && standsBehindColumn(*check, last.addsColumn);
  if (!refers && !checks)
    return false;
  last.sql +=
      " " + (refers ? constraintNameClause(dialect_, *key) + referencesClause(dialect_, *key)
                    : constraintClause(dialect_, constraint));
  return true;
}

//===--- Indexes ----------------------------------------------------------===//

bool NativeBlock::add(const op::AddIndex& add, const Table&, const Table& after) {
  return step(createIndex(dialect_, after.name, *after.findIndex(add.index.name)));
}

bool NativeBlock::add(const op::DropIndex& drop, const Table&, const Table&) {
  return step("DROP INDEX " + dialect_.quote(drop.name));
}

bool NativeBlock::add(const op::RenameIndex& rename, const Table&, const Table& after) {
  step("DROP INDEX " + dialect_.quote(rename.from));
  return step(createIndex(dialect_, after.name, *after.findIndex(rename.to)));
}

//===--- The block --------------------------------------------------------===//

/// Only AUTOINCREMENT has a counter, and a block with its change is nothing else: a rebuild
/// would not see it.
static bool checkRestarts(const SQLite& dialect, const LocatedOperation& operation,
                          const Catalog& before, DiagnosticEngine& diags) {
  const auto& alter = std::get<op::AlterTable>(operation.operation);
  auto isRestart = [](const op::TableAction& action) {
    return std::holds_alternative<op::RestartIdentity>(action);
  };
  if (llvm::none_of(alter.actions, isRestart))
    return true;
  const bool hasCounter =
      isAutoincrement(dialect.express(*before.tables.find(alter.table), before));
  if (hasCounter && llvm::all_of(alter.actions, isRestart))
    return true;
  diags
      .report(diag::NotInDialect, operation.origin, dialect.displayName(),
              hasCounter ? "way to restart numbers while a table is changed otherwise"
                         : "counter of a table without AUTOINCREMENT")
      .help(hasCounter ? "give `restart` an `alter table` of its own"
                       : "the next number is the greatest that is there, and one: say "
                         "`sqlite.autoincrement = true`, or guard it");
  return false;
}

bool isRebuilt(const SQLite& dialect, const op::AlterTable& alter, const Catalog& before) {
  NativeBlock native(dialect, alter.table, before);
  return !llvm::all_of(alter.actions, [&](const op::TableAction& action) {
    return native.add(action, Origin());
  });
}

void alterTable(const SQLite& dialect, const LocatedOperation& operation, const Catalog& before,
                StatementSink& sink, DiagnosticEngine& diags) {
  const auto& alter = std::get<op::AlterTable>(operation.operation);
  auto originOf = [&](size_t i) {
    return i < operation.actionOrigins.size() ? operation.actionOrigins[i] : operation.origin;
  };
  if (!checkRestarts(dialect, operation, before, diags))
    return;
  NativeBlock native(dialect, alter.table, before);
  bool isNative = true;
  for (size_t i = 0; isNative && i < alter.actions.size(); ++i)
    isNative = native.add(alter.actions[i], originOf(i));
  if (isNative)
    return native.write(sink);

  Catalog changed = before;
  apply(alter, changed);
  const Table& written = *before.tables.find(alter.table);
  Table oldTable = dialect.express(written, before);
  Table newTable = dialect.express(*changed.tables.find(alter.table), changed);
  if (!checkTable(dialect, newTable, operation.origin, diags))
    return;
  ColumnTrail trail = followColumns(oldTable, alter.actions, before);
  rebuild(dialect, Rebuild{std::move(oldTable), std::move(newTable), std::move(trail)}, sink);
}

} // namespace retort::sqlite
