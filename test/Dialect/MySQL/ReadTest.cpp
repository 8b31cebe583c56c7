// What MySQL and MariaDB say of types, defaults, checks and generated columns is read back:
// raw where it is not understood, never wrong.
#include "../Reading.h"
#include "Dialect/MySQL/MySQL.h"
#include "MariadbTest.h"

using namespace retort;
using namespace retort::test;

namespace {

/// The columns of MySQL's own tests, `c1` and so on, beside those of ours.
Table columns() {
  Table table = everything();
  for (const char* name : {"c1", "c2", "f1", "f2"})
    table.columns.push_back(column(name, TypeKind::Int));
  table.columns.push_back(column("created", typeOf(TypeKind::DateTime, 6)));
  return table;
}

std::unique_ptr<MySQL> engineCalled(llvm::StringRef name) {
  return std::unique_ptr<MySQL>(static_cast<MySQL*>(dialect(name).release()));
}

std::string readBack(llvm::StringRef name, llvm::StringRef sql, const Type* target = nullptr) {
  const Table all = columns();
  const Expr expr = dialect(name)->readExpr(sql, &all, target);
  return expr.isOpaque() ? "opaque" : print(expr);
}
std::string mysqlSays(llvm::StringRef sql) {
  return readBack("mysql", sql);
}
std::string mariadbSays(llvm::StringRef sql) {
  return readBack("mariadb", sql);
}

std::string readDefault(llvm::StringRef name, llvm::StringRef text, llvm::StringRef extra,
                        const Type& type) {
  const Expr expr = engineCalled(name)->readDefault(text, extra, type);
  return expr.isOpaque() ? "opaque" : print(expr);
}

std::string readType(llvm::StringRef name, llvm::StringRef sql) {
  const Type type = dialect(name)->readType(sql);
  return type.kind == TypeKind::Opaque ? "opaque " + type.words : type.str();
}

/// The type of a column as the engine holds it.
Type expressed(const MySQL& engine, const Type& type) {
  return engine.express(table("t", {column("c", type)}), Catalog()).columns[0].type;
}

bool holds(const Expr& expr, ExprKind kind) {
  bool found = false;
  walk(expr, [&](const Expr& node) { found |= node.kind == kind; });
  return found;
}

} // namespace

//===--- Texts of MySQL ---------------------------------------------------===//

// The texts are those of MySQL 8's own tests, which can be read at github.com/mysql/mysql-server
// in mysql-test/r/check_constraints.result; the manual's page on them is
// dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html.
TEST(MysqlRead, ReadsChecks) {
  EXPECT_EQ(mysqlSays("(`c1` <> 0)"), "c1 <> 0");
  EXPECT_EQ(mysqlSays("((`f1` + `f2`) > 10)"), "f1 + f2 > 10");
  EXPECT_EQ(mysqlSays("(`f1` is null)"), "f1 is null");
  EXPECT_EQ(mysqlSays("((case when (`c1` > 10) then (`c2` = 20) end) = 1)"),
            "case when c1 > 10 then c2 = 20 end = 1");
  EXPECT_EQ(mysqlSays("(`c1` <=> NULL)"), "c1 is not distinct from null");
  EXPECT_EQ(mysqlSays("(`c1` not in (1,2,3))"), "c1 not in (1, 2, 3)");
  EXPECT_EQ(mysqlSays("(`c1` not between 10 and 20)"), "c1 not between 10 and 20");
  EXPECT_EQ(mysqlSays("(`name` like _utf8mb4'A%')"), "name like 'A%'");
  EXPECT_EQ(mysqlSays("(`c1` = strcmp(_utf8mb4'A',_utf8mb4'A'))"), "c1 = mysql.strcmp('A', 'A')");
  EXPECT_EQ(mysqlSays("((`c1` > 1) or (`c1` is not null))"), "c1 > 1 or c1 is not null");
  EXPECT_EQ(mysqlSays("(`f1` < -(1))"), "f1 < -1");
  EXPECT_EQ(mysqlSays("(not((`c1` <=> 3)))"), "c1 is distinct from 3");
  EXPECT_EQ(mysqlSays("(`is_on` = 1)"), "is_on = true");
  EXPECT_EQ(mysqlSays("((`c1` % 2) = 0)"), "c1 % 2 = 0");
  EXPECT_EQ(mysqlSays("(`day` > DATE'2026-01-31')"), "day > date '2026-01-31'");
}

