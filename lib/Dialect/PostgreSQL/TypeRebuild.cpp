#include "Dialect/PostgreSQL/TypeRebuild.h"

#include "Catalog/References.h"
#include "Dialect/PostgreSQL/PendingAlter.h"
#include "Dialect/PostgreSQL/Settings.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

TypeRebuild::TypeRebuild(const PostgreSQL& dialect, const ObjectId& id, const Catalog& before,
                         const Catalog& after, StatementSink& sink)
    : dialect_(dialect), id_(id), before_(before), after_(after), sink_(sink) {
  for (const ColumnUse& use : columnsOfType(before, id.name)) {
    if (use.table->external)
      continue;
    if (tables_.empty() || tables_.back().before.name != use.table->name)
      tables_.push_back({dialect.express(*use.table, before),
                         dialect.express(*after.tables.find(use.table->name), after),
                         {}});
    tables_.back().columns.push_back(use.column->name);
  }
}

//===--- What is in the way -----------------------------------------------===//

void TypeRebuild::addObstacles(const Changed& table, std::vector<std::string>& notes) const {
  auto add = [&](const ObjectUse& use) {
    if (std::string note = "used by " + describe(use); !llvm::is_contained(notes, note))
      notes.push_back(std::move(note));
  };
  const QualifiedName& name = table.before.name;
  for (const std::string& column : table.columns)
    for (const ObjectId& user : objectsThatMayUse(before_, name, column))
      add({user, user.kind, ""});
  for (const Column& column : table.before.columns)
    if (column.generated && (table.uses(columnsIn(column.generated->value)) ||
                             llvm::is_contained(table.columns, column.name)))
      add({{ObjectKind::Table, name}, ObjectKind::Column, column.name});
  // What a domain's values become is said of one value.
  for (const std::string& column : table.columns)
    if (id_.kind == ObjectKind::Domain && table.before.findColumn(column)->type.isArray())
      add({{ObjectKind::Table, name}, ObjectKind::Column, column});
  if (table.before.partitionBy && table.uses(columnsOf(*table.before.partitionBy)))
    notes.push_back("table " + quoted(name.str()) + " is divided by it");
}

std::vector<std::string> TypeRebuild::obstacles() const {
  std::vector<std::string> notes;
  for (const ObjectUse& use : usesOf(before_, id_))
    if (!use.isPart())
      notes.push_back("used by " + describe(use));
  for (const Changed& table : tables_)
    addObstacles(table, notes);
  return notes;
}

bool reportObstacles(const TypeRebuild& rebuild, const std::string& action, const ObjectId& id,
                     const PostgreSQL& dialect, Origin origin, DiagnosticEngine& diags) {
  const std::vector<std::string> obstacles = rebuild.obstacles();
  if (obstacles.empty())
    return false;
  DiagnosticBuilder builder = diags.report(diag::CannotRebuildType, origin, dialect.displayName(),
                                           action, describe(id));
  for (const std::string& note : obstacles)
    builder.note({}, note);
  builder.help("drop these first, and make them again after");
  return true;
}

//===--- What steps aside -------------------------------------------------===//

bool TypeRebuild::stepsAside(const Changed& table, const Constraint& constraint) const {
  const bool holdsExpression =
      std::holds_alternative<Check>(constraint) || std::holds_alternative<Exclude>(constraint);
  return holdsExpression && table.uses(columnsOf(constraint));
}

bool TypeRebuild::stepsAside(const Changed& table, const Index& index) const {
  const bool holdsExpression = index.where || llvm::any_of(index.parts, [](const IndexPart& part) {
                                 return part.value.kind != ExprKind::Column;
                               });
  return holdsExpression && table.uses(columnsOf(index));
}

/// Each once, with the table that holds it.
template <typename Visit> void TypeRebuild::forEachForeignKey(const Visit& visit) const {
  for (const auto& owner : after_.tables.all())
    for (const Constraint& constraint : owner->constraints) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      const bool compares =
          key && llvm::any_of(tables_, [&](const Changed& table) {
            return (owner->name == table.after.name && table.uses(key->columns)) ||
                   (key->referredTable == table.after.name && table.uses(key->referredColumns));
          });
      if (compares)
        visit(owner->name, constraint);
    }
}

