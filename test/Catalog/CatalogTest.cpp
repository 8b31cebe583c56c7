#include "Catalog/Catalog.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;
using testing::IsEmpty;

static Column column(const char* name, TypeKind type = TypeKind::Int) {
  Column column;
  column.name = name;
  column.type = Type::of(type);
  return column;
}

static PrimaryKey primaryKey(std::vector<std::string> columns) {
  PrimaryKey key;
  key.name = "pk";
  key.columns = std::move(columns);
  return key;
}

static ForeignKey foreignKey(const char* name, const char* column, const char* table) {
  ForeignKey key;
  key.name = name;
  key.columns = {column};
  key.referredTable = {"", table};
  key.referredColumns = {"id"};
  return key;
}

static Index index(const char* name, const char* column) {
  Index index;
  index.name = name;
  index.parts.push_back({});
  index.parts.back().value = Expr::column(column);
  return index;
}

static Table users() {
  Table table;
  table.name = {"", "users"};
  table.columns = {column("id"), column("email", TypeKind::Text), column("boss")};
  table.constraints = {primaryKey({"id"}), foreignKey("fk_boss", "boss", "users")};
  table.indexes = {index("ix_email", "email"), index("ix_boss", "boss")};
  return table;
}

TEST(Table, EqualityIgnoresTheOrderOfConstraintsAndIndexes) {
  Table other = users();
  std::swap(other.constraints[0], other.constraints[1]);
  std::swap(other.indexes[0], other.indexes[1]);
  EXPECT_EQ(users(), other);
  other.indexes.push_back(other.indexes[0]);
  EXPECT_NE(users(), other);
}

TEST(Table, EqualityCountsTheOrderOfColumns) {
  Table other = users();
  std::swap(other.columns[0], other.columns[1]);
  EXPECT_NE(users(), other);
  EXPECT_TRUE(equalButForColumnOrder(users(), other));
  other.columns[0].notNull = true;
  EXPECT_FALSE(equalButForColumnOrder(users(), other));
}

TEST(Table, FindsItsPartsByName) {
  Table table = users();
  EXPECT_EQ(table.findColumn("email")->type.kind, TypeKind::Text);
  EXPECT_EQ(table.findColumn("Email"), nullptr) << "a name is exactly its text";
  EXPECT_EQ(table.findIndex("ix_boss")->name, "ix_boss");
  EXPECT_EQ(describe(*table.findConstraint("fk_boss")), "foreign key `fk_boss`");
  EXPECT_EQ(table.primaryKey()->columns, std::vector<std::string>{"id"});

  baseOf(table.constraints[0]).name = "";
  EXPECT_EQ(table.findConstraint(""), nullptr) << "unnamed ones are not found by a name";
}

// Dropping the key leaves what the column said itself.
TEST(Table, APrimaryKeyImpliesNotNullWhileItStands) {
  Table table = users();
  EXPECT_TRUE(isNotNull(table, *table.findColumn("id")));
  EXPECT_FALSE(isNotNull(table, *table.findColumn("email")));
  table.constraints.clear();
  EXPECT_FALSE(isNotNull(table, *table.findColumn("id")));
  table.findColumn("id")->notNull = true;
  EXPECT_TRUE(isNotNull(table, *table.findColumn("id")));
}

TEST(Constraint, KnowsTheColumnsThatItUses) {
  Unique unique;
  unique.columns = {"b", "a"};
  unique.include = {"c", "a"};
  EXPECT_THAT(columnsOf(Constraint(unique)), ElementsAre("b", "a", "c"));

  Check check;
  check.condition = Expr::binaryOf(BinaryOperator::Less, Expr::column("low"), Expr::column("high"));
  EXPECT_THAT(columnsOf(Constraint(check)), ElementsAre("low", "high"));
  EXPECT_EQ(describe(Constraint(check)), "unnamed check");

  Exclude exclude;
  exclude.parts = index("", "room").parts;
  exclude.where = Expr::column("active");
  EXPECT_THAT(columnsOf(Constraint(exclude)), ElementsAre("room", "active"));
}

