// CREATE TABLE read back: what we write, what people write, and what is not understood.
#include "Dialect/SQLite/TableReader.h"

#include "Dialect/SQLite/Express.h"
#include "Dialect/SQLite/TableWriter.h"
#include "Random/RandomCatalog.h"
#include "SqliteTest.h"

#include <set>

using namespace retort;
using namespace retort::test;

static const SQLite sqliteDialect(Version{3, 40, 1});

static std::optional<Table> read(llvm::StringRef sql) {
  std::optional<sqlite::ReadTable> read = sqlite::readTable(sqliteDialect, sql);
  return read ? std::optional(std::move(read->table)) : std::nullopt;
}

static std::string written(const Table& table) {
  return sqlite::createTable(sqliteDialect, table, table.name);
}

/// In no order.
static std::multiset<std::string> linesOf(llvm::StringRef sql) {
  llvm::SmallVector<llvm::StringRef> lines;
  sql.split(lines, '\n');
  std::multiset<std::string> result;
  for (llvm::StringRef line : lines)
    result.insert(line.rtrim(',').str());
  return result;
}

static bool holdsOpaque(const Table& table) {
  auto isOpaque = [](const std::optional<Expr>& expr) { return expr && containsOpaque(*expr); };
  return llvm::any_of(table.columns,
                      [&](const Column& column) {
                        return isOpaque(column.defaultValue) ||
                               (column.generated && containsOpaque(column.generated->value));
                      }) ||
         llvm::any_of(table.constraints, [](const Constraint& constraint) {
           const auto* check = std::get_if<Check>(&constraint);
           return check && containsOpaque(check->condition);
         });
}

/// To SQLite two names that differ in nothing but case are one.
bool namesAreOne(const Table& table) {
  std::set<std::string> names;
  return !llvm::all_of(table.columns, [&](const Column& column) {
    return names.insert(llvm::StringRef(column.name).lower()).second;
  });
}

/// What is read means the same: it is written the same, and expressing it changes nothing.
TEST(SqliteTableReader, ReadsWhatWeWrite) {
  const uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  const uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 500);
  size_t seen = 0, alike = 0;
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    ShownSeed shown(seed);
    const Catalog catalog = RandomCatalog(seed).catalog();
    for (const auto& table : catalog.tables.all()) {
      DiagnosticEngine refused; // SQLite has no exclusion constraints, arrays, ...
      std::vector<Statement> statements;
      sqliteDialect.lower(located(op::CreateTable{*table}), catalog, statements, refused);
      // What is opaque, in a check of a domain too, may well be understood.
      if (refused.hasErrors() || namesAreOne(*table) ||
          holdsOpaque(sqliteDialect.express(*table, catalog)))
        continue;
      ++seen;
      const std::string sql = statements.front().sql;
      std::optional<Table> back = read(sql);
      ASSERT_TRUE(back) << sql;
      // A name that repeats is none, and what has none stands last.
      Table held = sqliteDialect.express(*table, catalog);
      sqlite::forgetRepeatedNames(held);
      EXPECT_EQ(linesOf(written(*back)), linesOf(written(held)));
      const bool isAlike = written(held) == sql;
      if (isAlike)
        EXPECT_EQ(written(*back), sql);
      alike += isAlike;
      EXPECT_EQ(dump(sqliteDialect.express(*back, {})), dump(*back));
    }
  }
  EXPECT_GT(seen, programs / 4);
  EXPECT_GT(alike, seen / 2);
}

TEST(SqliteTableReader, TakesNamesThatRepeatForNone) {
  std::optional<Table> table = read(R"(CREATE TABLE t (
    a TEXT CONSTRAINT mood CHECK (a IN ('x')),
    b TEXT CONSTRAINT mood CHECK (b IN ('x')) CONSTRAINT other CHECK (b <> ''),
    CONSTRAINT keyed UNIQUE (a),
    CONSTRAINT keyed CHECK (a <> b),
    CONSTRAINT twice UNIQUE (b),
    CONSTRAINT twice FOREIGN KEY (a) REFERENCES t (b)
  ))");
  ASSERT_TRUE(table);
  EXPECT_EQ(dump(*table), R"(table t
  column a text
  column b text
  check unnamed (a in ('x'))
  check unnamed (b in ('x'))
  check other (b <> '')
  unique keyed (a)
  check unnamed (a <> b)
  unique unnamed (b)
  foreign key unnamed (a) references t (b)
)");
}

TEST(SqliteTableReader, ReadsWhatPeopleWrite) {
  std::optional<Table> table = read(R"(create table if not exists main."Order" (
    id integer primary key autoincrement, -- a comment
    [user id] int not null on conflict fail references `users`(id) on delete cascade match full
      deferrable initially deferred,
    name NVARCHAR(160) collate nocase default 'it''s' constraint named check (length(name) > 1),
    price NUMERIC(10,2) default -1.5,
    at default CURRENT_TIMESTAMP,
    total as (price * 2) stored,
    unique (name, price) on conflict replace,
    constraint fk foreign key (price) references other (p) on update set null
  ) strict)");
  ASSERT_TRUE(table);
  EXPECT_EQ(dump(*table), R"(table Order with (sqlite.strict = true)
  column id bigint not null identity with (sqlite.autoincrement = true)
  column "user id" int not null with (sqlite.on_conflict = fail)
  column name sqlite.NVARCHAR(160) default 'it''s' collate nocase
  column price decimal(10, 2) default -1.5
  column at sqlite.untyped default now()
  column total sqlite.untyped generated as (price * 2) stored
  primary key unnamed (id)
  foreign key unnamed ("user id") references users (id) on delete cascade deferrable initially deferred
  check named (length(name) > 1)
  unique unnamed (name, price) with (sqlite.on_conflict = replace)
  foreign key fk (price) references other (p) on update set null
)");
}

