// What engines say is read back: opaque where it is not understood, never wrong.
#include "../PostgreSQL/PostgresTest.h"
#include "../Reading.h"
#include "../SQLite/SqliteTest.h"

using namespace retort;
using namespace retort::test;

namespace {

std::string readBack(llvm::StringRef name, llvm::StringRef sql, const Type* target = nullptr) {
  const Table all = everything();
  const Expr expr = dialect(name)->readExpr(sql, &all, target);
  return expr.isOpaque() ? "opaque" : print(expr);
}

bool holdsTypedLiteral(const Expr& expr) {
  bool found = false;
  walk(expr, [&](const Expr& node) { found |= node.kind == ExprKind::TypedLiteral; });
  return found;
}

/// Whatever we write ourselves is read as something that is written the same; returns how
/// much of it was understood, in percent.
size_t readsItsOwn(llvm::StringRef name) {
  const auto engine = dialect(name);
  const Table all = everything();
  size_t seen = 0, understood = 0;
  forConditions(all, 2000, [&](const Expr& condition) {
    const std::string sql = engine->spell(condition);
    const Expr read = engine->readExpr(sql, &all);
    // The type of a literal is left out where its column gives it.
    const Expr& expected = holdsTypedLiteral(condition) ? read : condition;
    EXPECT_EQ(engine->spell(read), engine->spell(expected));
    EXPECT_EQ(engine->readExpr(engine->spell(read), &all), read);
    ++seen;
    understood += !read.isOpaque();
  });
  return understood * 100 / seen;
}

} // namespace

TEST(ReadExpression, ReadsWhatWeWrite) {
  EXPECT_GE(readsItsOwn("postgresql"), 90u);
  EXPECT_GE(readsItsOwn("sqlite"), 90u);
}

TEST(ReadExpression, ReadsWhatPostgresShows) {
  const Type decimal = Type::of(TypeKind::Decimal), date = Type::of(TypeKind::Date);
  EXPECT_EQ(readBack("postgresql", "(n > 0)"), "n > 0");
  EXPECT_EQ(readBack("postgresql", "(price >= (0)::numeric)"), "price >= 0");
  EXPECT_EQ(readBack("postgresql", "(n > '-5'::integer)"), "n > -5");
  EXPECT_EQ(readBack("postgresql", "((name)::text = 'it''s'::text)"), "name = 'it''s'");
  EXPECT_EQ(readBack("postgresql", "lower((name)::text)"), "lower(name)");
  EXPECT_EQ(readBack("postgresql", "(n = ANY (ARRAY[1, 2]))"), "n in (1, 2)");
  EXPECT_EQ(readBack("postgresql", "((name)::text <> ALL ((ARRAY['a'::character varying, "
                                   "'b'::character varying])::text[]))"),
            "name not in ('a', 'b')");
  EXPECT_EQ(readBack("postgresql", "(note !~~ 'x%'::text)"), "note not like 'x%'");
  EXPECT_EQ(readBack("postgresql", "(day > '2020-01-01'::date)"), "day > '2020-01-01'");
  EXPECT_EQ(readBack("postgresql", "(at > DATE '2020-01-01')"), "at > date '2020-01-01'");
  EXPECT_EQ(readBack("postgresql", "EXTRACT(year FROM day)"), "extract(year from day)");
  EXPECT_EQ(readBack("postgresql", "now()"), "now()");
  EXPECT_EQ(readBack("postgresql", "gen_random_uuid()"), "uuid()");
  EXPECT_EQ(readBack("postgresql", "'1000'::numeric", &decimal), "1000");
  EXPECT_EQ(readBack("postgresql", "'2020-01-01'::date", &date), "'2020-01-01'");
  EXPECT_EQ(readBack("postgresql", "to_tsvector('english'::regconfig, note)"),
            "postgresql.to_tsvector(cast('english' as postgresql.regconfig), note)");
}

// A cast that is not the engine's own has a meaning.
TEST(ReadExpression, KeepsCastsThatMatter) {
  EXPECT_EQ(readBack("postgresql", "((1)::numeric / (2)::numeric)"),
            "cast(1 as decimal) / cast(2 as decimal)");
  EXPECT_EQ(readBack("postgresql", "('5'::numeric / 2)"), "cast(5 as decimal) / 2");
  EXPECT_EQ(readBack("postgresql", "'abc'::character varying(2)"), "cast('abc' as string(2))");
  EXPECT_EQ(readBack("postgresql", "((code)::text = 'x'::text)"), "cast(code as text) = 'x'");
}

