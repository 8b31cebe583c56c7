//===- Build.h - short ways to make tables and columns in tests ------------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort::test {

inline Type typeOf(TypeKind kind, std::optional<uint32_t> length = {},
                   std::optional<int32_t> scale = {}) {
  Type type = Type::of(kind);
  type.length = length;
  type.scale = scale;
  return type;
}

inline Type native(const std::string& dialect, const std::string& words) {
  Type type = Type::of(TypeKind::Native);
  type.dialect = dialect;
  type.words = words;
  return type;
}

inline Column column(const std::string& name, Type type) {
  Column result;
  result.name = name;
  result.type = std::move(type);
  return result;
}
inline Column column(const std::string& name, TypeKind kind) {
  return column(name, Type::of(kind));
}
inline Column notNull(Column column) {
  column.notNull = true;
  return column;
}
inline Column withDefault(Column column, Expr value) {
  column.defaultValue = std::move(value);
  return column;
}
inline Column identity(Column column) {
  column.identity = Identity();
  return column;
}
inline Column generated(Column column, Expr value, bool stored) {
  column.generated = Generated{std::move(value), stored};
  return column;
}

inline PrimaryKey primaryKey(const std::string& name, std::vector<std::string> columns) {
  PrimaryKey key;
  key.name = name;
  key.columns = std::move(columns);
  return key;
}
inline Unique unique(const std::string& name, std::vector<std::string> columns) {
  Unique result;
  result.name = name;
  result.columns = std::move(columns);
  return result;
}
inline ForeignKey foreignKey(const std::string& name, const std::string& column,
                             const std::string& table, const std::string& referred) {
  ForeignKey key;
  key.name = name;
  key.columns = {column};
  key.referredTable = {"", table};
  key.referredColumns = {referred};
  return key;
}
inline Check check(const std::string& name, Expr condition) {
  Check result;
  result.name = name;
  result.condition = std::move(condition);
  return result;
}
inline Index index(const std::string& name, std::vector<std::string> columns) {
  Index result;
  result.name = name;
  for (const std::string& column : columns) {
    IndexPart part;
    part.value = Expr::column(column);
    result.parts.push_back(std::move(part));
  }
  return result;
}

inline Expr greater(const std::string& column, const std::string& number) {
  return Expr::binaryOf(BinaryOperator::Greater, Expr::column(column), Expr::number(number));
}

inline Table table(const std::string& name, std::vector<Column> columns,
                   std::vector<Constraint> constraints = {}, std::vector<Index> indexes = {}) {
  Table result;
  result.name = {"", name};
  result.columns = std::move(columns);
  result.constraints = std::move(constraints);
  result.indexes = std::move(indexes);
  return result;
}

inline op::AlterTable alter(const std::string& table, std::vector<op::TableAction> actions) {
  return {{"", table}, std::move(actions)};
}

/// `name` with its assumed version, or with another.
inline std::unique_ptr<Dialect> dialect(llvm::StringRef name, std::optional<Version> version = {}) {
  const DialectRow* row = findDialect(name);
  return row->make(version.value_or(row->defaultVersion));
}

inline LocatedOperation located(Operation operation) {
  LocatedOperation result;
  result.operation = std::move(operation);
  return result;
}

/// The statements, each closed by `;` and a line end; or the diagnostics.
inline std::string lowered(const Dialect& dialect, Operation operation,
                           const Catalog& before = {}) {
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  dialect.lower(located(std::move(operation)), before, statements, diags);
  std::string text;
  for (const Diagnostic& diagnostic : diags.diagnostics()) {
    text += spelling(diagnostic.severity).str() + ": " + diagnostic.message + "\n";
    for (const Note& note : diagnostic.notes)
      text += "help: " + note.message + "\n";
  }
  for (const Statement& statement : statements)
    text += statement.sql + ";\n";
  return text;
}

} // namespace retort::test
