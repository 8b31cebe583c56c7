#include "Diff/Diff.h"

#include "Operation/Apply.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

static Column column(const char* name, TypeKind type = TypeKind::Int) {
  Column column;
  column.name = name;
  column.type = Type::of(type);
  return column;
}

static PrimaryKey primaryKey(const char* name, const char* column) {
  PrimaryKey key;
  key.name = name;
  key.columns = {column};
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
  index.parts.resize(1);
  index.parts[0].value = Expr::column(column);
  return index;
}

static Table tableWithId(const char* name) {
  Table table;
  table.name = {"", name};
  table.columns = {column("id")};
  table.constraints = {primaryKey("pk", "id")};
  return table;
}

/// `users`, and `posts` that refer to them.
static Catalog blog() {
  Table users = tableWithId("users");
  users.columns.push_back(column("name", TypeKind::Text));
  users.indexes = {index("ix_name", "name")};
  Table posts = tableWithId("posts");
  posts.columns.push_back(column("author"));
  posts.constraints.push_back(foreignKey("fk_author", "author", "users"));
  Catalog catalog;
  catalog.tables.put(users);
  catalog.tables.put(posts);
  return catalog;
}

static Table& users(Catalog& catalog) {
  return catalog.tables.edit({"", "users"});
}

static std::string dumpOf(const Difference& difference) {
  std::string text;
  for (const Operation& operation : difference.operations)
    text += dump(operation);
  return text;
}

TEST(Diff, ComparesWhatIsNotKnownAsItIsThere) {
  Catalog from = blog();
  const Unknown name{{ObjectKind::Table, {"", "users"}}, ObjectKind::Column, "name"};
  from.unknown = {name};
  Difference same = diff(from, blog());
  EXPECT_THAT(same.operations, IsEmpty());
  EXPECT_THAT(same.unknown, ElementsAre(name));
  Catalog to = blog();
  to.tables.edit({"", "users"}).findColumn("name")->type = Type::of(TypeKind::String);
  for (const Operation& operation : diff(from, to).operations)
    apply(operation, from);
  EXPECT_EQ(from, to) << "what is told anew is known";
}

TEST(Diff, OfEqualCatalogsIsEmpty) {
  Difference difference = diff(blog(), blog());
  EXPECT_THAT(difference.operations, IsEmpty());
  EXPECT_THAT(difference.likelyRenames, IsEmpty());
  EXPECT_THAT(difference.unsaid, IsEmpty());
}

TEST(Diff, PutsAllChangesOfATableIntoOneBlock) {
  Catalog to = blog();
  users(to).columns[1].defaultValue = Expr::string("");
  users(to).columns.insert(users(to).columns.begin() + 1, column("age"));
  users(to).indexes = {index("ix_age", "age")};
  users(to).comment = "people";
  EXPECT_EQ(dumpOf(diff(blog(), to)), "alter table users\n"
                                      "  drop index ix_name\n"
                                      "  add column age int after id\n"
                                      "  alter column name text default ''\n"
                                      "  add index ix_age (age)\n"
                                      "  set comment 'people'\n");
}

TEST(Diff, RenamesAConstraintOrIndexThatDiffersInItsNameOnly) {
  Catalog to = blog();
  users(to).constraints = {primaryKey("pk_users", "id")};
  users(to).indexes[0].name = "ix_users_name";
  EXPECT_EQ(dumpOf(diff(blog(), to)), "alter table users\n"
                                      "  rename constraint pk to pk_users\n"
                                      "  rename index ix_name to ix_users_name\n");
}

// The new name of the first is free only after the second has given it up.
TEST(Diff, RenamesAChainInTheOrderThatFreesNames) {
  Catalog from = blog(), to = blog();
  users(from).indexes = {index("a", "id"), index("b", "name")};
  users(to).indexes = {index("b", "id"), index("c", "name")};
  EXPECT_EQ(dumpOf(diff(from, to)), "alter table users\n"
                                    "  rename index b to c\n"
                                    "  rename index a to b\n");
}

TEST(Diff, TakesWhatUsesARetypedColumnOutOfItsWay) {
  Catalog to = blog();
  users(to).columns[0] = column("id", TypeKind::Uuid);
  to.tables.edit({"", "posts"}).columns[1] = column("author", TypeKind::Uuid);
  EXPECT_EQ(dumpOf(diff(blog(), to)),
            "alter table posts\n"
            "  drop foreign key fk_author (author) references users (id)\n"
            "alter table posts\n"
            "  alter column author uuid using (cast(author as uuid))\n"
            "alter table users\n"
            "  drop primary key pk (id)\n"
            "  alter column id uuid using (cast(id as uuid))\n"
            "  add primary key pk (id)\n"
            "alter table posts\n"
            "  add foreign key fk_author (author) references users (id)\n");
}

