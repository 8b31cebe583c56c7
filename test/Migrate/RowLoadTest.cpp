// The rows of a file arrive on every engine as they stand there, whatever they hold, and whichever
// way the engine takes them. RETORT_TEST_SEED runs other rows; a failure prints the seed.
#include "../Database/TestEngines.h"
#include "../Revision/RandomHistory.h"
#include "Dialect/Dialect.h"
#include "Migrate/RowLoading.h"
#include "Operation/Apply.h"

#include <gmock/gmock.h>
#include <random>

using namespace retort;

namespace {

using Row = std::vector<Value>;

/// Values that some engine, client or format takes for something else.
class RandomRows {
public:
  explicit RandomRows(uint64_t seed) : engine_(seed) {}

  std::vector<Row> rows(size_t count) {
    std::vector<Row> rows;
    for (size_t id = 1; id <= count; ++id)
      rows.push_back({std::to_string(id), maybeText(), text(), flag(), number()});
    return rows;
  }

  /// The rows as a file, each field in quotes or not, as far as there is a choice.
  std::string csv(const std::vector<Row>& rows) {
    const std::string end = chance(50) ? "\n" : "\r\n";
    std::string file =
        (chance(50) ? "\xef\xbb\xbf" : "") + std::string("id,note,name,flag,score") + end;
    for (const Row& row : rows) {
      for (size_t i = 0; i < row.size(); ++i)
        file += (i == 0 ? "" : ",") + field(row[i]);
      file += end;
      if (chance(3))
        file += end; // a blank line is no row
    }
    return file;
  }

private:
  size_t below(size_t count) { return engine_() % count; }
  bool chance(unsigned percent) { return below(100) < percent; }

  std::string text() {
    static const char* const parts[] = {
        "a",      "B",     " ",       "\t",        "\n",   "\r\n", "\r",
        "\\",     "\\N",   "\\.",     "\n\\.\n",   "'",    "''",   "\"",
        "\"\"",   ",",     ";",       "%",         "%s",   ":id",  "?",
        "$1",     "$$",    "`",       "--",        "/*",   "*/",   "#",
        "\x01",   "é",     "ß",       "日本",      "🦊", "NULL", "\\0",
        "\\'",    "{}",    "\x1b[0m", "e\xcc\x81", "x'",   "0x1F", "delimiter //",
        "\\copy", ".quit", "\\n",     "\b"};
    std::string text;
    const size_t count = chance(2) ? below(3000) : below(6);
    for (size_t i = 0; i < count; ++i)
      text += parts[below(std::size(parts))];
    return text;
  }
  Value maybeText() { return chance(25) ? Value() : Value(text()); }
  Value flag() { return chance(20) ? Value() : Value(chance(50) ? "1" : "0"); }
  Value number() {
    if (chance(20))
      return std::nullopt;
    // No zero at the end, which only some show.
    std::string fraction = std::to_string(below(100) * 10 + 1 + below(9));
    fraction.insert(0, 3 - fraction.size(), '0');
    return (chance(30) ? "-" : "") + std::to_string(1 + below(1'000'000)) + "." + fraction;
  }

  std::string field(const Value& value) {
    if (!value)
      return "";
    const bool needsQuotes = value->empty() || value->find_first_of(",\"\r\n") != std::string::npos;
    if (!needsQuotes && chance(70))
      return *value;
    std::string quoted = "\"";
    for (char c : *value)
      quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
  }

  std::mt19937_64 engine_;
};

Column column(const char* name, TypeKind kind) {
  Column column;
  column.name = name;
  column.type = Type::of(kind);
  return column;
}

Table notes() {
  Table table;
  table.name.name = "load_notes";
  table.columns = {column("id", TypeKind::Int), column("note", TypeKind::Text),
                   column("name", TypeKind::Text), column("flag", TypeKind::Boolean),
                   column("score", TypeKind::Decimal)};
  table.columns[4].type.length = 12;
  table.columns[4].type.scale = 3;
  PrimaryKey key;
  key.name = "pk_load_notes";
  key.columns = {"id"};
  table.constraints.push_back(key);
  return table;
}

class RowLoadOf : public OnEveryEngine {
protected:
  void SetUp() override {
    OnEveryEngine::SetUp();
    if (!connection_)
      return;
    dialect_ = findDialect(connection_->server().dialect)->make(connection_->server().version);
    catalog_.tables.put(notes());
    execute("DROP TABLE IF EXISTS load_notes");
    const bool saysCharacters = GetParam().engine == Engine::MySQL;
    const bool hasFloats = GetParam().engine == Engine::SQLite; // and shows them as texts best
    execute(std::string("CREATE TABLE load_notes (id INT PRIMARY KEY, note ") +
            (saysCharacters ? "LONGTEXT" : "TEXT") + ", name " +
            (saysCharacters ? "LONGTEXT" : "TEXT") + ", flag BOOLEAN, score " +
            (hasFloats ? "TEXT" : "DECIMAL(12, 3)") + ")" +
            (saysCharacters ? " CHARACTER SET utf8mb4" : ""));
    for (const std::string& setting : dialect_->sessionSettings())
      execute(setting);
  }
  void TearDown() override {
    if (connection_)
      execute("DROP TABLE IF EXISTS load_notes");
  }

