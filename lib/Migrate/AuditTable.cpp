#include "Migrate/AuditTable.h"

#include "Support/ToolVersion.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace retort {

llvm::StringRef spelling(AuditOutcome outcome) {
  static constexpr llvm::StringLiteral words[] = {"running", "stopped", "done", "failed",
                                                  "abandoned"};
  return words[static_cast<size_t>(outcome)];
}

std::string sha256(llvm::StringRef text) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(text)), /*LowerCase=*/true);
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

static constexpr uint32_t maxUserName = 64;
static constexpr uint32_t maxHostName = 255;

static std::string userName() {
  const passwd* entry = getpwuid(geteuid());
  const std::string name = entry ? entry->pw_name : std::to_string(geteuid());
  return name.substr(0, maxUserName);
}

static std::string hostName() {
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
// Rows
//===----------------------------------------------------------------------===//

/// The engine's clock, as a text.
static Expr timeNow() {
  Expr cast;
  cast.kind = ExprKind::Cast;
  cast.type = stringOf(32);
  cast.operands = {Expr::call("now")};
  return cast;
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
      "FROM {} WHERE version_table = {}",
      table, number, text(versionTable_), number, text(entry.revision), text(entry.previous),
      text(entry.operation), text(spelling(outcome)), dialect_.spell(timeNow()),
      text("retort " + toolVersion().str()),
      entry.sourceHash.empty() ? "NULL" : text(entry.sourceHash),
      entry.source.empty() ? "NULL" : text(entry.source), table, text(versionTable_))};
}

/// The rows that say that something is unfinished.
static const char* const open = "outcome IN ('running', 'stopped')";

Statement AuditTable::close(AuditOutcome outcome) const {
  return {fmt::format("UPDATE {} SET outcome = {}\nWHERE version_table = {} AND {}",
                      dialect_.quote(name_), dialect_.literal(spelling(outcome)),
                      dialect_.literal(versionTable_), open)};
}

Statement AuditTable::stop(llvm::StringRef message) const {
  return {fmt::format("UPDATE {} SET outcome = {}, message = {}\nWHERE version_table = {} AND {}",
                      dialect_.quote(name_), dialect_.literal(spelling(AuditOutcome::Stopped)),
                      dialect_.literal(message), dialect_.literal(versionTable_), open)};
}

Statement AuditTable::journal(const JournalEntry& entry) const {
  auto literal = [&](llvm::StringRef text) {
    return text.empty() ? std::string("NULL") : dialect_.literal(text);
  };
  return {fmt::format("UPDATE {} SET outcome = {}, who = {}, host = {}, {} = {}, done_sha256 = {}, "
                      "statement = {}, last_key = {}\nWHERE version_table = {} AND {}",
                      dialect_.quote(name_), dialect_.literal(spelling(AuditOutcome::Running)),
                      dialect_.literal(userName()), dialect_.literal(hostName()),
                      dialect_.quote("position"), entry.position, dialect_.literal(entry.doneHash),
                      literal(entry.statement), literal(entry.lastKey),
                      dialect_.literal(versionTable_), open)};
}

bool AuditRow::isOpen() const {
  return outcome == spelling(AuditOutcome::Running) || outcome == spelling(AuditOutcome::Stopped);
}

std::string AuditTable::noneIsOpen() const {
  return fmt::format("NOT EXISTS (SELECT 1 FROM {} WHERE version_table = {} AND {})",
                     dialect_.quote(name_), dialect_.literal(versionTable_), open);
}

//===----------------------------------------------------------------------===//
// Of a run
//===----------------------------------------------------------------------===//

namespace {
/// A column that is read, and where its value goes.
struct ReadColumn {
  llvm::StringLiteral name;
  std::string& (*member)(AuditRow& row);
  /// Part of what is sealed.
  bool sealed = true;
};
} // namespace

/// In the order in which they are sealed, which cannot be changed any more. The number
/// goes before all of them.
static constexpr ReadColumn readColumns[] = {
    {"revision", [](AuditRow& row) -> std::string& { return row.entry.revision; }},
    {"previous", [](AuditRow& row) -> std::string& { return row.entry.previous; }},
    {"operation", [](AuditRow& row) -> std::string& { return row.entry.operation; }},
    {"outcome", [](AuditRow& row) -> std::string& { return row.outcome; }},
    {"applied_at", [](AuditRow& row) -> std::string& { return row.appliedAt; }},
    {"who", [](AuditRow& row) -> std::string& { return row.who; }},
    {"host", [](AuditRow& row) -> std::string& { return row.host; }},
    {"milliseconds", [](AuditRow& row) -> std::string& { return row.milliseconds; }},
    {"tool", [](AuditRow& row) -> std::string& { return row.tool; }},
    {"source_sha256", [](AuditRow& row) -> std::string& { return row.entry.sourceHash; }},
    {"message", [](AuditRow& row) -> std::string& { return row.message; }},
    {"position", [](AuditRow& row) -> std::string& { return row.position; }, /*sealed=*/false},
    {"done_sha256", [](AuditRow& row) -> std::string& { return row.doneHash; }, /*sealed=*/false},
    {"statement", [](AuditRow& row) -> std::string& { return row.statement; }, /*sealed=*/false},
    {"last_key", [](AuditRow& row) -> std::string& { return row.lastKey; }, /*sealed=*/false},
    {"seal", [](AuditRow& row) -> std::string& { return row.seal; }, /*sealed=*/false},
};