TEST(Diff, CreatesTablesAfterThoseTheyReferToAndDropsThemBefore) {
  Catalog none;
  EXPECT_EQ(nameOf(diff(none, blog()).operations[0]), "create table");
  EXPECT_EQ(describe(diff(none, blog()).operations[0]), "create table `users`");
  EXPECT_EQ(diff(none, blog()).operations.size(), 2u);
  EXPECT_EQ(dumpOf(diff(blog(), none)), "drop table posts\ndrop table users\n");
}

TEST(Diff, ClosesACircleOfForeignKeysAfterAndOpensItBefore) {
  Catalog circle = blog();
  users(circle).columns.push_back(column("last_post"));
  users(circle).constraints.push_back(foreignKey("fk_post", "last_post", "posts"));
  Difference created = diff({}, circle);
  ASSERT_EQ(created.operations.size(), 3u);
  EXPECT_EQ(describe(created.operations[2]), "alter table `users`: add foreign key `fk_post`");

  Difference dropped = diff(circle, {});
  ASSERT_EQ(dropped.operations.size(), 3u);
  EXPECT_EQ(describe(dropped.operations[0]), "alter table `posts`: drop foreign key `fk_author`");
}

TEST(Diff, FillsANewColumnThatMustNotBeNull) {
  Catalog to = blog();
  users(to).columns.push_back(column("age"));
  users(to).columns.back().notNull = true;
  EXPECT_EQ(dumpOf(diff(blog(), to)), "alter table users\n"
                                      "  add column age int not null backfill 0\n");
}

TEST(Diff, IgnoresWhatAColumnOfAPrimaryKeySaysOfNotNull) {
  Catalog to = blog();
  users(to).columns[0].notNull = true;
  EXPECT_THAT(diff(blog(), to).operations, IsEmpty());
  EXPECT_THAT(diff(to, blog()).operations, IsEmpty());
  users(to).constraints.clear();
  Catalog from = blog();
  from.tables.erase({"", "posts"});
  to.tables.erase({"", "posts"});
  EXPECT_EQ(dumpOf(diff(from, to)), "alter table users\n"
                                    "  drop primary key pk (id)\n"
                                    "  alter column id int not null\n");
}

//===--- Renames ----------------------------------------------------------===//

TEST(Diff, AsksWhetherADroppedAndAnAddedColumnAreTheSame) {
  Catalog to = blog();
  users(to).columns[1].name = "full_name";
  users(to).indexes = {index("ix_name", "full_name")};
  users(to).columns.push_back(column("note", TypeKind::Text));
  Difference difference = diff(blog(), to);
  Rename likely{ObjectKind::Column, {"", "users"}, "name", "full_name"};
  EXPECT_THAT(difference.likelyRenames, ElementsAre(likely)) << "it stands where `name` stood";

  Difference confirmed = diff(blog(), to, difference.likelyRenames);
  EXPECT_EQ(dumpOf(confirmed), "alter table users\n"
                               "  rename column name to full_name\n"
                               "alter table users\n"
                               "  add column note text\n");
  EXPECT_THAT(confirmed.likelyRenames, IsEmpty());
}

TEST(Diff, AsksWhetherADroppedAndAnAddedTableAreTheSame) {
  Catalog to = blog();
  Table people = *to.tables.find({"", "posts"});
  people.name.name = "articles";
  to.tables.erase({"", "posts"});
  to.tables.put(people);
  Difference difference = diff(blog(), to);
  Rename likely{ObjectKind::Table, {"", ""}, "posts", "articles"};
  EXPECT_THAT(difference.likelyRenames, ElementsAre(likely));
  EXPECT_EQ(dumpOf(diff(blog(), to, {likely})), "rename table posts to articles\n");
}