  Statement lower(Operation operation) {
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    dialect_->lower({std::move(operation), {}, {}, std::nullopt}, catalog_, statements, diags);
    EXPECT_FALSE(diags.hasErrors());
    EXPECT_EQ(statements.size(), 1u);
    return statements.front();
  }

  op::Insert insertOf(const std::string& csv) {
    op::Insert insert;
    insert.table.name = "load_notes";
    insert.file = RowFile("notes.csv", std::make_shared<SourceBuffer>("notes.csv", csv));
    insert.columns = insert.file.header();
    return insert;
  }

  uint64_t load(const Statement& statement) {
    EXPECT_NE(statement.load, nullptr);
    uint64_t sent = 0;
    execute("BEGIN");
    EXPECT_TRUE(llvm::cantFail(loadRows(*connection_, *statement.load, [&](uint64_t rows) {
      sent = rows;
      return true;
    })));
    execute("COMMIT");
    return sent;
  }

  std::vector<Row> found() {
    std::vector<Row> rows =
        llvm::cantFail(
            connection_->query("SELECT id, note, name, flag, score FROM load_notes ORDER BY id"))
            .rows;
    for (Row& row : rows)
      if (row[3] && !llvm::isDigit((*row[3])[0]))
        row[3] = *row[3] == "t" ? "1" : "0";
    return rows;
  }

  std::unique_ptr<Dialect> dialect_;
  Catalog catalog_;
};

TEST_P(RowLoadOf, randomRowsBringsThemAsTheyAre) {
  SCOPED_TRACE("RETORT_TEST_SEED=" + std::to_string(testSeed()));
  RandomRows random(testSeed());
  const std::vector<Row> rows = random.rows(2300);
  const std::string csv = random.csv(rows);
  EXPECT_EQ(load(lower(insertOf(csv))), rows.size());
  EXPECT_THAT(found(), testing::ContainerEq(rows));
  op::Delete back{.table = {"", "load_notes"}, .alias = "load_notes"};
  back.keys = op::FileKeys{insertOf(csv).file, {"id", "", "", "", ""}};
  load(lower(back));
  EXPECT_THAT(found(), testing::IsEmpty());
}

TEST_P(RowLoadOf, rowsIsAllOrNothing) {
  const std::string csv = "id,name\n1,a\n2,\"b\nb\"\n1,c\n";
  const Statement statement = lower(insertOf(csv));
  execute("BEGIN");
  auto loaded = loadRows(*connection_, *statement.load, [](uint64_t) { return true; });
  ASSERT_FALSE(static_cast<bool>(loaded));
  llvm::handleAllErrors(loaded.takeError(), [&](const DatabaseError& refused) {
    EXPECT_EQ(refused.kind, DatabaseError::Kind::Refused);
    // The row of the data, or the line from which the statement was made.
    EXPECT_EQ(refused.row, statement.load->command().empty() ? 2u : 3u) << refused.message;
  });
  execute("ROLLBACK");
  EXPECT_THAT(found(), testing::IsEmpty());
  EXPECT_EQ(statement.load->lineOf(3), 5u);
}

TEST_P(RowLoadOf, rowsStopsWhereItIsToldTo) {
  std::string csv = "id,name\n";
  for (int id = 1; id <= 100'000; ++id)
    csv += std::to_string(id) + ",name\n";
  const Statement statement = lower(insertOf(csv));
  execute("BEGIN");
  uint64_t sent = 0;
  EXPECT_FALSE(llvm::cantFail(loadRows(*connection_, *statement.load, [&](uint64_t rows) {
    sent = rows;
    return false;
  })));
  EXPECT_LT(sent, 100'000u);
  execute("ROLLBACK");
  EXPECT_THAT(found(), testing::IsEmpty());
}

RETORT_ON_EVERY_ENGINE(RowLoadOf);

} // namespace
