// What queries mean: the value that comes out, its text, and what is wrong with others.
#include "Catalog/QueryWalk.h"
#include "Sema/QueryResolver.h"
#include "Syntax/Parser.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;
using testing::Pair;

namespace {

Column column(const char* name, Type type) {
  Column result;
  result.name = name;
  result.type = std::move(type);
  return result;
}

PrimaryKey primaryKey(const char* name) {
  PrimaryKey key;
  key.columns = {name};
  return key;
}

Table table(const char* name, std::vector<Column> columns) {
  Table result;
  result.name = {"", name};
  result.columns = std::move(columns);
  result.constraints.push_back(primaryKey("id"));
  return result;
}

struct Queries : testing::Test {
  Queries() {
    const Type integer = Type::of(TypeKind::Int);
    const Type text = Type::of(TypeKind::Text);
    catalog.tables.put(
        table("users", {column("id", integer), column("name", text), column("team_id", integer)}));
    catalog.tables.put(table("teams", {column("id", integer), column("title", text)}));
    const DialectRow* row = findDialect("postgresql");
    dialect = row->make(row->defaultVersion);
    const DialectRow* other = findDialect("sqlite");
    sqlite = other->make(other->defaultVersion);
  }

  std::optional<ResolvedQuery> resolve(const std::string& text) {
    errors.clear();
    DiagnosticEngine diags;
    SourceBuffer buffer("q.mig",
                        "revision r1; upgrade { insert into t (a) " + text + "; } downgrade auto;");
    Program program = Parser().parse(buffer, diags);
    std::optional<ResolvedQuery> result;
    if (program.file) {
      RelationNames names;
      DeclarationSites sites;
      Context ctx{*dialect, options, diags, names};
      ctx.buffer = &buffer;
      ctx.catalog = &catalog;
      ctx.sites = &sites;
      const auto& statement =
          llvm::cast<ast::InsertStatement>(*program.file->revision->sections.front()->body.front());
      result = QueryResolver(ctx).resolve(llvm::cast<ast::Query>(*statement.source));
    }
    for (const Diagnostic& diagnostic : diags.diagnostics()) {
      errors += infoOf(diagnostic.code).spelling.str() + ": " + diagnostic.message;
      EXPECT_FALSE(result && diagnostic.severity == Severity::Error);
    }
    return result;
  }

  /// The value as text. What an author would write, read again, is the same value.
  std::string meaning(const std::string& text) {
    std::optional<ResolvedQuery> result = resolve(text);
    if (!result)
      return errors;
    const std::string plain = print(unqualified(result->query));
    std::optional<ResolvedQuery> again = resolve(plain);
    EXPECT_TRUE(again) << plain << "\n" << errors;
    if (again)
      EXPECT_EQ(print(again->query), print(result->query)) << plain;
    EXPECT_TRUE(again && again->query == result->query) << plain;
    return print(result->query);
  }

  std::string sql(const Dialect& dialect, const std::string& text) {
    std::optional<ResolvedQuery> result = resolve(text);
    return result ? dialect.spell(unqualified(result->query)) : errors;
  }

  Catalog catalog;
  SemaOptions options;
  std::unique_ptr<Dialect> dialect;
  std::unique_ptr<Dialect> sqlite;
  std::string errors;
};

} // namespace

TEST_F(Queries, SayWhichTableEachColumnIsOf) {
  EXPECT_EQ(meaning("select id, name as n from users where team_id > 3"),
            "select users.id, users.name as n from users where users.team_id > 3");
  EXPECT_EQ(meaning("select u.name, title from users as u join teams as t on u.team_id = t.id"),
            "select u.name, t.title from users as u join teams as t on u.team_id = t.id");
  EXPECT_EQ(meaning("select 1"), "select 1");
}

TEST_F(Queries, WriteOutTheStarAndUsing) {
  EXPECT_EQ(meaning("select * from teams"), "select teams.id, teams.title from teams");
  EXPECT_EQ(meaning("select u.* from users as u, teams"),
            "select u.id, u.name, u.team_id from users as u, teams");
  EXPECT_EQ(meaning("select * from users left join teams using (id)"),
            "select users.id, users.name, users.team_id, teams.title from users left join teams "
            "on users.id = teams.id");
  EXPECT_EQ(
      meaning("select id from users full join teams using (id)"),
      "select coalesce(users.id, teams.id) from users full join teams on users.id = teams.id");
}

TEST_F(Queries, SeeTheTablesAround) {
  EXPECT_EQ(meaning("select name from users where exists (select * from teams where "
                    "teams.id = team_id)"),
            "select users.name from users where exists (select 1 from teams where "
            "teams.id = users.team_id)");
  EXPECT_EQ(
      meaning("select (select title from teams where teams.id = users.team_id) as t from users"),
      "select (select teams.title from teams where teams.id = users.team_id) as t from users");
  EXPECT_EQ(meaning("select id from users where team_id not in (select id from teams)"),
            "select users.id from users where users.team_id not in (select teams.id from teams)");
}