TEST(Diff, AsksWhetherAValueInThePlaceOfAnotherIsTheSame) {
  Catalog from, to;
  const QualifiedName mood{"", "mood"};
  from.objects.put(Enum{mood, {"sad", "ok", "great"}, "", {}});
  to.objects.put(Enum{mood, {"sad", "fine", "great"}, "", {}});
  const Rename likely{ObjectKind::Enum, mood, "ok", "fine"};
  EXPECT_THAT(diff(from, to).likelyRenames, ElementsAre(likely));
  EXPECT_EQ(dumpOf(diff(from, to, {likely})), "alter enum mood\n  rename value 'ok' to 'fine'\n");

  // Two are gone and one is new, at another place: nobody can say which it was.
  to.objects.put(Enum{mood, {"great", "fine"}, "", {}});
  EXPECT_THAT(diff(from, to).likelyRenames, IsEmpty());
}

//===--- Values of enums ---------------------------------------------------===//

static std::string changeOfValues(std::vector<std::string> from, std::vector<std::string> to,
                                  llvm::ArrayRef<Rename> renames = {}) {
  Catalog before, after;
  const QualifiedName mood{"", "mood"};
  before.objects.put(Enum{mood, std::move(from), "", {}});
  after.objects.put(Enum{mood, std::move(to), "", {}});
  const Difference difference = diff(before, after, renames);
  EXPECT_THAT(difference.unsaid, IsEmpty());
  Catalog result = before;
  for (const Operation& operation : difference.operations)
    apply(operation, result);
  EXPECT_EQ(result, after);
  return dumpOf(difference);
}

TEST(Diff, MovesTheFewestValuesOfAnEnum) {
  EXPECT_EQ(changeOfValues({"a", "b"}, {"b", "a"}), "alter enum mood\n  move value 'a' last\n");
  EXPECT_EQ(changeOfValues({"a", "b", "c", "d"}, {"d", "a", "b", "c"}),
            "alter enum mood\n  move value 'd' before 'a'\n");
  EXPECT_EQ(changeOfValues({"a", "b", "c", "d"}, {"b", "c", "d", "a"}),
            "alter enum mood\n  move value 'a' last\n");
  EXPECT_EQ(changeOfValues({"a", "b", "c", "d", "e"}, {"e", "b", "a", "c", "d"}),
            "alter enum mood\n  move value 'a' before 'c'\n  move value 'e' before 'b'\n");
}

TEST(Diff, AddsMovesAndDropsValuesAtOnce) {
  EXPECT_EQ(changeOfValues({"a", "b", "c"}, {"x", "b", "a"}),
            "alter enum mood\n"
            "  add value 'x' before 'b'\n"
            "  move value 'a' last\n"
            "  drop value 'c'\n");
  EXPECT_EQ(changeOfValues({"a", "b", "c"}, {"c", "x", "a", "b"}),
            "alter enum mood\n"
            "  add value 'x' before 'a'\n"
            "  move value 'c' before 'x'\n");
  const Rename renamed{ObjectKind::Enum, {"", "mood"}, "b", "y"};
  EXPECT_EQ(changeOfValues({"a", "b", "c"}, {"c", "a", "y"}, {renamed}),
            "alter enum mood\n"
            "  rename value 'b' to 'y'\n"
            "alter enum mood\n"
            "  move value 'c' before 'a'\n");
}

// A default says the new value before the others are moved.
TEST(Diff, AddsAValueThatIsSaidBeforeItMovesOthers) {
  Catalog from = blog(), to = blog();
  const QualifiedName status{"", "status"};
  from.objects.put(Enum{status, {"on", "off"}, "", {}});
  to.objects.put(Enum{status, {"off", "none", "on"}, "", {}});
  Table users = *to.tables.find({"", "users"});
  Column column;
  column.name = "is";
  column.type = Type::of(TypeKind::Enum);
  column.type.name = status;
  column.defaultValue = Expr::string("none");
  users.columns.push_back(column);
  to.tables.put(users);
  EXPECT_EQ(dumpOf(diff(from, to)), "alter enum status\n"
                                    "  add value 'none'\n"
                                    "alter table users\n"
                                    "  add column \"is\" status default 'none'\n"
                                    "alter enum status\n"
                                    "  move value 'on' last\n");
}

//===--- Domains ------------------------------------------------------------===//

