#include "Migrate/AuditTable.h"

#include "Support/ToolVersion.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace retort {

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

static constexpr uint32_t maxUserName = 64;
static constexpr uint32_t maxHostName = 255;

std::string auditTool() {
  return "retort " + toolVersion().str();
}

std::string auditUser() {
  const passwd* entry = getpwuid(geteuid());
  const std::string name = entry ? entry->pw_name : std::to_string(geteuid());
  return name.substr(0, maxUserName);
}

std::string auditHost() {
  char host[maxHostName + 1] = {};
  gethostname(host, sizeof host - 1);
  return host;
}

static Type stringOf(uint32_t length) {
  Type type = Type::of(TypeKind::String);
  type.length = length;
  return type;
}

static Column columnOf(llvm::StringRef name, Type type, bool notNull = false) {
  Column column;
  column.name = name.str();
  column.type = std::move(type);
  column.notNull = notNull;
  return column;
}

/// Texts of any length. MySQL's TEXT ends at 64 KiB and takes what the character set of the
/// database has, a LONGBLOB takes the bytes.
static Column textColumn(llvm::StringRef name) {
  Column column = columnOf(name, Type::of(TypeKind::Text));
  Type native = Type::of(TypeKind::Native);
  native.dialect = "mysql";
  native.words = "longblob";
  column.typeFor = {{"mysql", native}, {"mariadb", native}};
  return column;
}

static Table tableOf(const QualifiedName& name) {
  Table table;
  table.name = name;
  // What may be long stands last, so that an engine need not read past it.
  table.columns = {
      columnOf("version_table", stringOf(128), true),
      columnOf("number", Type::of(TypeKind::BigInt), true),
      columnOf("revision", stringOf(128), true),
      columnOf("operation", stringOf(16), true),
      columnOf("outcome", stringOf(16), true),
      columnOf("applied_at", stringOf(32), true),
      columnOf("milliseconds", Type::of(TypeKind::BigInt)),
      columnOf("who", stringOf(maxUserName)),
      columnOf("host", stringOf(maxHostName)),
      columnOf("tool", stringOf(32), true),
      columnOf("source_sha256", stringOf(64)),
      columnOf("seal", stringOf(64)),
      columnOf("position", Type::of(TypeKind::Int)),
      columnOf("done_sha256", stringOf(64)),
      textColumn("previous"),
      textColumn("message"),
      textColumn("statement"),
      textColumn("last_key"),
      textColumn("source"),
  };
  return table;
}

AuditTable::AuditTable(const Dialect& dialect, llvm::StringRef name, llvm::StringRef versionTable)
    : dialect_(dialect), versionTable_(versionTable) {
  auto [schema, table] = name.rsplit('.');
  if (table.empty())
    name_.name = schema.str();
  else
    name_ = {schema.str(), table.str()};
}

Statement AuditTable::create() const {
  const Table table = dialect_.express(tableOf(name_), Catalog());
  std::vector<std::string> items;
  for (const Column& column : table.columns)
    items.push_back("  " + dialect_.quote(column.name) + " " + dialect_.spell(column.type) +
                    (column.notNull ? " NOT NULL" : ""));
  items.push_back(fmt::format("  CONSTRAINT {} PRIMARY KEY (version_table, {})",
                              dialect_.quote(name_.name + "_pk"), dialect_.quote("number")));
  Statement statement;
  statement.sql = fmt::format("CREATE TABLE IF NOT EXISTS {} (\n{}\n)", dialect_.quote(name_),
                              llvm::join(items, ",\n"));
  statement.transactional = dialect_.facts().transactionalDdl;
  return statement;
}

//===----------------------------------------------------------------------===//
// Of a script
//===----------------------------------------------------------------------===//

/// The engine's clock, as a text.
static Expr timeNow() {
  Expr cast;
  cast.kind = ExprKind::Cast;
  cast.type = stringOf(32);
  cast.operands = {Expr::call("now")};
  return cast;
}

std::string AuditTable::now() const {
  return dialect_.spell(timeNow());
}

