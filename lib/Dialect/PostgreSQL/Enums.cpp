#include "Dialect/PostgreSQL/Enums.h"

#include "Catalog/References.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Operation/AlterEnum.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

void createEnum(const PostgreSQL& dialect, const Enum& type, StatementSink& sink) {
  auto literals = llvm::map_range(type.values,
                                  [&](const std::string& value) { return dialect.literal(value); });
  sink.add("CREATE TYPE " + dialect.quote(type.name) + " AS ENUM (" + llvm::join(literals, ", ") +
           ")");
}

//===--- Making the type anew ---------------------------------------------===//

namespace {

class EnumRebuild {
public:
  EnumRebuild(const PostgreSQL& dialect, const Enum& type, const Catalog& before,
              const Catalog& after, StatementSink& sink)
      : dialect_(dialect), type_(type), before_(before), after_(after),
        sink_(sink), old_{type.name.schema, "retort_old_type"} {
    for (const ColumnUse& use : columnsOfType(before, type.name)) {
      if (use.table->external)
        continue;
      if (tables_.empty() || tables_.back().before.name != use.table->name)
        tables_.push_back({dialect.express(*use.table, before),
                           dialect.express(*after.tables.find(use.table->name), after),
                           {}});
      tables_.back().columns.push_back(use.column->name);
    }
  }

  /// What uses the type and is no column that can be retyped.
  std::vector<ObjectUse> obstacles() const;
  void write(const op::DropEnumValue& drop);

private:
  struct Changed {
    Table before;
    Table after;
    std::vector<std::string> columns;

    bool uses(const std::vector<std::string>& names) const {
      return llvm::any_of(names, [&](const auto& it) { return llvm::is_contained(columns, it); });
    }
  };

  void replace(const Changed& table, const op::DropEnumValue& drop);
  /// Plain keys and indexes are made anew by the engine; what holds an expression or
  /// compares with another table is not.
  bool stepsAside(const Changed& table, const Constraint& constraint) const;
  bool stepsAside(const Changed& table, const Index& index) const;
  template <typename Visit> void forEachForeignKey(const Visit& visit) const;
  void drop(const QualifiedName& table, const std::string& constraint);
  void add(const QualifiedName& table, const Constraint& constraint);
  void retype(const Changed& table);

  const PostgreSQL& dialect_;
  const Enum& type_; // as it is to be
  const Catalog& before_;
  const Catalog& after_;
  StatementSink& sink_;
  QualifiedName old_;
  std::vector<Changed> tables_;
};

} // namespace

std::vector<ObjectUse> EnumRebuild::obstacles() const {
  std::vector<ObjectUse> uses;
  for (ObjectUse& use : usesOf(before_, {ObjectKind::Enum, type_.name}))
    if (!use.isPart())
      uses.push_back(std::move(use));
  for (const Changed& table : tables_)
    for (const std::string& column : table.columns)
      for (const ObjectId& user : objectsThatMayUse(before_, table.before.name, column))
        if (const ObjectUse use{user, user.kind, ""}; !llvm::is_contained(uses, use))
          uses.push_back(use);
  for (const Changed& table : tables_)
    for (const Column& column : table.before.columns)
      if (column.generated && (table.uses(columnsIn(column.generated->value)) ||
                               llvm::is_contained(table.columns, column.name)))
        uses.push_back({{ObjectKind::Table, table.before.name}, ObjectKind::Column, column.name});
  return uses;
}

void EnumRebuild::replace(const Changed& table, const op::DropEnumValue& drop) {
  const std::string from = dialect_.literal(drop.value);
  const std::string to = dialect_.literal(*drop.replacement);
  for (const std::string& name : table.columns) {
    const std::string column = dialect_.quote(name);
    const bool isArray = table.before.findColumn(name)->type.isArray();
    sink_.add("UPDATE " + dialect_.quote(table.before.name) + " SET " + column + " = " +
              (isArray ? "array_replace(" + column + ", " + from + ", " + to + ") WHERE " + from +
                             " = ANY (" + column + ")"
                       : to + " WHERE " + column + " = " + from));
  }
}

bool EnumRebuild::stepsAside(const Changed& table, const Constraint& constraint) const {
  const bool holdsExpression =
      std::holds_alternative<Check>(constraint) || std::holds_alternative<Exclude>(constraint);
  return holdsExpression && table.uses(columnsOf(constraint));
}

bool EnumRebuild::stepsAside(const Changed& table, const Index& index) const {
  const bool holdsExpression = index.where || llvm::any_of(index.parts, [](const IndexPart& part) {
                                 return part.value.kind != ExprKind::Column;
                               });
  return holdsExpression && table.uses(columnsOf(index));
}