TEST(Diff, GivesADomainAnotherTypeWhenNothingIsSaidOfTheOldOne) {
  Catalog from = blog(), to = blog();
  Domain size;
  size.name.name = "size";
  size.type = Type::of(TypeKind::Int);
  size.defaultValue = Expr::number("1");
  from.objects.put(size);
  size.type = Type::of(TypeKind::Text);
  size.defaultValue = Expr::string("one");
  to.objects.put(size);
  const Difference difference = diff(from, to);
  EXPECT_THAT(difference.unsaid, IsEmpty());
  EXPECT_EQ(dumpOf(difference), "alter domain size as int\n"
                                "alter domain size as text\n"
                                "alter domain size as text default 'one'\n");
  // The way back: no engine makes numbers of texts by itself.
  EXPECT_THAT(dumpOf(diff(to, from)), HasSubstr("using (cast(value as int))"));
}

// A hint in a schema file stays there after it has acted.
TEST(Diff, ARenameActsOnlyWhileTheOldNameExistsAndTheNewOneDoesNot) {
  Rename done{ObjectKind::Column, {"", "users"}, "title", "name"};
  EXPECT_THAT(diff(blog(), blog(), {done}).operations, IsEmpty());
  Rename both{ObjectKind::Column, {"", "users"}, "id", "name"};
  EXPECT_THAT(diff(blog(), blog(), {both}).operations, IsEmpty());
}

//===--- What is left out -------------------------------------------------===//

static Table externalTable(const char* name) {
  Table theirs = tableWithId(name);
  theirs.external = true;
  return theirs;
}

TEST(Diff, DoesNothingToExternalTables) {
  Catalog to = blog();
  to.tables.put(externalTable("auth"));
  EXPECT_THAT(diff(blog(), to).operations,
              ElementsAre(op::DeclareExternal{externalTable("auth")}));
  EXPECT_THAT(diff(to, blog()).operations, ElementsAre(op::ForgetExternal{{"", "auth"}}));
}

TEST(Diff, AnExternalTableIsThereBeforeItsUsersAndAfterThem) {
  Catalog to = blog();
  to.tables.put(externalTable("auth"));
  to.tables.edit({"", "posts"}).constraints.push_back(foreignKey("fk_auth", "id", "auth"));
  std::vector<Operation> operations = diff(blog(), to).operations;
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<op::DeclareExternal>(operations[0]));
  operations = diff(to, blog()).operations;
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<op::ForgetExternal>(operations[1]));
}

TEST(Diff, KeepsWhatIsUsedOfAnExternalTableUntilItIsNotAnyMore) {
  Catalog from = blog();
  from.tables.put(externalTable("auth"));
  from.tables.edit({"", "posts"}).constraints.push_back(foreignKey("fk_auth", "id", "auth"));
  Catalog to = from;
  Table& auth = to.tables.edit({"", "auth"});
  auth.columns = {column("uid")};
  auth.constraints = {primaryKey("pk", "uid")};
  ForeignKey moved = foreignKey("fk_auth", "id", "auth");
  moved.referredColumns = {"uid"};
  to.tables.edit({"", "posts"}).constraints.back() = moved;
  const std::vector<Operation> operations = diff(from, to).operations;
  ASSERT_EQ(operations.size(), 3u);
  const Table& meanwhile = std::get<op::DeclareExternal>(operations[0]).table;
  EXPECT_TRUE(meanwhile.findColumn("uid"));
  EXPECT_TRUE(meanwhile.findColumn("id"));
  EXPECT_TRUE(llvm::any_of(meanwhile.constraints,
                           [](const Constraint& it) { return isKeyOver(it, {"id"}); }));
  EXPECT_EQ(operations[2], Operation(op::DeclareExternal{auth}));
}

TEST(Diff, TellsThatATableBecomesSomebodyElses) {
  Catalog to = blog();
  to.tables.edit({"", "users"}).external = true;
  for (const Difference& difference : {diff(blog(), to), diff(to, blog())}) {
    EXPECT_THAT(difference.operations, IsEmpty());
    EXPECT_THAT(difference.unsaid, ElementsAre("whose table `users` is"));
  }
}

//===--- Tables that need what stands on others ------------------------------===//

static Opaque functionThatReads(const char* name, std::vector<const char*> tables) {
  Opaque function;
  function.name = {"", name};
  function.signature.emplace();
  function.texts["postgresql"] = "() RETURNS int LANGUAGE sql AS $$ ... $$";
  for (const char* table : tables)
    function.uses.push_back({ObjectKind::Table, {"", table}});
  return function;
}

static Expr callOf(const char* function) {
  Expr call;
  call.kind = ExprKind::Call;
  call.text = function;
  call.declared = true;
  return call;
}