/// The rows of this version table.
std::string AuditTable::own() const {
  return "version_table = " + dialect_.literal(versionTable_);
}

Statement AuditTable::note(const AuditEntry& entry, AuditOutcome outcome) const {
  auto text = [&](llvm::StringRef value) { return dialect_.literal(value); };
  const std::string table = dialect_.quote(name_);
  const std::string number = dialect_.quote("number");
  return {fmt::format(
      "INSERT INTO {}\n"
      "  (version_table, {}, revision, previous, operation, outcome, applied_at, tool,\n"
      "   source_sha256, source)\n"
      "SELECT {}, coalesce(max({}), 0) + 1,\n"
      "  {}, {}, {}, {}, {}, {},\n"
      "  {},\n"
      "  {}\n"
      "FROM {} WHERE {}",
      table, number, text(versionTable_), number, text(entry.revision), text(entry.previous),
      text(entry.operation), text(spelling(outcome)), now(), text(auditTool()),
      entry.sourceHash.empty() ? "NULL" : text(entry.sourceHash),
      entry.source.empty() ? "NULL" : text(entry.source), table, own())};
}

/// The rows that say that something is unfinished.
static const char* const open = "outcome IN ('running', 'stopped')";

Statement AuditTable::close(AuditOutcome outcome) const {
  return {fmt::format("UPDATE {} SET outcome = {}\nWHERE {} AND {}", dialect_.quote(name_),
                      dialect_.literal(spelling(outcome)), own(), open)};
}

std::string AuditTable::noneIsOpen() const {
  return fmt::format("NOT EXISTS (SELECT 1 FROM {} WHERE {} AND {})", dialect_.quote(name_), own(),
                     open);
}

//===----------------------------------------------------------------------===//
// Of a session
//===----------------------------------------------------------------------===//

static AuditRow rowOf(const std::vector<Value>& values) {
  AuditRow row;
  llvm::StringRef(values.at(0).value_or("0")).getAsInteger(10, row.number);
  for (auto [column, value] : llvm::zip(auditColumns(), llvm::drop_begin(values)))
    column.member(row) = value.value_or("");
  return row;
}

std::string AuditTable::rowsFrom(llvm::StringRef condition, llvm::ArrayRef<Column> missing) const {
  std::string columns = dialect_.quote("number");
  for (const AuditColumn& column : auditColumns()) {
    const bool isMissing =
        llvm::any_of(missing, [&](const Column& it) { return it.name == column.name; });
    columns += ", " + (isMissing ? "NULL" : dialect_.quote(column.name));
  }
  return fmt::format("SELECT {} FROM {} WHERE {}{} ORDER BY {}", columns, dialect_.quote(name_),
                     own(), condition.str(), dialect_.quote("number"));
}

static std::vector<AuditRow> rowsOf(const ResultSet& result) {
  std::vector<AuditRow> rows;
  for (const std::vector<Value>& values : result.rows)
    rows.push_back(rowOf(values));
  return rows;
}

llvm::Expected<std::optional<std::vector<AuditRow>>>
AuditTable::read(Connection& connection, bool* isOlder) const {
  using Kind = DatabaseError::Kind;
  llvm::Expected<ResultSet> result = connection.query(rowsFrom(""));
  if (result)
    return rowsOf(*result);
  Kind kind = Kind::Refused;
  llvm::Error error = llvm::handleErrors(
      result.takeError(), [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
        kind = refused->kind;
        const bool isKnown = kind == Kind::NoSuchTable || kind == Kind::NoSuchColumn;
        return isKnown ? llvm::Error::success() : llvm::Error(std::move(refused));
      });
  if (error)
    return error;
  if (kind == Kind::NoSuchTable)
    return std::nullopt;
  if (isOlder)
    *isOlder = true;
  llvm::Expected<std::vector<Column>> missing = missingColumns(connection);
  if (!missing)
    return missing.takeError();
  llvm::Expected<ResultSet> rest = connection.query(rowsFrom("", *missing));
  if (!rest)
    return rest.takeError();
  return rowsOf(*rest);
}