TEST(ReadExpression, SaysWhenItDoesNotUnderstand) {
  for (llvm::StringRef sql : {"",
                              "a +",
                              "(a",
                              "a b",
                              "a = b = c",
                              "a < b IS NULL",
                              "x -> ",
                              "SELECT 1",
                              "_utf8 'x'",
                              "a IN (SELECT 1)",
                              "sum(a) OVER ()",
                              "a = ANY (b)",
                              "1e5",
                              "a.b.c.d",
                              "E'a\\nb'",
                              "a COLLATE \"C\"",
                              "'x'::nothing",
                              "ROW(1, 2)",
                              "f(a => 1)",
                              "name = CURRENT_USER"})
    EXPECT_EQ(readBack("postgresql", sql), "opaque") << sql.str();
  EXPECT_EQ(readBack("sqlite", "note LIKE 'a\\%'"), "opaque");
  EXPECT_EQ(readBack("sqlite", std::string(100'000, '(')), "opaque");
  EXPECT_EQ(readBack("sqlite", std::string(100'000, '-') + "1"), "opaque");
}

TEST(ReadExpression, ReadsWhatPeopleWriteForSQLite) {
  EXPECT_EQ(readBack("sqlite", "n IS NOT 3"), "n is distinct from 3");
  EXPECT_EQ(readBack("sqlite", "[n] == 3 AND `note` != \"name\""), "n = 3 and note <> name");
  EXPECT_EQ(readBack("sqlite", "note LIKE 'a\\%' ESCAPE '\\'"), "note like 'a\\%'");
  EXPECT_EQ(readBack("sqlite", "CURRENT_TIMESTAMP"), "now()");
  EXPECT_EQ(readBack("sqlite", "/* why */ (n) > 0 -- so"), "n > 0");
}

TEST(ReadType, ReadsTypes) {
  auto read = [](llvm::StringRef name, llvm::StringRef sql) {
    Type type = dialect(name)->readType(sql);
    return type.kind == TypeKind::Opaque ? "opaque " + type.words : type.str();
  };
  EXPECT_EQ(read("postgresql", "character varying(40)"), "string(40)");
  EXPECT_EQ(read("postgresql", "numeric(10,2)[]"), "decimal(10, 2)[]");
  EXPECT_EQ(read("postgresql", "timestamp(3) without time zone"), "datetime(3)");
  EXPECT_EQ(read("postgresql", "double precision"), "double");
  EXPECT_EQ(read("postgresql", "tsvector"), "postgresql.tsvector");
  EXPECT_EQ(read("postgresql", "interval day to second"), "opaque interval day to second");
  EXPECT_EQ(read("sqlite", "varchar(40)"), "string(40)");
  EXPECT_EQ(read("sqlite", "NVARCHAR(160)"), "sqlite.NVARCHAR(160)");
  EXPECT_EQ(read("sqlite", ""), "sqlite.untyped");
}

//===--- On engines -------------------------------------------------------===//

namespace {
class PostgresRead : public PostgresTest {
protected:
  /// The text that PostgreSQL keeps of a condition, given twice: the shape of an IN over a
  /// VARCHAR settles only then.
  std::string settled(std::string sql) {
    for (int i = 0; i < 2; ++i) {
      run("ALTER TABLE everything ADD CONSTRAINT c CHECK (" + sql + ")");
      sql = kept();
      run("ALTER TABLE everything DROP CONSTRAINT c");
    }
    return sql;
  }
  std::string kept() {
    llvm::StringRef text = lastText =
        rows("SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = "
             "'c' AND conrelid = 'everything'::regclass");
    return text.rtrim('\n').str();
  }
  std::string lastText;
};
} // namespace

TEST_F(PostgresRead, MeansWhatTheEngineSays) {
  const Table all = everything();
  migrate(op::CreateTable{all});
  size_t seen = 0, understood = 0;
  forConditions(all, 300, [&](const Expr& condition) {
    const std::string text = settled(engine->spell(condition));
    const Expr read = engine->readExpr(text, &all);
    ++seen;
    if (read.isOpaque())
      return;
    ++understood;
    EXPECT_EQ(settled(engine->spell(read)), text) << print(read);
  });
  EXPECT_GE(understood * 100 / seen, 90u);
}