/// `accounts`, whose default, check and index call what reads `sessions`.
static Catalog withCalls(std::vector<const char*> read) {
  Catalog catalog;
  catalog.tables.put(tableWithId("sessions"));
  catalog.objects.put(functionThatReads("viewer", std::move(read)));
  Table accounts = tableWithId("accounts");
  accounts.columns.push_back(column("owner"));
  accounts.columns.back().defaultValue = callOf("viewer");
  Check check;
  check.name = "mine";
  check.condition = callOf("viewer");
  accounts.constraints.push_back(check);
  accounts.indexes = {index("ix", "owner")};
  accounts.indexes[0].parts[0].value = callOf("viewer");
  catalog.tables.put(accounts);
  return catalog;
}

TEST(Diff, MakesATableAfterTheFunctionThatItCallsAndWhatThatReads) {
  EXPECT_EQ(dumpOf(diff({}, withCalls({"sessions"}))),
            "create table sessions\n"
            "  column id int\n"
            "  primary key pk (id)\n"
            "create function viewer() for postgresql as '() RETURNS int LANGUAGE sql AS $$ ... $$' "
            "uses (table sessions)\n"
            "create table accounts\n"
            "  column id int\n"
            "  column owner int default viewer()\n"
            "  primary key pk (id)\n"
            "  check mine (viewer())\n"
            "  index ix (viewer())\n");
}

TEST(Diff, LeavesOutOfATableWhatCallsAFunctionThatReadsIt) {
  EXPECT_EQ(dumpOf(diff({}, withCalls({"sessions", "accounts"}))),
            "create table sessions\n"
            "  column id int\n"
            "  primary key pk (id)\n"
            "create table accounts\n"
            "  column id int\n"
            "  column owner int\n"
            "  primary key pk (id)\n"
            "create function viewer() for postgresql as '() RETURNS int LANGUAGE sql AS $$ ... $$' "
            "uses (table sessions, table accounts)\n"
            "alter table accounts\n"
            "  alter column owner int default viewer()\n"
            "  add check mine (viewer())\n"
            "  add index ix (viewer())\n");
}

TEST(Diff, AltersATableAfterTheFunctionThatItThenCalls) {
  Catalog from = withCalls({"sessions"});
  from.objects.erase(idOf(functionThatReads("viewer", {})));
  from.tables.erase({"", "sessions"});
  Table& accounts = from.tables.edit({"", "accounts"});
  accounts.columns.back().defaultValue.reset();
  accounts.constraints.pop_back();
  accounts.indexes.clear();
  EXPECT_EQ(dumpOf(diff(from, withCalls({"sessions"}))),
            "create table sessions\n"
            "  column id int\n"
            "  primary key pk (id)\n"
            "create function viewer() for postgresql as '() RETURNS int LANGUAGE sql AS $$ ... $$' "
            "uses (table sessions)\n"
            "alter table accounts\n"
            "  alter column owner int default viewer()\n"
            "  add check mine (viewer())\n"
            "  add index ix (viewer())\n");
}

TEST(Diff, DropsAFunctionBetweenTheTablesThatCallItAndThoseThatItReads) {
  EXPECT_EQ(dumpOf(diff(withCalls({"sessions"}), {})), "drop table accounts\n"
                                                       "drop function viewer()\n"
                                                       "drop table sessions\n");
}

/// The function cannot go meanwhile, since a table that stays calls it.
TEST(Diff, DropsATableWhenAFunctionThatStaysReadsAnother) {
  Catalog to = withCalls({"logins"});
  to.tables.erase({"", "sessions"});
  to.tables.put(tableWithId("logins"));
  EXPECT_EQ(dumpOf(diff(withCalls({"sessions"}), to)),
            "create table logins\n"
            "  column id int\n"
            "  primary key pk (id)\n"
            "alter function viewer() for postgresql as '() RETURNS int LANGUAGE sql AS $$ ... $$' "
            "uses (table logins)\n"
            "drop table sessions\n");
}

//===--- Partitions -------------------------------------------------------===//

static PartitionOf partOf(const char* table, const char* value) {
  PartitionOf part;
  part.table = {"", table};
  part.bound.from = {{Expr::number(value)}};
  return part;
}

/// `events`, divided by `kind`, with an index, and its part `loud`.
static Catalog divided() {
  Table events;
  events.name = {"", "events"};
  events.columns = {column("kind"), column("size")};
  events.indexes = {index("ix_size", "size")};
  events.partitionBy = PartitionKey{PartitionMethod::List, {{}}};
  events.partitionBy->parts[0].value = Expr::column("kind");
  Table loud;
  loud.name = {"", "loud"};
  loud.columns = events.columns;
  loud.partitionOf = partOf("events", "1");
  Catalog catalog;
  catalog.tables.put(events);
  catalog.tables.put(loud);
  return catalog;
}

