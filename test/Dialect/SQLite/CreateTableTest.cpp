// What a table becomes on SQLite, and that SQLite takes it.
#include "SqliteTest.h"

using namespace retort;
using namespace retort::test;

using SqliteCreateTable = SqliteTest;

TEST_F(SqliteCreateTable, SpellsPrices) {
  Table prices = table(
      "prices",
      {notNull(column("date", TypeKind::DateTime)),
       notNull(column("equity_id", typeOf(TypeKind::String, 32))),
       notNull(column("price", TypeKind::Double)),
       withDefault(notNull(column("volume", typeOf(TypeKind::Decimal, 12, 2))), Expr::number("0"))},
      {primaryKey("pk_prices", {"date", "equity_id"})},
      {index("ix_prices_equity_id", {"equity_id"})});
  EXPECT_EQ(sql(op::CreateTable{prices}),
            "CREATE TABLE prices (\n"
            "  date DATETIME NOT NULL,\n"
            "  equity_id VARCHAR(32) NOT NULL,\n"
            "  price DOUBLE NOT NULL,\n"
            "  volume NUMERIC(12, 2) NOT NULL DEFAULT 0,\n"
            "  CONSTRAINT pk_prices PRIMARY KEY (date, equity_id)\n"
            ");\n"
            "CREATE INDEX ix_prices_equity_id ON prices (equity_id);\n");
  migrate(op::CreateTable{prices});
}

TEST_F(SqliteCreateTable, NumbersRowsOfAnIdentityOnly) {
  migrate(op::CreateTable{
      table("numbered", {identity(column("id", TypeKind::Int)), column("name", TypeKind::Text)},
            {primaryKey("pk_numbered", {"id"})})});
  migrate(op::CreateTable{
      table("given", {column("id", TypeKind::Int)}, {primaryKey("pk_given", {"id"})})});
  EXPECT_EQ(definition("numbered"), "CREATE TABLE numbered (\n"
                                    "  id INTEGER CONSTRAINT pk_numbered PRIMARY KEY,\n"
                                    "  name TEXT\n"
                                    ")\n");
  run("INSERT INTO numbered (name) VALUES ('a'), ('b')");
  EXPECT_EQ(rows("SELECT id, name FROM numbered"), "1|a\n2|b\n");
  EXPECT_EQ(tryRun("INSERT INTO given DEFAULT VALUES"), "NOT NULL constraint failed: given.id");
}

TEST_F(SqliteCreateTable, ChecksEnumsAndJson) {
  Enum status;
  status.name = {"", "user_status"};
  status.values = {"active", "it's over"};
  migrate(op::CreateObject{status});
  Type statusType = Type::of(TypeKind::Enum);
  statusType.name = status.name;
  migrate(op::CreateTable{
      table("users", {withDefault(notNull(column("status", statusType)), Expr::string("active")),
                      column("profile", TypeKind::Json)})});
  EXPECT_EQ(definition("users"),
            "CREATE TABLE users (\n"
            "  status TEXT NOT NULL DEFAULT 'active' CONSTRAINT user_status CHECK (status IN "
            "('active', 'it''s over')),\n"
            "  profile TEXT CONSTRAINT json CHECK (profile IS NULL OR json_valid(profile))\n"
            ")\n");
  run("INSERT INTO users VALUES ('it''s over', '{}')");
  run("INSERT INTO users (profile) VALUES (NULL)");
  EXPECT_EQ(tryRun("INSERT INTO users (status) VALUES ('gone')"),
            "CHECK constraint failed: user_status");
  EXPECT_EQ(tryRun("INSERT INTO users (profile) VALUES ('{')"), "CHECK constraint failed: json");
}

TEST_F(SqliteCreateTable, TakesEveryPortableType) {
  std::vector<Column> columns;
#define RETORT_TYPE(Name, Spelling, Arguments)                                                     \
  columns.push_back(column(                                                                        \
      "c_" Spelling, typeOf(TypeKind::Name, TypeArguments::Arguments == TypeArguments::Length      \
                                                ? std::optional<uint32_t>(7)                       \
                                                : std::nullopt)));
#include "Catalog/Types.def"
  Table plain = table("plain", columns);
  migrate(op::CreateTable{plain});
  Table strict = table("strict", columns);
  strict.options["sqlite.strict"] = {"true", false};
  migrate(op::CreateTable{strict});
  EXPECT_EQ(rows("SELECT name, type FROM pragma_table_xinfo('plain')"),
            "c_smallint|SMALLINT\nc_int|INT\nc_bigint|BIGINT\nc_decimal|NUMERIC\nc_real|REAL\n"
            "c_double|DOUBLE\nc_boolean|BOOLEAN\nc_char|CHAR(7)\nc_string|VARCHAR\nc_text|TEXT\n"
            "c_binary|BLOB(7)\nc_bytes|BLOB\nc_date|DATE\nc_time|TIME\nc_datetime|DATETIME\n"
            "c_timestamptz|TIMESTAMPTZ\nc_interval|TEXT\nc_json|TEXT\nc_jsonb|TEXT\n"
            "c_uuid|CHAR(36)\n");
  EXPECT_EQ(rows("SELECT DISTINCT type FROM pragma_table_xinfo('strict') ORDER BY 1"),
            "ANY\nBLOB\nINT\nREAL\nTEXT\n");
}