/// Each once, with the table that holds it.
template <typename Visit> void EnumRebuild::forEachForeignKey(const Visit& visit) const {
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

void EnumRebuild::drop(const QualifiedName& table, const std::string& constraint) {
  sink_.add("ALTER TABLE " + dialect_.quote(table) + " DROP CONSTRAINT " +
            dialect_.quote(constraint));
}

void EnumRebuild::add(const QualifiedName& table, const Constraint& constraint) {
  sink_.add("ALTER TABLE " + dialect_.quote(table) + " ADD " +
            constraintClause(dialect_, constraint) +
            (baseOf(constraint).notValid ? " NOT VALID" : ""));
  commentConstraint(dialect_, table, baseOf(constraint), sink_);
}

void EnumRebuild::retype(const Changed& table) {
  std::vector<std::string> actions;
  for (const std::string& name : table.columns) {
    const Column& column = *table.after.findColumn(name);
    const std::string text = dialect_.quote(name);
    const std::string alter = "ALTER COLUMN " + text + " ";
    std::string dimensions;
    for (unsigned i = 0; i < column.type.arrayDepth; ++i)
      dimensions += "[]";
    if (column.defaultValue)
      actions.push_back(alter + "DROP DEFAULT");
    actions.push_back(alter + "TYPE " + dialect_.spell(column.type) + " USING " + text + "::text" +
                      dimensions + "::" + dialect_.spell(column.type));
    if (column.defaultValue)
      actions.push_back(alter + "SET " + defaultClause(dialect_, column));
  }
  sink_.add("ALTER TABLE " + dialect_.quote(table.after.name) + "\n  " +
            llvm::join(actions, ",\n  "));
}

void EnumRebuild::write(const op::DropEnumValue& drop) {
  if (drop.replacement)
    for (const Changed& table : tables_)
      replace(table, drop);
  forEachForeignKey([&](const QualifiedName& table, const Constraint& key) {
    this->drop(table, baseOf(key).name);
  });
  for (const Changed& table : tables_) {
    for (const Constraint& constraint : table.before.constraints)
      if (stepsAside(table, constraint))
        this->drop(table.before.name, baseOf(constraint).name);
    for (const Index& index : table.before.indexes)
      if (stepsAside(table, index))
        sink_.add("DROP INDEX " + besideTable(dialect_, table.before.name, index.name));
  }
  sink_.add("ALTER TYPE " + dialect_.quote(type_.name) + " RENAME TO " + dialect_.quote(old_.name));
  createEnum(dialect_, type_, sink_);
  if (!type_.comment.empty())
    sink_.add(comment(dialect_, "TYPE " + dialect_.quote(type_.name), type_.comment));
  for (std::string& statement :
       grantStatements(dialect_, grantTarget(dialect_, SchemaObject(type_)), type_.grants))
    sink_.add(std::move(statement));
  for (const Changed& table : tables_)
    retype(table);
  sink_.add("DROP TYPE " + dialect_.quote(old_));
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

//===--- Alter ------------------------------------------------------------===//

namespace {
/// One action after the other, each on the catalog that the last one left.
class EnumAlteration {
public:
  EnumAlteration(const PostgreSQL& dialect, const QualifiedName& name, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags)
      : dialect_(dialect), name_(name), catalog_(before), sink_(sink), diags_(diags) {}

  void write(const op::EnumAction& action) {
    Catalog after = catalog_;
    apply(action, name_, after);
    std::visit([&](const auto& it) { write(it, after); }, action);
    catalog_ = std::move(after);
  }

private:
  std::string alter() const { return "ALTER TYPE " + dialect_.quote(name_) + " "; }

  void write(const op::AddEnumValue& add, const Catalog&) {
    const std::string value = dialect_.literal(add.value);
    sink_
        .add(alter() + "ADD VALUE " + value +
             (add.before ? " BEFORE " + dialect_.literal(*add.before) : ""))
        .usableAfterCommit = value;
  }

  void write(const op::RenameEnumValue& rename, const Catalog&) {
    sink_.add(alter() + "RENAME VALUE " + dialect_.literal(rename.from) + " TO " +
              dialect_.literal(rename.to));
  }

  void write(const op::DropEnumValue& drop, const Catalog& after) {
    EnumRebuild rebuild(dialect_, *after.find<Enum>(name_), catalog_, after, sink_);
    const std::vector<ObjectUse> obstacles = rebuild.obstacles();
    if (obstacles.empty())
      return rebuild.write(drop);
    DiagnosticBuilder builder = diags_.report(diag::CannotRebuildType, sink_.origin(),
                                              dialect_.displayName(), drop.value, name_.str());
    for (const ObjectUse& use : obstacles)
      builder.note({}, "used by " + describe(use));
    builder.help("drop these first, and make them again after");
  }

  const PostgreSQL& dialect_;
  const QualifiedName& name_;
  Catalog catalog_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
};
} // namespace

void alterEnum(const PostgreSQL& dialect, const op::AlterEnum& alter, const Catalog& before,
               StatementSink& sink, DiagnosticEngine& diags) {
  EnumAlteration alteration(dialect, alter.name, before, sink, diags);
  for (const op::EnumAction& action : alter.actions)
    alteration.write(action);
}

} // namespace retort::postgresql