// information_schema shows an expression as the inside of a literal; SHOW CREATE TABLE does not:
// dev.mysql.com/doc/refman/8.0/en/information-schema-check-constraints-table.html and
// .../information-schema-columns-table.html (GENERATION_EXPRESSION).
TEST(MysqlRead, ReadsEscapedTexts) {
  EXPECT_EQ(mysqlSays(R"((`name` in (_utf8mb4\'a\',_utf8mb4\'b\')))"), "name in ('a', 'b')");
  EXPECT_EQ(mysqlSays(R"((`name` <> _utf8mb4\'it\\\'s\'))"), "name <> 'it''s'");
  EXPECT_EQ(mysqlSays(R"((`name` <> _utf8mb4\'a\\\\b\'))"), "name <> 'a\\b'");
  EXPECT_EQ(mysqlSays(R"((`name` <> _utf8mb4'it\'s'))"), "name <> 'it''s'");
  EXPECT_EQ(mysqlSays(R"((`name` <> _utf8mb4'a\\b'))"), "name <> 'a\\b'");
  EXPECT_EQ(mysqlSays(R"(concat(`name`,_utf8mb4\' \',`note`))"), "name || ' ' || note");
  EXPECT_EQ(mysqlSays(R"((`name` like _utf8mb4\'50\\\\%\'))"), "name like '50\\%'");
}

// A functional key part, as information_schema.statistics.expression shows it:
// dev.mysql.com/doc/refman/8.0/en/information-schema-statistics-table.html.
TEST(MysqlRead, ReadsIndexedExpressions) {
  EXPECT_EQ(mysqlSays("lower(`name`)"), "lower(name)");
  EXPECT_EQ(mysqlSays(R"(coalesce(`name`,_utf8mb4\'\'))"), "coalesce(name, '')");
  EXPECT_EQ(mysqlSays("extract(year from `day`)"), "extract(year from day)");
  EXPECT_EQ(mysqlSays("(`c1` + `c2`)"), "c1 + c2");
}

// A literal stands without its quotes, an expression has DEFAULT_GENERATED in `extra`:
// dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html; the texts are those of
// mysql-test/r/default_as_expr.result.
TEST(MysqlRead, ReadsDefaults) {
  const Type number = Type::of(TypeKind::Int), text = typeOf(TypeKind::String, 40);
  const Type instant = typeOf(TypeKind::DateTime, 6), boolean = Type::of(TypeKind::Boolean);
  const Type status = native("mysql", "enum");
  EXPECT_EQ(readDefault("mysql", "5", "", number), "5");
  EXPECT_EQ(readDefault("mysql", "-5", "", number), "-5");
  EXPECT_EQ(readDefault("mysql", "1", "", boolean), "true");
  EXPECT_EQ(readDefault("mysql", "it's", "", text), "'it''s'");
  EXPECT_EQ(readDefault("mysql", "5", "", text), "'5'");
  EXPECT_EQ(readDefault("mysql", "", "", text), "''");
  EXPECT_EQ(readDefault("mysql", "CURRENT_TIMESTAMP", "", text), "'CURRENT_TIMESTAMP'");
  EXPECT_EQ(readDefault("mysql", "0x41", "", text), "'0x41'");
  EXPECT_EQ(readDefault("mysql", "active", "", status), "'active'");
  EXPECT_EQ(readDefault("mysql", "0x4142", "", typeOf(TypeKind::Binary, 2)), "opaque");
  EXPECT_EQ(readDefault("mysql", "CURRENT_TIMESTAMP(6)", "DEFAULT_GENERATED", instant), "now()");
  EXPECT_EQ(readDefault("mysql", "CURRENT_TIMESTAMP",
                        "DEFAULT_GENERATED on update CURRENT_TIMESTAMP",
                        typeOf(TypeKind::DateTime, 0)),
            "now()");
  EXPECT_EQ(readDefault("mysql", "uuid()", "DEFAULT_GENERATED", typeOf(TypeKind::Char, 36)),
            "uuid()");
  EXPECT_EQ(readDefault("mysql", R"(_utf8mb4\'x\')", "DEFAULT_GENERATED", Type::of(TypeKind::Text)),
            "'x'");
  EXPECT_EQ(readDefault("mysql", "curdate()", "DEFAULT_GENERATED", Type::of(TypeKind::Date)),
            "current_date");
  EXPECT_EQ(readDefault("mysql", R"(repeat(_utf8mb4\'b\',`n`))", "DEFAULT_GENERATED",
                        native("mysql", "tinyblob")),
            "mysql.repeat('b', n)");
  // SHOW CREATE TABLE quotes numbers too.
  EXPECT_EQ(readBack("mysql", "'2'", &number), "2");
  EXPECT_EQ(readBack("mysql", "'1'", &boolean), "true");
}