static AuditRow rowOf(const std::vector<Value>& values) {
  AuditRow row;
  llvm::StringRef(values.at(0).value_or("0")).getAsInteger(10, row.number);
  for (auto [column, value] : llvm::zip(readColumns, llvm::drop_begin(values)))
    column.member(row) = value.value_or("");
  return row;
}

std::string AuditTable::rowsFrom(llvm::StringRef condition) const {
  std::string columns = dialect_.quote("number");
  for (const ReadColumn& column : readColumns)
    columns += ", " + dialect_.quote(column.name);
  return fmt::format("SELECT {} FROM {} WHERE version_table = {}{} ORDER BY {}", columns,
                     dialect_.quote(name_), dialect_.literal(versionTable_), condition.str(),
                     dialect_.quote("number"));
}

static std::vector<AuditRow> rowsOf(const ResultSet& result) {
  std::vector<AuditRow> rows;
  for (const std::vector<Value>& values : result.rows)
    rows.push_back(rowOf(values));
  return rows;
}

llvm::Expected<std::optional<std::vector<AuditRow>>>
AuditTable::read(Connection& connection) const {
  llvm::Expected<ResultSet> result = connection.query(rowsFrom(""));
  if (result)
    return rowsOf(*result);
  bool missing = false;
  llvm::Error error = llvm::handleErrors(
      result.takeError(), [&](std::unique_ptr<DatabaseError> refused) -> llvm::Error {
        missing = refused->kind == DatabaseError::Kind::NoSuchTable;
        return missing ? llvm::Error::success() : llvm::Error(std::move(refused));
      });
  if (error)
    return error;
  return std::nullopt;
}

llvm::Expected<std::string> AuditTable::source(Connection& connection, uint64_t number) const {
  llvm::Expected<ResultSet> result = connection.query(
      fmt::format("SELECT source FROM {} WHERE version_table = {} AND {} = {}",
                  dialect_.quote(name_), dialect_.literal(versionTable_), dialect_.quote("number"),
                  number));
  if (!result)
    return result.takeError();
  return result->empty() ? "" : result->rows.front().at(0).value_or("");
}

/// Each value with its length before it, so that no two rows read alike.
static std::string sealOf(llvm::StringRef before, AuditRow row) {
  std::string text = before.str() + "|" + std::to_string(row.number) + "|";
  for (const ReadColumn& column : readColumns)
    if (const std::string& value = column.member(row); column.sealed)
      text += std::to_string(value.size()) + ":" + value;
  return sha256(text);
}

/// The last row that is sealed and those behind it, which mostly are the last two. Where scripts have
/// written rows it takes a second look.
llvm::Expected<std::vector<AuditRow>> AuditTable::unsealed(Connection& connection) const {
  llvm::Expected<ResultSet> lastTwo = connection.query(rowsFrom("") + " DESC LIMIT 2");
  if (!lastTwo)
    return lastTwo.takeError();
  std::vector<AuditRow> rows = rowsOf(*lastTwo);
  std::reverse(rows.begin(), rows.end());
  if (rows.size() < 2 || !rows.front().seal.empty())
    return rows;
  llvm::Expected<ResultSet> all = connection.query(rowsFrom(
      fmt::format(" AND {0} >= (SELECT coalesce(max({0}), 0) FROM {1} WHERE version_table = {2} AND "
                  "seal IS NOT NULL)",
                  dialect_.quote("number"), dialect_.quote(name_),
                  dialect_.literal(versionTable_))));
  if (!all)
    return all.takeError();
  return rowsOf(*all);
}

llvm::Error AuditTable::fillIn(Connection& connection, const AuditFacts& facts) const {
  const std::string own = " WHERE version_table = " + dialect_.literal(versionTable_);
  llvm::Expected<std::vector<AuditRow>> last = unsealed(connection);
  if (!last)
    return last.takeError();
  std::vector<AuditRow>& rows = *last;
  std::string before;
  for (AuditRow& row : rows) {
    if (!row.seal.empty()) {
      before = row.seal;
      continue;
    }
    auto literal = [&](llvm::StringRef text) {
      return text.empty() ? std::string("NULL") : dialect_.literal(text);
    };
    std::string changes;
    if (&row == &rows.back()) {
      row.who = userName();
      row.host = hostName();
      row.milliseconds = std::to_string(facts.duration.count());
      row.message = facts.message;
      changes = fmt::format("who = {}, host = {}, milliseconds = {}, message = {}, ",
                            literal(row.who), literal(row.host), row.milliseconds,
                            literal(row.message));
    }
    before = sealOf(before, row);
    llvm::Expected<uint64_t> changed = connection.execute(
        fmt::format("UPDATE {} SET {}seal = {}{} AND {} = {}", dialect_.quote(name_), changes,
                    dialect_.literal(before), own, dialect_.quote("number"), row.number));
    if (!changed)
      return changed.takeError();
  }
  return llvm::Error::success();
}

std::vector<uint64_t> brokenSeals(llvm::ArrayRef<AuditRow> rows) {
  std::vector<uint64_t> broken;
  std::string before;
  uint64_t expected = 1;
  for (const AuditRow& row : rows) {
    if (row.number != expected || (!row.seal.empty() && row.seal != sealOf(before, row)))
      broken.push_back(row.number);
    expected = row.number + 1;
    before = row.seal;
  }
  return broken;
}

} // namespace retort
