// Law 5 on statements that change rows or nothing: printed as source and checked again, each
// is the operation that it was.
#include "Operation/Invert.h"
#include "Sema/Checker.h"
#include "Syntax/Formatter.h"
#include "Syntax/Parser.h"
#include "Syntax/Printer.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

constexpr const char* schema = R"(
  create table teams { id int primary key; title string(20) not null; }
  create table users {
    id int primary key; name string(20) not null unique; team_id int; score int default 0;
  }
  create table seats { a int; b int; primary key (a, b); }
)";

struct DataText : testing::Test {
  DataText() {
    const DialectRow* row = findDialect("postgresql");
    dialect = row->make(row->defaultVersion);
    check(schema, before);
  }

  std::vector<LocatedOperation> check(const std::string& statements, Catalog& catalog) {
    SourceBuffer buffer("t.mig", "revision r1; upgrade {" + statements + "} downgrade auto;");
    DiagnosticEngine diags;
    Program program = Parser().parse(buffer, diags);
    std::vector<LocatedOperation> operations;
    if (program.file)
      operations = Checker(*dialect, options, diags)
                       .checkBlock(buffer, program.file->revision->sections[0]->body, catalog);
    for (const Diagnostic& diagnostic : diags.diagnostics())
      ADD_FAILURE() << diagnostic.message << " in " << statements;
    return operations;
  }

  Operation only(const std::string& statement) {
    Catalog catalog = before;
    std::vector<LocatedOperation> operations = check(statement, catalog);
    EXPECT_EQ(operations.size(), 1u) << statement;
    EXPECT_EQ(catalog, before) << "rows are no part of a schema";
    return operations.empty() ? Operation() : operations.front().operation;
  }

  std::unique_ptr<Dialect> dialect;
  SemaOptions options;
  Catalog before;
};

} // namespace

TEST_F(DataText, IsReadAgainAsItWas) {
  for (const char* statement : {
           "insert into users (id, name) values (1, 'it''s'), (-2, 'x');",
           "insert into users values (1, 'a', null, default);",
           "insert into users (id, name) select id + 1, title from teams order by title limit 1;",
           "insert into users (id, name) values (1, 'a') on conflict (name) do update set "
           "score = excluded.score + users.score, name = 'b' where users.id > 1;",
           "insert into users (id, name) values (1, 'a') on conflict on constraint uq_users_name "
           "do nothing;",
           "update users set score = score + 1, (name, team_id) = (select title, id from teams "
           "where teams.id = users.team_id) where name like 'a%';",
           "update users as u set name = u.name || t.title from teams as t where t.id = u.team_id "
           "in batches of 10 by (id) pause 5ms;",
           "update users set (name, score) = ('x', 1);",
           "delete from users as u using teams as t where t.id = u.team_id;",
           "delete from users where exists (select 1 from seats where seats.a = users.id);",
           "truncate seats;",
           "assert exists table users;",
           "assert not exists column users.email else 'it''s there';",
           "assert exists index ix on users;",
           "assert exists constraint uq_users_name on users;",
           "assert none users where score < 0 and exists (select 1 from teams where id = team_id);",
           "assert sql 'select 1' >= 1;",
           "lock table users in share row exclusive;",
           "set lock timeout 1500ms;",
           "set statement timeout 1min;",
           "set mysql.time_zone = '+00:00';",
           "set postgresql.enable_seqscan = off;",
           "sql 'create index i on t (id)' done when exists index i on t;",
           "sql 'drop table t' as { } done when not exists table t;",
           "if exists (select 1 from users where name = 'a') { delete from users; } else if not "
           "exists (select 1 from teams) { truncate seats; } else { update users set score = 1; }",
       }) {
    Operation operation = only(statement);
    ast::Arena arena;
    OperationSource printed = toSource(operation, before, arena);
    ASSERT_EQ(printed.statements.size(), 1u);
    const std::string text = print(*printed.statements[0]);
    EXPECT_EQ(dump(only(text)), dump(operation)) << text;
    EXPECT_TRUE(only(text) == operation) << text;
  }
}

TEST_F(DataText, TakesBackRowsWithKeys) {
  Inverse inverse = invert(only("insert into users (name, id) values ('a', 1), ('b', 2);"), before);
  EXPECT_THAT(inverse.impossible, IsEmpty());
  ASSERT_EQ(inverse.operations.size(), 1u);
  EXPECT_EQ(dump(inverse.operations[0]), "delete from users\n  where users.id in (1, 2)\n");
  inverse = invert(only("insert into seats values (1, 2), (1, 3);"), before);
  EXPECT_EQ(dump(inverse.operations[0]),
            "delete from seats\n  where seats.a = 1 and seats.b = 2 or seats.a = 1 and "
            "seats.b = 3\n");
}

TEST_F(DataText, HasNoOtherWayBack) {
  for (const char* statement :
       {"insert into users (id, name) values (1 + 1, 'a');",
        "insert into users (id, name) values (1, 'a') on conflict do nothing;",
        "insert into users (id, name) select id, title from teams;", "update users set score = 1;",
        "delete from users;", "truncate users;"}) {
    Inverse inverse = invert(only(statement), before);
    EXPECT_THAT(inverse.impossible, Not(IsEmpty())) << statement;
    EXPECT_THAT(inverse.operations, IsEmpty()) << statement;
  }
  EXPECT_THAT(invert(only("assert none users;"), before).impossible, IsEmpty());
}
