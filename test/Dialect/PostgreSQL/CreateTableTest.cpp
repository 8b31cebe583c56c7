// What tables and types become on PostgreSQL, and that PostgreSQL takes them.
#include "PostgresTest.h"

using namespace retort;
using namespace retort::test;

namespace {
class PostgresCreateTable : public PostgresTest {};
} // namespace

TEST(PostgresLowering, SpellsPrices) {
  Table prices = table(
      "prices",
      {notNull(column("date", TypeKind::DateTime)),
       notNull(column("equity_id", typeOf(TypeKind::String, 32))),
       withDefault(notNull(column("volume", typeOf(TypeKind::Decimal, 12, 2))), Expr::number("0"))},
      {primaryKey("pk_prices", {"date", "equity_id"})},
      {index("ix_prices_equity_id", {"equity_id"})});
  prices.comment = "what it cost";
  EXPECT_EQ(lowered(*dialect("postgresql"), op::CreateTable{prices}),
            "CREATE TABLE prices (\n"
            "  date TIMESTAMP,\n"
            "  equity_id VARCHAR(32),\n"
            "  volume NUMERIC(12, 2) NOT NULL DEFAULT 0,\n"
            "  CONSTRAINT pk_prices PRIMARY KEY (date, equity_id)\n"
            ");\n"
            "CREATE INDEX ix_prices_equity_id ON prices (equity_id);\n"
            "COMMENT ON TABLE prices IS 'what it cost';\n");
}

TEST(PostgresLowering, AsksForTheVersionThatHasIt) {
  Unique email = unique("uq_email", {"email"});
  email.nullsNotDistinct = true;
  op::CreateTable create{table("users", {column("email", TypeKind::Text)}, {email})};
  EXPECT_EQ(lowered(*dialect("postgresql", Version{14, 0, 0}), create),
            "error: PostgreSQL 14.0 has no `nulls not distinct`\n"
            "help: PostgreSQL 15.0 and later have it\n");
  EXPECT_EQ(lowered(*dialect("postgresql", Version{15, 0, 0}), create),
            "CREATE TABLE users (\n"
            "  email TEXT,\n"
            "  CONSTRAINT uq_email UNIQUE NULLS NOT DISTINCT (email)\n"
            ");\n");
}

TEST_F(PostgresCreateTable, TakesEveryTypeOfItsOwn) {
  struct Row {
    DialectColumn dialect;
    std::string name;
  };
  const Row rows[] = {
#define RETORT_NATIVE_TYPE(Dialect, Name, Arguments) {DialectColumn::Dialect, Name},
#define RETORT_EXTENSION_TYPE(Dialect, Name, Arguments)
#include "Dialect/NativeTypes.def"
  };
  std::vector<Column> all;
  for (const auto& [owner, name] : rows) {
    // Multiranges came with 14.
    bool isThere =
        engine->version() >= Version{14, 0, 0} || name.find("multirange") == std::string::npos;
    if (owner != DialectColumn::PostgreSQL || !isThere)
      continue;
    Type type = Type::of(TypeKind::Native);
    type.dialect = "postgresql";
    type.words = name;
    all.push_back(column("c_" + name, type));
  }
  ASSERT_FALSE(all.empty());
  migrate(op::CreateTable{table("own_types", all)});
}

TEST_F(PostgresCreateTable, TakesEveryPortableType) {
  std::vector<Column> all;
#define RETORT_TYPE(Name, Spelling, Arguments)                                                     \
  all.push_back(column("c_" Spelling,                                                              \
                       typeOf(TypeKind::Name, TypeArguments::Arguments == TypeArguments::Length    \
                                                  ? std::optional<uint32_t>(7)                     \
                                                  : std::nullopt)));
#include "Catalog/Types.def"
  all.push_back(column("tags", TypeKind::Text));
  all.back().type.arrayDepth = 1;
  all.push_back(column("search", native("postgresql", "tsvector")));
  Type precise = native("postgresql", "timestamp with time zone");
  precise.arguments = {"3"};
  all.push_back(column("precise", precise));
  migrate(op::CreateTable{table("t", all)});
  EXPECT_EQ(columns("t"),
            "c_smallint|smallint|f|NULL|\nc_int|integer|f|NULL|\nc_bigint|bigint|f|NULL|\n"
            "c_decimal|numeric|f|NULL|\nc_real|real|f|NULL|\nc_double|double precision|f|NULL|\n"
            "c_boolean|boolean|f|NULL|\nc_char|character(7)|f|NULL|\n"
            "c_string|character varying|f|NULL|\nc_text|text|f|NULL|\nc_binary|bytea|f|NULL|\n"
            "c_bytes|bytea|f|NULL|\nc_date|date|f|NULL|\nc_time|time without time zone|f|NULL|\n"
            "c_datetime|timestamp without time zone|f|NULL|\n"
            "c_timestamptz|timestamp with time zone|f|NULL|\nc_interval|interval|f|NULL|\n"
            "c_json|json|f|NULL|\nc_jsonb|jsonb|f|NULL|\nc_uuid|uuid|f|NULL|\n"
            "tags|text[]|f|NULL|\nsearch|tsvector|f|NULL|\n"
            "precise|timestamp(3) with time zone|f|NULL|\n");
}