TEST(MysqlRead, SaysWhenItDoesNotUnderstand) {
  for (llvm::StringRef sql : {"",
                              "a +",
                              "a b",
                              "a = b = c",
                              "a && b",
                              "a || b",
                              "(`c1` xor `c2`)",
                              "a & 3",
                              "a DIV 2",
                              "name regexp 'a'",
                              "name = \"a\" \"b\"",
                              "name collate utf8mb4_bin = 'x'",
                              "0x4142",
                              "_latin1'x'",
                              "`day` + interval 1 day",
                              "exists(select 1)",
                              "trim(both 'x' from name)",
                              "cast(n as unsigned)",
                              "convert(name using latin1)",
                              "n is null = 1",
                              "current_user",
                              "cast(name as char charset latin1)",
                              "@x",
                              "1e5",
                              "n -> '$.a'",
                              "b'101'",
                              "\\'",
                              "a \\'b'"})
    EXPECT_EQ(mysqlSays(sql).substr(0, 6), sql == "current_user" ? "mysql." : "opaque")
        << sql.str();
  EXPECT_EQ(mysqlSays(std::string(100'000, '!') + "1"), "opaque");
  // A text in double quotes is no column.
  EXPECT_EQ(mysqlSays("name = \"a\""), "name = 'a'");
  EXPECT_EQ(mariadbSays("name = _utf8mb4'x'"), "opaque");
}

//===--- Texts of MariaDB -------------------------------------------------===//

TEST(MariadbTexts, AreRead) {
  EXPECT_EQ(mariadbSays("`name`  not like '50!%' escape '!'"), "name not like '50!%' escape '!'");
  EXPECT_EQ(mariadbSays("lcase(`name`) = ucase(`note`)"), "lower(name) = upper(note)");
  EXPECT_EQ(mariadbSays("!(`name` <=> NULL)"), "name is distinct from null");
  EXPECT_EQ(mariadbSays("`n` MOD 2 = 0"), "n % 2 = 0");
  EXPECT_EQ(mariadbSays("--`n` < -5"), "-(-n) < -5");
  EXPECT_EQ(mariadbSays("`is_on` = 0"), "is_on = false");
  EXPECT_EQ(mariadbSays("cast(`n` as char(3) charset utf8mb4) = '1'"),
            "cast(n as string(3)) = '1'");
  EXPECT_EQ(mariadbSays("concat(coalesce(`name`,''),coalesce(`note`,''))"), "concat(name, note)");
  EXPECT_EQ(mariadbSays("extract(second_microsecond from `at`) / 1000000 > 5"),
            "extract(second from at) > 5");
  EXPECT_EQ(mariadbSays("week(`day`,3) = dayofweek(`day`) - 1"),
            "extract(week from day) = extract(dow from day)");
  EXPECT_EQ(mariadbSays("week(`day`,1)"), "mariadb.week(day, 1)");
  EXPECT_EQ(mariadbSays("char_length(`name`) > octet_length(`note`)"),
            "length(name) > mariadb.octet_length(note)");
  EXPECT_EQ(mariadbSays("`at` > TIMESTAMP'2026-01-31 12:30:00'"),
            "at > datetime '2026-01-31 12:30:00'");
  EXPECT_EQ(mariadbSays("nextval(`shop`.`order_no`)"), "nextval(shop.order_no)");
  const Type third = typeOf(TypeKind::DateTime, 3);
  EXPECT_EQ(readBack("mariadb", "current_timestamp(3)", &third), "now()");
  EXPECT_EQ(readBack("mariadb", "current_timestamp(6)", &third), "mariadb.current_timestamp(6)");
}

//===--- Types ------------------------------------------------------------===//

// The spellings: dev.mysql.com/doc/refman/8.0/en/numeric-type-syntax.html on the display width,
// which only `tinyint(1)` and ZEROFILL keep since 8.0.19. MariaDB shows it always.
TEST(MysqlRead, ReadsTypes) {
  EXPECT_EQ(readType("mysql", "int"), "int");
  EXPECT_EQ(readType("mysql", "tinyint(1)"), "boolean");
  EXPECT_EQ(readType("mysql", "tinyint"), "mysql.tinyint");
  EXPECT_EQ(readType("mysql", "bigint unsigned"), "mysql.bigint unsigned");
  EXPECT_EQ(readType("mysql", "int(5) unsigned zerofill"), "mysql.int(5) unsigned zerofill");
  EXPECT_EQ(readType("mysql", "decimal(10,2)"), "decimal(10, 2)");
  EXPECT_EQ(readType("mysql", "decimal(10,2) unsigned"), "mysql.decimal(10, 2) unsigned");
  EXPECT_EQ(readType("mysql", "double"), "double");
  EXPECT_EQ(readType("mysql", "float(7,3)"), "mysql.float(7, 3)");
  EXPECT_EQ(readType("mysql", "datetime"), "datetime(0)");
  EXPECT_EQ(readType("mysql", "timestamp(6)"), "timestamptz(6)");
  EXPECT_EQ(readType("mysql", "blob"), "bytes");
  EXPECT_EQ(readType("mysql", "varbinary(10)"), "bytes(10)");
  EXPECT_EQ(readType("mysql", "json"), "json");
  EXPECT_EQ(readType("mysql", "mediumtext"), "mysql.mediumtext");
  EXPECT_EQ(readType("mysql", R"(enum('a','it''s','x,y)','b\\c'))"),
            R"(mysql.enum('a', 'it''s', 'x,y)', 'b\c'))");
  EXPECT_EQ(readType("mysql", "uuid"), "opaque uuid");
  EXPECT_EQ(readType("mariadb", "uuid"), "uuid");
  EXPECT_EQ(readType("mariadb", "int(11)"), "int");
  EXPECT_EQ(readType("mariadb", "int(10) unsigned"), "mysql.int unsigned");
  EXPECT_EQ(readType("mariadb", "int(5)"), "mysql.int(5)");
  EXPECT_EQ(readType("mariadb", "year(4)"), "mysql.year");
  EXPECT_EQ(readType("mariadb", "inet6"), "mysql.inet6");
  EXPECT_EQ(readType("mariadb", "int(11)[]"), "opaque int(11)[]");
}

//===--- The law, without an engine ---------------------------------------===//

// Whatever we write ourselves is read as something that is written the same.
TEST(MysqlRead, ReadsWhatWeWrite) {
  const Table all = everything();
  for (llvm::StringRef name : {"mysql", "mariadb"}) {
    const auto engine = dialect(name);
    size_t seen = 0, understood = 0;
    forConditions(all, 2000, [&](const Expr& condition) {
      const std::string sql = engine->spell(condition);
      const Expr read = engine->readExpr(sql, &all);
      ++seen;
      understood += !read.isOpaque();
      EXPECT_EQ(engine->readExpr(engine->spell(read), &all), read);
      // DATETIME and TIMESTAMP are one word there, and so are two ways to say "distinct".
      if (!holds(condition, ExprKind::TypedLiteral) && !holds(condition, ExprKind::IsDistinct)) {
        EXPECT_EQ(engine->spell(read), sql);
      }
    });
    EXPECT_GE(understood * 100 / seen, 95u) << name.str();
  }
}

// Types that need no table to be told from others.
TEST(MysqlRead, ReadsTypesThatWeWrite) {
  for (llvm::StringRef name : {"mysql", "mariadb"}) {
    const auto engine = engineCalled(name);
    for (unsigned kind = 0; kind <= unsigned(TypeKind::Uuid); ++kind) {
      const Type type = expressed(*engine, typeOf(TypeKind(kind), 4));
      const Type portable =
          infoOf(type.kind)->arguments == TypeArguments::None ? Type::of(type.kind) : type;
      EXPECT_EQ(engine->readType(engine->spell(portable)).str(), portable.str()) << name.str();
    }
  }
}

//===--- On MariaDB -------------------------------------------------------===//

namespace {
class MariadbRead : public MariadbTest {
protected:
  const MySQL& mariadb() const { return static_cast<const MySQL&>(*engine); }

  /// What is in a column of information_schema, for a table of this database.
  std::string catalogText(const std::string& what, const std::string& from,
                          const std::string& where) {
    llvm::StringRef text = lastText = rows("SELECT " + what + " FROM information_schema." + from +
                                           " WHERE table_name = 'everything' AND " + where);
    return text.rtrim('\n').str();
  }

  /// The text that MariaDB keeps of a check of the table `everything`.
  std::string keptCheck(const std::string& sql) {
    run("ALTER TABLE everything ADD CONSTRAINT c CHECK (" + sql + ")");
    const std::string text =
        catalogText("check_clause", "check_constraints",
                    "constraint_schema = '" + database + "' AND constraint_name = 'c'");
    run("ALTER TABLE everything DROP CONSTRAINT c");
    return text;
  }

  /// ... of a column that is made for it.
  std::string keptOf(const Column& column, const std::string& what) {
    Table changed = everything();
    changed.columns.push_back(column);
    run("DROP TABLE IF EXISTS everything");
    run(sql(op::CreateTable{changed}));
    const std::string text =
        catalogText(what, "columns",
                    "table_schema = '" + database + "' AND column_name = '" + column.name + "'");
    return text;
  }

  std::string lastText;
};
} // namespace

TEST_F(MariadbRead, ChecksMeanWhatTheEngineSays) {
  const Table all = everything();
  migrate(op::CreateTable{all});
  size_t seen = 0, understood = 0;
  forConditions(all, 400, [&](const Expr& condition) {
    const std::string text = keptCheck(engine->spell(condition));
    const Expr read = engine->readExpr(text, &all);
    ++seen;
    if (read.isOpaque())
      return;
    ++understood;
    EXPECT_EQ(keptCheck(engine->spell(read)), text) << print(read);
  });
  EXPECT_GE(understood * 100 / seen, 95u);
}

TEST_F(MariadbRead, DefaultsMeanWhatTheEngineSays) {
  const std::vector<Type> types = {
      Type::of(TypeKind::SmallInt),     Type::of(TypeKind::Int),   Type::of(TypeKind::BigInt),
      typeOf(TypeKind::Decimal, 10, 2), Type::of(TypeKind::Real),  Type::of(TypeKind::Double),
      Type::of(TypeKind::Boolean),      typeOf(TypeKind::Char, 8), typeOf(TypeKind::String, 40),
      Type::of(TypeKind::Text),         Type::of(TypeKind::Date),  typeOf(TypeKind::DateTime, 3),
      typeOf(TypeKind::TimestampTz, 6), typeOf(TypeKind::Time, 0), Type::of(TypeKind::Uuid)};
  Catalog none;
  size_t read = 0;
  for (const Type& type : types)
    for (uint64_t seed = 1; seed <= 8; ++seed) {
      ShownSeed shown(seed);
      Random random(seed);
      std::optional<Expr> value = RandomExpr(random, none, {}).defaultFor(type);
      Column made = withDefault(column("made", type), value ? *value : Expr::call("now"));
      const std::string text = keptOf(made, "column_default");
      made.defaultValue = mariadb().readDefault(text, "", type);
      ASSERT_FALSE(made.defaultValue->isOpaque()) << text;
      EXPECT_EQ(keptOf(made, "column_default"), text) << print(*made.defaultValue);
      ++read;
    }
  EXPECT_EQ(read, types.size() * 8);
}

TEST_F(MariadbRead, GeneratedColumnsMeanWhatTheEngineSays) {
  const Table all = everything();
  Catalog none;
  auto check = [&](const Type& type, const Expr& value) {
    Column made = generated(column("made", type), value, false);
    const std::string text = keptOf(made, "generation_expression");
    const Expr read = mariadb().readExpr(text, &all);
    ASSERT_FALSE(read.isOpaque()) << text;
    made.generated->value = read;
    EXPECT_EQ(keptOf(made, "generation_expression"), text) << print(read);
  };
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    ShownSeed shown(seed);
    Random random(seed);
    check(Type::of(TypeKind::Text), RandomExpr(random, none, pointers(all)).text());
  }
  for (const char* part : {"year", "month", "day", "hour", "minute", "second", "dow", "isodow",
                           "doy", "week", "isoyear", "quarter"}) {
    Expr extract;
    extract.kind = ExprKind::Extract;
    extract.text = part;
    extract.operands.push_back(Expr::column("day"));
    check(typeOf(TypeKind::Decimal, 20, 6), extract);
    const std::string text =
        keptOf(generated(column("made", typeOf(TypeKind::Decimal, 20, 6)), extract, false),
               "generation_expression");
    EXPECT_EQ(print(mariadb().readExpr(text, &all)), print(extract));
  }
}

TEST_F(MariadbRead, TypesAreThoseThatTheEngineHolds) {
  Table all = table("everything", {});
  for (unsigned kind = 0; kind <= unsigned(TypeKind::Uuid); ++kind) {
    const TypeInfo* info = infoOf(TypeKind(kind));
    const bool takesLength = info->arguments != TypeArguments::None;
    if (info->arguments != TypeArguments::Length)
      all.columns.push_back(column("plain_" + info->spelling.str(), TypeKind(kind)));
    if (takesLength)
      all.columns.push_back(column("of_" + info->spelling.str(), typeOf(TypeKind(kind), 5)));
  }
  // These must say how long.
  llvm::erase_if(all.columns, [](const Column& column) {
    return column.name == "plain_string" || column.name == "plain_decimal";
  });
  Type choice = native("mysql", "enum");
  choice.arguments = {"'a'", "'it''s'", "'x,y)'", "'b\\c'"};
  all.columns.push_back(column("choice", choice));
  all.columns.push_back(column("counter", native("mysql", "int unsigned")));
  all.columns.push_back(column("wide", native("mysql", "mediumtext")));
  all.columns.push_back(column("address", native("mysql", "inet6")));
  migrate(op::CreateTable{all});

  const Table held = engine->express(all, catalog);
  Table read = table("everything", {});
  for (const Column& one : held.columns) {
    const std::string text =
        catalogText("column_type", "columns",
                    "table_schema = '" + database + "' AND column_name = '" + one.name + "'");
    read.columns.push_back(column(one.name, engine->readType(text)));
    EXPECT_EQ(engine->readType(engine->spell(read.columns.back().type)), read.columns.back().type);
    const std::string check = catalogText("check_clause", "check_constraints",
                                          "constraint_schema = '" + database +
                                              "' AND constraint_name = '" + one.name + "'");
    if (!check.empty())
      read.constraints.push_back(test::check(one.name, engine->readExpr(check, &read)));
  }
  read = mariadb().readTypes(read);
  EXPECT_TRUE(read.constraints.empty());
  for (auto [got, expected] : llvm::zip(read.columns, held.columns))
    EXPECT_EQ(got.type.str(), expected.type.str()) << expected.name;
}