TEST_F(Queries, NameTheirColumns) {
  EXPECT_EQ(meaning("with x (a) as (select id from users) select a from x"),
            "with x as (select users.id as a from users) select x.a from x");
  EXPECT_EQ(meaning("select q.n from (select name from users order by name limit 3) as q (n)"),
            "select q.n from (select users.name as n from users order by n limit 3) as q");
  EXPECT_EQ(meaning("select v.b from (values (1, 'x'), (2, 'y')) as v (a, b)"),
            "select v.b from (values (1, 'x'), (2, 'y')) as v (a, b)");
  EXPECT_EQ(meaning("select name from users order by name desc nulls last, team_id"),
            "select users.name from users order by name desc nulls last, users.team_id");
  EXPECT_EQ(meaning("select id, lower(name) from users order by 2, 1 desc"),
            "select users.id, lower(users.name) from users order by lower(users.name), id desc");
}

TEST_F(Queries, AreCombined) {
  EXPECT_EQ(meaning("select id from users union select id from teams intersect select 1"),
            "select users.id from users union (select teams.id from teams intersect select 1)");
  EXPECT_EQ(meaning("select id from users except (select id from teams limit 1) order by id"),
            "select users.id from users except (select teams.id from teams limit 1) order by id");
}

TEST_F(Queries, GroupTheirRows) {
  EXPECT_EQ(meaning("select team_id, count(*) as n, count(distinct name) from users group by 1 "
                    "having count(*) > 1 order by n"),
            "select users.team_id, count(*) as n, count(distinct users.name) from users "
            "group by users.team_id having count(*) > 1 order by n");
  // Grouped by its key, a row is whole.
  EXPECT_EQ(meaning("select title, max(name) from users, teams group by teams.id"),
            "select teams.title, max(users.name) from users, teams group by teams.id");
}

TEST_F(Queries, TellWhatIsWrong) {
  EXPECT_EQ(meaning("select a from userz"), "unknown-table: no table `userz`");
  EXPECT_EQ(meaning("select nam from users"), "unknown-column: no column `nam` in table `users`");
  EXPECT_EQ(meaning("select x from users, teams"),
            "unknown-in-query: no table of this query has a column `x`");
  EXPECT_EQ(meaning("select id from users, teams"),
            "ambiguous-column: column `id` may be of `users` and `teams`");
  EXPECT_EQ(meaning("select u.id from users"),
            "unknown-source: no table of this query is called `u`");
  EXPECT_EQ(meaning("select 1 from users, users"),
            "duplicate-source: two tables of this query are called `users`");
  EXPECT_EQ(meaning("select id, id from users union select id from teams"),
            "count-mismatch: this side of `union` has 1 column, but the other has 2");
  EXPECT_EQ(meaning("select id from users union select title from teams"),
            "type-mismatch: `id` is `int`, but this side's is `text`");
  EXPECT_EQ(meaning("select (select id, title from teams) from users"),
            "count-mismatch: the query has 2 columns, but one value stands here");
  EXPECT_EQ(meaning("select name, count(*) from users"),
            "not-grouped: column `name` is neither grouped nor within an aggregate");
  EXPECT_EQ(meaning("select id from users where count(*) > 1"),
            "not-allowed-here: `count`, which counts many rows, cannot stand in `where`");
  EXPECT_EQ(
      meaning("select distinct name from users order by id"),
      "order-not-selected: a `distinct` query is ordered by what it selects, and nothing else");
  EXPECT_EQ(meaning("select id from users where name"),
            "condition-not-boolean: `where` is `text`, not a condition");
  EXPECT_EQ(meaning("select id from users where id in (select title from teams)"),
            "type-mismatch: the other side is `int`, but this is `text`");
}

TEST_F(Queries, AreSpelledForAnEngine) {
  EXPECT_EQ(sql(*dialect, "select id, name from users where name like 'a%' order by id limit 2"),
            "SELECT id, name FROM users WHERE name LIKE 'a%' ORDER BY id LIMIT 2");
  EXPECT_EQ(sql(*dialect, "select b from (values (1)) as v (b)"),
            "SELECT b FROM (VALUES (1)) AS v (b)");
  EXPECT_EQ(sql(*sqlite, "select b from (values (1)) as v (b)"),
            "SELECT b FROM (SELECT column1 AS b FROM (VALUES (1))) AS v");
  const std::string sets = "select id from users union select id from teams intersect select 1";
  EXPECT_EQ(sql(*dialect, sets),
            "SELECT id FROM users UNION (SELECT id FROM teams INTERSECT SELECT 1)");
  EXPECT_EQ(sql(*sqlite, sets),
            "SELECT id FROM users UNION SELECT * FROM (SELECT id FROM teams INTERSECT SELECT 1)");
}

TEST_F(Queries, FollowRenames) {
  Query query = resolve("select name from users where exists (select 1 from teams where "
                        "teams.id = users.team_id and title = name)")
                    ->query;
  EXPECT_THAT(tablesIn(query), ElementsAre(QualifiedName{"", "users"}, QualifiedName{"", "teams"}));
  EXPECT_THAT(columnsIn(query), testing::Contains(Pair(QualifiedName{"", "users"}, "team_id")));
  EXPECT_EQ(print(renameColumn(query, {"", "users"}, "name", "full_name")),
            "select users.full_name as name from users where exists (select 1 from teams where "
            "teams.id = users.team_id and teams.title = users.full_name)");
  EXPECT_EQ(print(renameTable(query, {"", "teams"}, {"", "groups"})),
            "select users.name from users where exists (select 1 from groups as teams where "
            "teams.id = users.team_id and teams.title = users.name)");
}