TEST_F(PostgresCreateTable, NumbersRows) {
  Column serial = identity(column("n", TypeKind::Int));
  serial.identity->kind = IdentityKind::BySequence;
  Column always = identity(column("id", TypeKind::BigInt));
  always.identity->kind = IdentityKind::Always;
  always.identity->options = {{"start", "10"}, {"increment", "5"}};
  migrate(op::CreateTable{
      table("t", {always, serial, column("a", TypeKind::Text)}, {primaryKey("pk_t", {"id"})})});
  run("INSERT INTO t (a) VALUES ('x'), ('y')");
  EXPECT_EQ(rows("SELECT id, n FROM t"), "10|1\n15|2\n");
  EXPECT_EQ(columns("t"), "id|bigint|t|NULL|a\nn|integer|t|nextval('t_n_seq'::regclass)|\n"
                          "a|text|f|NULL|\n");
  migrate(op::RenameTable{{"", "t"}, "u"});
  migrate(alter("u", {op::RenameColumn{"n", "m"}}));
  EXPECT_EQ(relations(), "S|t_id_seq\nS|u_m_seq\ni|pk_t\nr|u\n");
  migrate(op::DropTable{{"", "u"}});
  EXPECT_EQ(relations(), "");
}

TEST_F(PostgresCreateTable, TakesConstraintsIndexesAndEnums) {
  Enum status{{"", "user_status"}, {"active", "it's over"}, "of a user"};
  migrate(op::CreateObject{status});
  Type statusType = Type::of(TypeKind::Enum);
  statusType.name = status.name;
  ForeignKey boss = foreignKey("fk_boss", "boss", "users", "id");
  boss.onDelete = ReferentialAction::SetNull;
  boss.deferral = Deferral::InitiallyDeferred;
  Exclude exclude;
  exclude.name = "no_overlap";
  exclude.method = "gist";
  IndexPart during;
  during.value = Expr::column("during");
  during.excludeOperator = "&&";
  exclude.parts = {during};
  Index byName = index("ix_name", {"name"});
  byName.unique = true;
  byName.parts[0].value = Expr::call("lower", {Expr::column("name")});
  byName.parts[0].descending = true;
  byName.parts[0].nulls = NullsOrder::Last;
  byName.include = {"status"};
  byName.where = greater("id", "0");
  byName.comment = "by name";
  Index bySearch = index("ix_search", {"search"});
  bySearch.method = "gin";
  Unique name = unique("uq_name", {"name"});
  name.include = {"id"};
  name.comment = "one each";
  Table users =
      table("users",
            {identity(column("id", TypeKind::BigInt)),
             withDefault(column("name", TypeKind::Text), Expr::string("it's")),
             withDefault(notNull(column("status", statusType)), Expr::string("active")),
             column("boss", TypeKind::BigInt), column("during", native("postgresql", "tsrange")),
             column("search", native("postgresql", "tsvector")),
             generated(column("shout", TypeKind::Text), Expr::call("upper", {Expr::column("name")}),
                       true)},
            {primaryKey("pk_users", {"id"}), boss, name, check("ck", greater("id", "0")), exclude},
            {byName, bySearch});
  users.options["postgresql.fillfactor"] = {"70", false};
  users.columns[1].comment = "what they are called";
  users.columns[1].collation = "C";
  migrate(op::CreateTable{users});
  EXPECT_EQ(constraints("users"),
            "ck|CHECK ((id > 0))\n"
            "fk_boss|FOREIGN KEY (boss) REFERENCES users(id) ON DELETE SET NULL DEFERRABLE "
            "INITIALLY DEFERRED\n"
            "no_overlap|EXCLUDE USING gist (during WITH &&)\n"
            "pk_users|PRIMARY KEY (id)\n"
            "uq_name|UNIQUE (name) INCLUDE (id)\n");
  EXPECT_EQ(rows("SELECT reloptions FROM pg_class WHERE oid = 'users'::regclass"),
            "{fillfactor=70}\n");
  EXPECT_NE(indexes("users").find("(lower(name) DESC NULLS LAST) INCLUDE (status) WHERE (id > 0)"),
            std::string::npos);
  run("INSERT INTO users DEFAULT VALUES");
  EXPECT_EQ(rows("SELECT name, status, shout FROM users"), "it's|active|IT'S\n");
  migrate(op::DropTable{{"", "users"}});
  migrate(op::DropObject{{ObjectKind::Enum, {"", "user_status"}}});
}