TEST(SqliteTableReader, ReadsHowAKeyHoldsItsColumns) {
  std::optional<Table> table =
      read("CREATE TABLE t (a, b, PRIMARY KEY (a COLLATE [no case] ASC, b desc), UNIQUE (b, a))");
  ASSERT_TRUE(table);
  EXPECT_EQ(partOf(*table->primaryKey(), "a"), (KeyPart{.collation = "no case"}));
  EXPECT_EQ(partOf(*table->primaryKey(), "b"), (KeyPart{.descending = true}));
  EXPECT_TRUE(asKey(table->constraints.back())->parts.empty());
}

TEST(SqliteTableReader, FindsColumnsInAnyCase) {
  std::optional<Table> table = read("CREATE TABLE t (ID INTEGER, 'name' TEXT, CHECK (t.NAME <> ''), "
                                    "UNIQUE (Name COLLATE nocase) PRIMARY KEY (id AUTOINCREMENT))");
  ASSERT_TRUE(table);
  EXPECT_EQ(dump(*table), R"(table t
  column ID bigint not null identity with (sqlite.autoincrement = true)
  column name text
  check unnamed (name <> '')
  unique unnamed (name collate nocase)
  primary key unnamed (ID)
)");
}

TEST(SqliteTableReader, KnowsWhichKeyNumbersTheRows) {
  auto isNumbered = [](llvm::StringRef sql) {
    std::optional<Table> table = read(sql);
    return table && table->columns.front().identity;
  };
  EXPECT_TRUE(isNumbered("CREATE TABLE t (a INTEGER NOT NULL, PRIMARY KEY (a DESC))"));
  EXPECT_TRUE(isNumbered("CREATE TABLE t (a integer constraint k primary key)"));
  EXPECT_FALSE(isNumbered("CREATE TABLE t (a INT PRIMARY KEY)"));
  EXPECT_FALSE(isNumbered("CREATE TABLE t (a INTEGER PRIMARY KEY, b) WITHOUT ROWID"));
  EXPECT_FALSE(isNumbered("CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b))"));
}

TEST(SqliteTableReader, ReadsDefaults) {
  std::optional<Table> table =
      read("CREATE TABLE t (a DEFAULT active, b DEFAULT \"active\", c DEFAULT +5, d DEFAULT x'00', "
           "e BOOLEAN DEFAULT true, f DEFAULT (1 + 2), g DEFAULT NULL CHECK (g > 0))");
  ASSERT_TRUE(table);
  std::string values;
  for (const Column& column : table->columns)
    values += (column.defaultValue ? print(*column.defaultValue) : "none") + "; ";
  EXPECT_EQ(values, "'active'; 'active'; 5; sql 'x''00'''; true; 1 + 2; none; ");
}

TEST(SqliteTableReader, ReadsWhatItsTypesMean) {
  std::optional<Table> table = read("CREATE TABLE t (a BOOLEAN DEFAULT 0 CHECK (a IN (0, 1)), b BIGINT "
                                    "DEFAULT '300', c VARCHAR(5) DEFAULT '300', d INT UNSIGNED)");
  ASSERT_TRUE(table);
  EXPECT_EQ(dump(*table), R"(table t
  column a boolean default false
  column b bigint default 300
  column c string(5) default '300'
  column d sql 'INT UNSIGNED'
  check unnamed (a in (false, true))
)");
}

TEST(SqliteTableReader, TellsWhatHasNoWord) {
  std::optional<sqlite::ReadTable> read = sqlite::readTable(
      sqliteDialect, "CREATE TABLE t (a TEXT CONSTRAINT here NOT NULL, b TEXT PRIMARY KEY)");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->lost.size(), 2u);
  EXPECT_EQ(read->lost[0].kind + " " + read->lost[0].name, "constraint here");
  EXPECT_EQ(read->lost[1].kind + " " + read->lost[1].name, "column t.b");
}

TEST(SqliteTableReader, LeavesWhatATableCannotSay) {
  for (llvm::StringRef sql :
       {"", "CREATE VIEW v AS SELECT 1", "CREATE TABLE t AS SELECT 1", "CREATE TABLE t (a",
        "CREATE TABLE t (a INTEGER PRIMARY KEY DESC)", "CREATE TABLE t (a, UNIQUE (b))",
        "CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE TABLE t (a, UNIQUE (lower(a)))",
        "CREATE TABLE t (a) EXTRA"})
    EXPECT_FALSE(read(sql)) << sql.str();
  std::optional<Table> table = read("CREATE TABLE t (a CHECK (a GLOB 'x*'))");
  ASSERT_TRUE(table);
  EXPECT_EQ(std::get<Check>(table->constraints.front()).condition, Expr::opaque("a GLOB 'x*'"));
}