TEST(Index, KnowsTheColumnsThatItUses) {
  Index it = index("ix", "a");
  it.parts.push_back({});
  it.parts.back().value = Expr::call("lower", {Expr::column("b")});
  it.include = {"c"};
  it.where = Expr::column("d");
  EXPECT_THAT(columnsOf(it), ElementsAre("a", "b", "c", "d"));
}

TEST(Catalog, KeepsObjectsInTheOrderOfTheirNames) {
  Catalog catalog;
  for (const char* name : {"c", "a", "b"}) {
    Table table;
    table.name.name = name;
    catalog.tables.put(table);
  }
  std::vector<std::string> names;
  for (const auto& table : catalog.tables.all())
    names.push_back(table->name.str());
  EXPECT_THAT(names, ElementsAre("a", "b", "c"));
  EXPECT_TRUE(catalog.tables.erase({"", "b"}));
  EXPECT_FALSE(catalog.tables.erase({"", "b"}));
  EXPECT_EQ(catalog.tables.find({"", "b"}), nullptr);
  EXPECT_EQ(catalog.tables.find({"app", "a"}), nullptr);
}

TEST(Catalog, ACopySharesWhatDoesNotChange) {
  Catalog first;
  first.tables.put(users());
  Table teams;
  teams.name = {"", "teams"};
  first.tables.put(teams);

  Catalog second = first;
  second.tables.edit({"", "users"}).comment = "changed";
  EXPECT_EQ(first.tables.find({"", "users"})->comment, "");
  EXPECT_EQ(first.tables.find({"", "teams"}), second.tables.find({"", "teams"}));
  EXPECT_NE(first, second);

  const Table* users = second.tables.find({"", "users"});
  second.tables.edit({"", "users"}).comment = "";
  EXPECT_EQ(second.tables.find({"", "users"}), users) << "nobody else sees it: edited in place";
  EXPECT_EQ(first, second);
}

TEST(Catalog, KnowsWhatRefersToATable) {
  Catalog catalog;
  catalog.tables.put(users());
  Table posts;
  posts.name = {"", "posts"};
  posts.columns = {column("author")};
  posts.constraints = {foreignKey("fk_author", "author", "users")};
  catalog.tables.put(posts);

  std::vector<std::string> uses;
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, {"", "users"}))
    uses.push_back(use.table->name.str() + "." + use.key->name);
  EXPECT_THAT(uses, ElementsAre("posts.fk_author", "users.fk_boss"));
  EXPECT_THAT(foreignKeysTo(catalog, {"", "posts"}), IsEmpty());
}

TEST(Catalog, KnowsTheColumnsOfAnEnum) {
  Catalog catalog;
  Table table = users();
  table.columns.push_back(column("status"));
  table.columns.back().type = Type::of(TypeKind::Enum);
  table.columns.back().type.name = {"", "user_status"};
  catalog.tables.put(table);

  auto uses = columnsOfType(catalog, {"", "user_status"});
  ASSERT_EQ(uses.size(), 1u);
  EXPECT_EQ(uses[0].column->name, "status");
  EXPECT_THAT(columnsOfType(catalog, {"app", "user_status"}), IsEmpty());
}

TEST(Catalog, DumpsAsTheLanguageWouldSayIt) {
  Catalog catalog;
  catalog.objects.put(Enum{{"", "status"}, {"on", "it's"}, ""});
  Table table = users();
  table.columns[0].identity.emplace();
  table.columns[1].notNull = true;
  table.columns[1].defaultValue = Expr::string("");
  table.options["mysql.engine"] = {"InnoDB", true};
  table.comment = "people";
  table.indexes[0].unique = true;
  catalog.tables.put(table);
  EXPECT_EQ(dump(catalog), R"(enum status ('on', 'it''s')
table users comment 'people' with (mysql.engine = 'InnoDB')
  column id int identity
  column email text not null default ''
  column boss int
  primary key pk (id)
  foreign key fk_boss (boss) references users (id)
  unique index ix_email (email)
  index ix_boss (boss)
)");
}