TEST_F(PostgresCreateTable, QuotesNames) {
  migrate(op::CreateTable{table("Order \"1\"",
                                {column("select", TypeKind::Int), column("verbose", TypeKind::Int),
                                 column("Ünïcode", TypeKind::Int)},
                                {check("It's", greater("select", "0"))})});
  EXPECT_EQ(
      rows("SELECT conname FROM pg_constraint WHERE connamespace = '" + schema + "'::regnamespace"),
      "It's\n");
}

TEST_F(PostgresCreateTable, NamesTheUnnamedAsPostgresDoes) {
  Table users =
      table("users",
            {column("id", TypeKind::Int), column("a", TypeKind::Int), column("b", TypeKind::Int)},
            {primaryKey("", {"id"}), unique("", {"a", "b"}), check("", greater("a", "0")),
             check("", Expr::binaryOf(BinaryOperator::Less, Expr::column("a"), Expr::column("b"))),
             check("", greater("a", "1")), foreignKey("", "a", "users", "id")});
  migrate(op::CreateTable{users});
  std::string own = constraints("users");
  // PostgreSQL itself, told the same without names.
  run("ALTER SCHEMA " + schema + " RENAME TO " + schema + "_named");
  run("CREATE SCHEMA " + schema);
  run("CREATE TABLE users (id INT, a INT, b INT, PRIMARY KEY (id), UNIQUE (a, b), "
      "CHECK (a > 0), CHECK (a < b), CHECK (a > 1), FOREIGN KEY (a) REFERENCES users (id))");
  EXPECT_EQ(own, constraints("users"));
  run("DROP SCHEMA " + schema + "_named CASCADE");
}

TEST_F(PostgresCreateTable, TakesSettings) {
  Table t = table("t", {column("a", TypeKind::Text)}, {unique("uq", {"a"})});
  t.options = {{"postgresql.unlogged", {"true", false}},
               {"postgresql.row_security", {"true", false}},
               {"postgresql.replica_identity", {"full", false}},
               {"postgresql.fillfactor", {"70", false}},
               {"mysql.engine", {"InnoDB", true}}};
  t.columns[0].options = {{"postgresql.statistics", {"100", false}},
                          {"postgresql.n_distinct", {"5", false}}};
  baseOf(t.constraints[0]).options = {{"postgresql.fillfactor", {"80", false}}};
  migrate(op::CreateTable{t});
  EXPECT_EQ(rows("SELECT relpersistence, relrowsecurity, relreplident, reloptions FROM pg_class "
                 "WHERE oid = 't'::regclass"),
            "u|t|f|{fillfactor=70}\n");
  EXPECT_EQ(rows("SELECT reloptions FROM pg_class WHERE oid = 'uq'::regclass"),
            "{fillfactor=80}\n");
  // PostgreSQL keeps a mark of its own among the options: pg_attver.
  std::string settings =
      "SELECT attstattarget, coalesce(attoptions, '{}') && '{n_distinct=5}' FROM pg_attribute "
      "WHERE attrelid = 't'::regclass AND attname = 'a'";
  EXPECT_EQ(rows(settings), "100|t\n");
  migrate(alter("t", {op::AlterColumn{column("a", TypeKind::Text), {}}}));
  EXPECT_EQ(rows(settings), "-1|f\n");
}