TEST_F(SqliteCreateTable, KeepsRowsUniqueReferredAndChecked) {
  migrate(op::CreateTable{table("teams", {identity(column("id", TypeKind::BigInt))},
                                {primaryKey("pk_teams", {"id"})})});
  ForeignKey team = foreignKey("fk_users_team", "team_id", "teams", "id");
  team.onDelete = ReferentialAction::Cascade;
  team.deferral = Deferral::InitiallyDeferred;
  Index byName = index("ix_users_name", {"name"});
  byName.unique = true;
  byName.parts[0].value = Expr::call("lower", {Expr::column("name")});
  byName.parts[0].descending = true;
  byName.where = greater("age", "17");
  migrate(op::CreateTable{
      table("users",
            {column("name", TypeKind::Text), column("age", TypeKind::Int),
             column("team_id", TypeKind::BigInt)},
            {unique("", {"name", "age"}), team, check("ck_age", greater("age", "0"))}, {byName})});
  EXPECT_EQ(definition("users"),
            "CREATE TABLE users (\n"
            "  name TEXT,\n"
            "  age INT CONSTRAINT ck_age CHECK (age > 0),\n"
            "  team_id BIGINT,\n"
            "  UNIQUE (name, age),\n"
            "  CONSTRAINT fk_users_team FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE "
            "CASCADE DEFERRABLE INITIALLY DEFERRED\n"
            ")\n");
  EXPECT_EQ(definition("ix_users_name"), "CREATE UNIQUE INDEX ix_users_name ON users (lower(name) "
                                         "DESC) WHERE age > 17\n");
}

TEST_F(SqliteCreateTable, QuotesWhatItWouldReadOtherwise) {
  migrate(op::CreateTable{table("Order \"1\"",
                                {column("select", TypeKind::Int), column("Ünïcode", TypeKind::Int)},
                                {check("it's", greater("select", "0"))})});
  EXPECT_EQ(rows("SELECT name FROM pragma_table_xinfo('Order \"1\"')"), "select\nÜnïcode\n");
}

TEST_F(SqliteCreateTable, WithoutRowidAndStrict) {
  Table pairs = table("pairs", {column("a", TypeKind::Int), column("b", TypeKind::Text)},
                      {primaryKey("pk_pairs", {"a"})});
  pairs.options["sqlite.strict"] = {"true", false};
  pairs.options["sqlite.without_rowid"] = {"true", false};
  pairs.options["mysql.engine"] = {"InnoDB", true};
  migrate(op::CreateTable{pairs});
  EXPECT_EQ(definition("pairs"), "CREATE TABLE pairs (\n"
                                 "  a INT NOT NULL,\n"
                                 "  b TEXT,\n"
                                 "  CONSTRAINT pk_pairs PRIMARY KEY (a)\n"
                                 ") STRICT, WITHOUT ROWID\n");
}

TEST_F(SqliteCreateTable, ComputesDefaults) {
  migrate(op::CreateTable{
      table("t", {column("id", TypeKind::Int),
                  withDefault(column("at", TypeKind::TimestampTz), Expr::call("now")),
                  withDefault(column("day", TypeKind::Date), Expr::call("now")),
                  withDefault(column("key", TypeKind::Uuid), Expr::call("uuid")),
                  withDefault(column("flag", TypeKind::Boolean), Expr::boolean(true)),
                  withDefault(column("less", TypeKind::Int),
                              Expr::unaryOf(UnaryOperator::Negate, Expr::number("5")))})});
  run("INSERT INTO t (id) VALUES (1)");
  EXPECT_EQ(rows("SELECT flag, less FROM t"), "1|-5\n");
  EXPECT_EQ(rows("SELECT at LIKE '____-__-__ __:__:__', day LIKE '____-__-__' FROM t"), "1|1\n");
  EXPECT_EQ(rows("SELECT key GLOB '[0-9a-f]*-*-4*-[89ab]*-*', length(key) FROM t"), "1|36\n");
}

TEST_F(SqliteCreateTable, RefusesWhatItDoesNotHave) {
  Table users = table(
      "users", {identity(column("id", TypeKind::Int)), column("tags", typeOf(TypeKind::Text))});
  users.columns[1].type.arrayDepth = 1;
  EXPECT_EQ(sql(op::CreateTable{users}), "error: SQLite has no array types\n"
                                         "help: guard it: `when postgresql { ... }`\n");
  users.columns.pop_back();
  EXPECT_EQ(sql(op::CreateTable{users}),
            "error: SQLite has no `identity` but for the whole primary key of a table with row "
            "numbers: `id`\n"
            "help: make `id` the primary key, or guard its `identity`\n");
}