static Table& loud(Catalog& catalog) {
  return catalog.tables.edit({"", "loud"});
}

TEST(Diff, MovesAPartByDetachingAndAttachingIt) {
  Catalog to = divided();
  loud(to).partitionOf = partOf("events", "2");
  EXPECT_EQ(dumpOf(diff(divided(), to)), "alter table events\n"
                                         "  detach partition loud\n"
                                         "    with index ix_loud_size (size)\n"
                                         "  attach partition loud values in (2) inherits "
                                         "ix_loud_size\n");
}

TEST(Diff, CallsWhatADetachedPartKeepsByTheNamingConvention) {
  Catalog to = divided();
  loud(to).partitionOf.reset();
  loud(to).indexes = {index("loud_by_size", "size")};
  EXPECT_EQ(dumpOf(diff(divided(), to)), "alter table events\n"
                                         "  detach partition loud\n"
                                         "    with index ix_loud_size (size)\n"
                                         "alter table loud\n"
                                         "  rename index ix_loud_size to loud_by_size\n");
  NamingConvention naming;
  naming.index = "{table}_by_{columns}";
  EXPECT_EQ(dumpOf(diff(divided(), to, {}, ColumnOrder::Free, naming)),
            "alter table events\n"
            "  detach partition loud\n"
            "    with index loud_by_size (size)\n");
}

TEST(Diff, LeavesThePartsOfAChangedTableToIt) {
  Catalog to = divided();
  to.tables.edit({"", "events"}).columns.push_back(column("at"));
  loud(to).columns.push_back(column("at"));
  EXPECT_EQ(dumpOf(diff(divided(), to)), "alter table events\n"
                                         "  add column at int\n");
  EXPECT_THAT(diff(divided(), to).likelyRenames, IsEmpty());
}

TEST(Diff, TakesAwayWhatAPartHasBeforeItsTableIsGivenTheSame) {
  Catalog from = divided(), to = divided();
  from.tables.edit({"", "events"}).indexes.clear();
  loud(from).indexes = loud(to).indexes = {index("ix_loud", "size")};
  EXPECT_EQ(dumpOf(diff(from, to)), "alter table loud\n"
                                    "  drop index ix_loud\n"
                                    "alter table events\n"
                                    "  add index ix_size (size)\n"
                                    "alter table loud\n"
                                    "  add index ix_loud (size)\n");
  EXPECT_EQ(dumpOf(diff(to, from)), "alter table events\n"
                                    "  drop index ix_size\n");
}

TEST(Diff, OpensAForeignKeyToATableWhosePartMoves) {
  Catalog from = divided();
  Unique unique;
  unique.name = "uq_kind";
  unique.columns = {"kind"};
  from.tables.edit({"", "events"}).constraints = {unique};
  Table users = tableWithId("users");
  users.constraints.push_back(foreignKey("fk_kind", "id", "events"));
  std::get<ForeignKey>(users.constraints.back()).referredColumns = {"kind"};
  from.tables.put(users);
  Catalog to = from;
  loud(to).partitionOf = partOf("events", "2");
  const std::string steps = dumpOf(diff(from, to));
  EXPECT_THAT(steps, testing::StartsWith("alter table users\n  drop foreign key fk_kind"));
  EXPECT_THAT(steps, testing::HasSubstr("attach partition loud values in (2)"));
  EXPECT_THAT(steps, testing::HasSubstr("\nalter table users\n  add foreign key fk_kind"));
}

TEST(Diff, LeavesATableThatIsDividedOtherwiseAndItsParts) {
  Catalog to = divided();
  to.tables.edit({"", "events"}).partitionBy.reset();
  to.tables.erase({"", "loud"});
  Difference difference = diff(divided(), to);
  EXPECT_THAT(difference.operations, IsEmpty());
  EXPECT_THAT(difference.unsaid,
              ElementsAre("how table `events` is divided, and into what: that is said when a table "
                          "is made; make another one with its partitions, move the rows, drop "
                          "`events` and rename the other"));
  Difference back = diff(to, divided());
  EXPECT_THAT(back.operations, IsEmpty());
  EXPECT_EQ(back.unsaid.size(), 1u);
}
