#include "Operation/Apply.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;

static Column column(const char* name, TypeKind type = TypeKind::Int) {
  Column column;
  column.name = name;
  column.type = Type::of(type);
  return column;
}

/// `users`, and `posts` that refer to it.
static Catalog blog() {
  Table users;
  users.name = {"", "users"};
  users.columns = {column("id"), column("name", TypeKind::Text), column("shout", TypeKind::Text)};
  users.columns[2].generated = Generated{Expr::call("upper", {Expr::column("name")}), true};
  PrimaryKey key;
  key.name = "pk_users";
  key.columns = {"id"};
  Check check;
  check.name = "ck_name";
  check.condition =
      Expr::binaryOf(BinaryOperator::NotEqual, Expr::column("name"), Expr::string(""));
  users.constraints = {key, check};
  Index index;
  index.name = "ix_name";
  index.parts.resize(1);
  index.parts[0].value = Expr::call("lower", {Expr::column("name")});
  index.include = {"id"};
  index.where = check.condition;
  users.indexes = {index};

  Table posts;
  posts.name = {"", "posts"};
  posts.columns = {column("author_id")};
  ForeignKey reference;
  reference.name = "fk_author";
  reference.columns = {"author_id"};
  reference.referredTable = users.name;
  reference.referredColumns = {"id"};
  posts.constraints = {reference};

  Catalog catalog;
  catalog.tables.put(users);
  catalog.tables.put(posts);
  return catalog;
}

static void alter(Catalog& catalog, const char* table, std::vector<op::TableAction> actions) {
  apply(op::AlterTable{{"", table}, std::move(actions)}, catalog);
}

TEST(Apply, ARenamedColumnIsRenamedWhereverItIsUsed) {
  Catalog catalog = blog();
  alter(catalog, "users", {op::RenameColumn{"name", "full_name"}, op::RenameColumn{"id", "key"}});
  EXPECT_EQ(dump(catalog), R"(table posts
  column author_id int
  foreign key fk_author (author_id) references users (key)
table users
  column key int
  column full_name text
  column shout text generated as (upper(full_name)) stored
  primary key pk_users (key)
  check ck_name (full_name <> '')
  index ix_name (lower(full_name)) include (key) where full_name <> ''
)");
}

TEST(Apply, ARenamedTableIsStillReferredTo) {
  Catalog catalog = blog();
  apply(op::RenameTable{{"", "users"}, "people"}, catalog);
  EXPECT_EQ(catalog.tables.find({"", "users"}), nullptr);
  const Table& posts = *catalog.tables.find({"", "posts"});
  EXPECT_EQ(std::get<ForeignKey>(posts.constraints[0]).referredTable.str(), "people");
}

TEST(Apply, AColumnIsPutWhereItsAuthorSays) {
  Catalog catalog = blog();
  alter(catalog, "users",
        {op::AddColumn{column("last"), {}, {}}, op::AddColumn{column("first"), {}, ""},
         op::AddColumn{column("second"), {}, "first"}});
  std::vector<std::string> names;
  for (const Column& column : catalog.tables.find({"", "users"})->columns)
    names.push_back(column.name);
  EXPECT_THAT(names, ElementsAre("first", "second", "id", "name", "shout", "last"));
}

TEST(Apply, AnUnnamedConstraintIsDroppedByItsValue) {
  Catalog catalog = blog();
  Unique one, other;
  one.columns = {"id"};
  other.columns = {"name"};
  alter(catalog, "users", {op::AddConstraint{one}, op::AddConstraint{other}});
  alter(catalog, "users", {op::DropConstraint{one}});
  const Table& users = *catalog.tables.find({"", "users"});
  EXPECT_EQ(users.constraints.size(), 3u);
  EXPECT_EQ(users.constraints.back(), Constraint(other));
}

TEST(Apply, RawSqlDoesWhatItsAuthorSaysAndNoMore) {
  Catalog catalog = blog();
  op::RawSql raw;
  raw.text = "DROP TABLE posts";
  apply(raw, catalog);
  EXPECT_EQ(catalog, blog());
  raw.hasEffect = true;
  raw.effect = {op::DropTable{{"", "posts"}}};
  apply(raw, catalog);
  EXPECT_EQ(catalog.tables.size(), 1u);
}