void TypeRebuild::drop(const QualifiedName& table, const std::string& constraint) {
  sink_.add("ALTER TABLE " + dialect_.quote(table) + " DROP CONSTRAINT " +
            dialect_.quote(constraint));
}

void TypeRebuild::add(const QualifiedName& table, const Constraint& constraint) {
  sink_.add("ALTER TABLE " + dialect_.quote(table) + " ADD " +
            constraintClause(dialect_, constraint) +
            (baseOf(constraint).notValid ? " NOT VALID" : ""));
  commentConstraint(dialect_, table, baseOf(constraint), sink_);
}

void TypeRebuild::stepAside() {
  forEachForeignKey([&](const QualifiedName& table, const Constraint& key) {
    drop(table, baseOf(key).name);
  });
  for (const Changed& table : tables_) {
    for (const Constraint& constraint : table.before.constraints)
      if (stepsAside(table, constraint))
        drop(table.before.name, baseOf(constraint).name);
    for (const Index& index : table.before.indexes)
      if (stepsAside(table, index))
        sink_.add("DROP INDEX " + besideTable(dialect_, table.before.name, index.name));
  }
}

void TypeRebuild::comeBack() {
  for (const Changed& table : tables_) {
    for (const Constraint& constraint : table.after.constraints)
      if (stepsAside(table, constraint))
        add(table.after.name, constraint);
    for (const Index& index : table.after.indexes)
      if (stepsAside(table, index))
        addIndex(dialect_, table.after.name, index, /*concurrently=*/false, sink_);
  }
  forEachForeignKey([&](const QualifiedName& table, const Constraint& key) { add(table, key); });
}

//===--- The new type -----------------------------------------------------===//

void TypeRebuild::forEachColumn(VisitColumn visit) const {
  for (const Changed& table : tables_)
    if (!table.isPart())
      for (const std::string& name : table.columns)
        visit(table.before.name, *table.before.findColumn(name));
}

void TypeRebuild::retype(const Changed& table, Convert convert) {
  std::vector<std::string> actions;
  for (const std::string& name : table.columns) {
    const Column& column = *table.after.findColumn(name);
    const std::string alter = "ALTER COLUMN " + dialect_.quote(name) + " ";
    if (column.defaultValue)
      actions.push_back(alter + "DROP DEFAULT");
    actions.push_back(alter + "TYPE " + dialect_.spell(column.type) + convert(column));
    if (column.defaultValue)
      actions.push_back(alter + "SET " + defaultClause(dialect_, column));
  }
  sink_.add("ALTER TABLE " + dialect_.quote(table.after.name) + "\n  " +
            llvm::join(actions, ",\n  "));
}

/// How a value is stored ends with its type.
void TypeRebuild::restoreSettings(const Changed& table) {
  PendingAlter pending("ALTER TABLE " + dialect_.quote(table.after.name), sink_);
  for (const std::string& name : table.columns) {
    const Column& column = *table.after.findColumn(name);
    Column retyped = column;
    retyped.type = Type();
    alterColumnSettings(dialect_, &retyped, column, pending);
  }
  pending.flush();
}

void TypeRebuild::write(Create create, Convert convert) {
  const std::string kind = id_.kind == ObjectKind::Enum ? "TYPE " : "DOMAIN ";
  const QualifiedName old{id_.name.schema, "retort_old_type"};
  stepAside();
  sink_.add("ALTER " + kind + dialect_.quote(id_.name) + " RENAME TO " + dialect_.quote(old.name));
  create();
  for (const Changed& table : tables_)
    if (!table.isPart())
      retype(table, convert);
  for (const Changed& table : tables_)
    restoreSettings(table);
  sink_.add("DROP " + kind + dialect_.quote(old));
  comeBack();
}

} // namespace retort::postgresql