llvm::Expected<std::vector<Column>> AuditTable::missingColumns(Connection& connection) const {
  llvm::Expected<ResultSet> found =
      connection.query("SELECT * FROM " + dialect_.quote(name_) + " WHERE 1 = 0");
  if (!found)
    return found.takeError();
  std::vector<Column> missing = dialect_.express(tableOf(name_), Catalog()).columns;
  llvm::erase_if(missing,
                 [&](const Column& it) { return llvm::is_contained(found->columns, it.name); });
  return missing;
}

/// None of them can be one that must not be null: those were there from the first.
llvm::Error AuditTable::complete(Connection& connection) const {
  llvm::Expected<std::vector<Column>> missing = missingColumns(connection);
  if (!missing)
    return missing.takeError();
  for (const Column& column : *missing) {
    llvm::Expected<uint64_t> added = connection.execute(
        fmt::format("ALTER TABLE {} ADD COLUMN {} {}", dialect_.quote(name_),
                    dialect_.quote(column.name), dialect_.spell(column.type)));
    if (!added)
      return added.takeError();
  }
  return llvm::Error::success();
}

llvm::Expected<std::string> AuditTable::source(Connection& connection, uint64_t number) const {
  llvm::Expected<ResultSet> result =
      connection.query(fmt::format("SELECT source FROM {} WHERE {} AND {} = {}",
                                   dialect_.quote(name_), own(), dialect_.quote("number"), number));
  if (!result)
    return result.takeError();
  return result->empty() ? "" : result->rows.front().at(0).value_or("");
}

llvm::Expected<std::vector<AuditRow>> AuditTable::readWhere(Connection& connection,
                                                            llvm::StringRef condition) const {
  llvm::Expected<ResultSet> result = connection.query(rowsFrom(condition));
  if (!result)
    return result.takeError();
  return rowsOf(*result);
}

llvm::Expected<std::vector<AuditRow>> AuditTable::readFrom(Connection& connection,
                                                           uint64_t number) const {
  return readWhere(connection, fmt::format(" AND {} >= {}", dialect_.quote("number"), number));
}

llvm::Expected<std::vector<AuditRow>> AuditTable::readUnsealed(Connection& connection) const {
  return readWhere(
      connection,
      fmt::format(
          " AND {0} >= (SELECT coalesce(max({0}), 0) FROM {1} WHERE {2} AND seal IS NOT NULL)",
          dialect_.quote("number"), dialect_.quote(name_), own()));
}

std::string AuditTable::lastRow() const {
  const std::string number = dialect_.quote("number");
  return fmt::format("SELECT {}, outcome, seal FROM {} WHERE {} ORDER BY {} DESC LIMIT 1", number,
                     dialect_.quote(name_), own(), number);
}

std::string AuditTable::valueOf(const AuditColumn& column, const std::string& value) const {
  if (value.empty() && column.kind != AuditColumn::Text)
    return "NULL";
  return column.kind == AuditColumn::OptionalNumber ? value : dialect_.literal(value);
}

std::string AuditTable::add(AuditRow row) const {
  std::string names = "version_table, " + dialect_.quote("number");
  std::string values = fmt::format("{}, {}", dialect_.literal(versionTable_), row.number);
  for (const AuditColumn& column : auditColumns()) {
    names += ", " + dialect_.quote(column.name);
    values += ", " + valueOf(column, column.member(row));
  }
  const std::string& source = row.entry.source;
  return fmt::format("INSERT INTO {} ({}, source) VALUES ({}, {})", dialect_.quote(name_), names,
                     values, source.empty() ? "NULL" : dialect_.literal(source));
}

std::string AuditTable::set(AuditRow row, llvm::ArrayRef<llvm::StringLiteral> columns) const {
  std::vector<std::string> changes;
  for (const AuditColumn& column : auditColumns())
    if (llvm::is_contained(columns, column.name))
      changes.push_back(dialect_.quote(column.name) + " = " + valueOf(column, column.member(row)));
  return fmt::format("UPDATE {} SET {} WHERE {} AND {} = {}", dialect_.quote(name_),
                     llvm::join(changes, ", "), own(), dialect_.quote("number"), row.number);
}

} // namespace retort
