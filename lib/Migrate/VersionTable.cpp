#include "Migrate/VersionTable.h"

#include "Support/Unicode.h"
#include "Syntax/RevisionHeader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace retort {

/// Likewise Alembic's.
static constexpr const char* keySuffix = "_pkc";

VersionTable::VersionTable(const Dialect& dialect, llvm::StringRef name) : dialect_(dialect) {
  // A dot divides, as in every other setting that names a table.
  auto [schema, table] = name.rsplit('.');
  if (table.empty())
    name_.name = schema.str();
  else
    name_ = {schema.str(), table.str()};
}

Statement VersionTable::create() const {
  Statement statement;
  statement.sql = fmt::format("CREATE TABLE IF NOT EXISTS {} (\n"
                              "  {} VARCHAR({}) NOT NULL,\n"
                              "  CONSTRAINT {} PRIMARY KEY ({})\n"
                              ")",
                              dialect_.quote(name_), column, maxRevisionId,
                              dialect_.quote(name_.name + keySuffix), column);
  statement.transactional = dialect_.facts().transactionalDdl;
  return statement;
}

/// The column as it is made, but for its width.
static Column columnOf(unsigned width) {
  Column versions;
  versions.name = VersionTable::column.str();
  versions.type = Type::of(TypeKind::String);
  versions.type.length = width;
  versions.notNull = true;
  return versions;
}

std::vector<Statement> VersionTable::widen(unsigned width) const {
  Table table;
  table.name = name_;
  table.columns.push_back(columnOf(width));
  PrimaryKey key;
  key.name = name_.name + keySuffix;
  key.columns.push_back(column.str());
  table.constraints.push_back(std::move(key));
  Catalog catalog;
  catalog.tables.put(std::move(table));

  LocatedOperation widened;
  widened.operation = op::AlterTable{name_, {op::AlterColumn{columnOf(maxRevisionId)}}};
  std::vector<Statement> statements;
  DiagnosticEngine diags;
  dialect_.lower(widened, catalog, statements, diags);
  assert(!diags.hasErrors() && "every engine that has widths can widen");
  return statements;
}

Statement VersionTable::clear() const {
  return {"DELETE FROM " + dialect_.quote(name_)};
}

std::vector<Statement> VersionTable::statements(const PlanStep& step) const {
  std::vector<Statement> statements;
  for (const VersionChange& each : step.versionChanges) {
    Statement& statement = statements.emplace_back();
    statement.sql = change(each);
    statement.origin = step.revision->origin();
  }
  return statements;
}

std::string VersionTable::change(const VersionChange& change) const {
  const std::string table = dialect_.quote(name_);
  auto id = [&](const Revision* revision) { return dialect_.literal(revision->id()); };
  switch (change.kind) {
  case VersionChange::Insert:
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, column, id(change.to));
  case VersionChange::Update:
    return fmt::format("UPDATE {0} SET {1} = {2} WHERE {1} = {3}", table, column, id(change.to),
                       id(change.from));
  case VersionChange::Delete:
    return fmt::format("DELETE FROM {} WHERE {} = {}", table, column, id(change.from));
  }
  llvm_unreachable("all changes are covered");
}

std::string VersionTable::standsAt(llvm::ArrayRef<std::string> ids) const {
  const std::string table = dialect_.quote(name_);
  std::string all = fmt::format("(SELECT count(*) FROM {}) = {}", table, ids.size());
  if (ids.empty())
    return all;
  std::vector<std::string> literals;
  for (llvm::StringRef id : ids)
    literals.push_back(dialect_.literal(id));
  return all + fmt::format(" AND (SELECT count(*) FROM {} WHERE {} IN ({})) = {}", table, column,
                           llvm::join(literals, ", "), ids.size());
}

std::string VersionTable::query() const {
  return fmt::format("SELECT {} FROM {}", column, dialect_.quote(name_));
}

llvm::Expected<std::optional<std::vector<std::string>>>
VersionTable::read(Connection& connection) const {
  auto result = connection.query(query());
  if (!result) {
    auto error = result.takeError();
    bool missing = false;
    error = llvm::handleErrors(std::move(error), [&](std::unique_ptr<DatabaseError> refused) {
      missing = refused->kind == DatabaseError::Kind::NoSuchTable;
      return missing ? llvm::Error::success() : llvm::Error(std::move(refused));
    });
    if (error)
      return error;
    return std::nullopt;
  }
  std::vector<std::string> rows;
  for (const std::vector<Value>& row : result->rows)
    rows.push_back(row.at(0).value_or(""));
  llvm::sort(rows);
  return rows;
}

llvm::Expected<std::optional<unsigned>> VersionTable::width(Connection& connection) const {
  const std::string query = dialect_.widthQuery(name_, column);
  if (query.empty())
    return std::nullopt;
  llvm::Expected<ResultSet> result = connection.query(query);
  if (!result)
    return result.takeError();
  unsigned width = 0;
  if (result->empty() || !llvm::to_integer(result->rows.front().at(0).value_or(""), width))
    return std::nullopt;
  return width;
}

void reportTooLongIds(llvm::ArrayRef<const Revision*> revisions, llvm::StringRef table,
                      unsigned width, DiagnosticEngine& diags) {
  for (const Revision* revision : revisions)
    if (size_t length = countCodePoints(revision->id()); length > width)
      diags
          .report(diag::NarrowVersionTable, revision->origin(), revision->id(), length, table,
                  width)
          .help("`retort ensure-version --widen` lets it take ids of " +
                std::to_string(maxRevisionId) + " characters");
}

} // namespace retort
