#include "Operation/Invert.h"

#include "Operation/Apply.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;
using testing::IsEmpty;

static Column column(const char* name, TypeKind type) {
  Column column;
  column.name = name;
  column.type = Type::of(type);
  return column;
}

static Catalog prices() {
  Table table;
  table.name = {"", "prices"};
  table.columns = {column("id", TypeKind::Int), column("market", TypeKind::Text),
                   column("volume", TypeKind::Double)};
  Unique unique;
  unique.name = "uq_market";
  unique.columns = {"market"};
  table.constraints = {unique};
  Catalog catalog;
  catalog.tables.put(table);
  return catalog;
}

static op::AlterTable alter(std::vector<op::TableAction> actions) {
  return {{"", "prices"}, std::move(actions)};
}

static std::string dumpOf(const Inverse& inverse) {
  std::string text;
  for (const Operation& operation : inverse.operations)
    text += dump(operation);
  return text;
}

TEST(Invert, ABlockComesBackAsOneBlockBackwards) {
  Catalog before = prices();
  const Constraint& unique = before.tables.find({"", "prices"})->constraints[0];
  Inverse inverse =
      invert(alter({op::RenameColumn{"market", "mic"}, op::RenameConstraint{"uq_market", "uq_mic"},
                    op::AddColumn{column("note", TypeKind::Text), {}, {}}}),
             before);
  EXPECT_EQ(dumpOf(inverse), "alter table prices\n"
                             "  drop column note\n"
                             "  rename constraint uq_mic to uq_market\n"
                             "  rename column mic to market\n");
  EXPECT_THAT(inverse.losses, ElementsAre("the values of `prices.note`"));

  inverse = invert(alter({op::DropConstraint{unique}, op::DropColumn{"market"}}), before);
  EXPECT_EQ(dumpOf(inverse), "alter table prices\n"
                             "  add column market text after id\n"
                             "  add unique uq_market (market)\n");
}

TEST(Invert, AColumnThatComesBackHasItsOwnOptionsInAPart) {
  Catalog before = prices();
  Table& prices = before.tables.edit({"", "prices"});
  prices.constraints.clear();
  prices.partitionBy = PartitionKey{PartitionMethod::Range, {{}}};
  prices.partitionBy->parts[0].value = Expr::column("id");
  Table attached;
  attached.name = {"", "attached"};
  attached.columns = prices.columns;
  attached.columns[1].options["postgresql.storage"] = {"external", false};
  Table part = attached;
  part.name = {"", "part"};
  part.columns[1].comment = "its own";
  part.partitionOf = PartitionOf{prices.name, {}};
  before.tables.put(attached);
  before.tables.put(part);

  Catalog catalog = before;
  const Operation change =
      alter({op::AttachPartition{attached.name, {}, {}}, op::DropColumn{"market"}});
  const Inverse inverse = invert(change, before);
  apply(change, catalog);
  for (const Operation& operation : inverse.operations)
    apply(operation, catalog);
  EXPECT_EQ(dump(catalog), dump(before)) << dumpOf(inverse);
}

TEST(Invert, ADroppedColumnThatMustNotBeNullSaysWhatRowsGet) {
  Catalog before = prices();
  before.tables.edit({"", "prices"}).findColumn("volume")->notNull = true;
  Inverse inverse = invert(alter({op::DropColumn{"volume"}}), before);
  EXPECT_EQ(dumpOf(inverse), "alter table prices\n"
                             "  add column volume double not null backfill 0\n");
  EXPECT_THAT(inverse.losses, ElementsAre("the values of `prices.volume`"));
}

TEST(Invert, ADroppedColumnOfATypeWithoutPlainValuesComesBackToAnEmptyTableOnly) {
  Catalog before = prices();
  Column& volume = *before.tables.edit({"", "prices"}).findColumn("volume");
  volume.notNull = true;
  volume.type = Type::of(TypeKind::Opaque);
  Inverse inverse = invert(alter({op::DropColumn{"volume"}}), before);
  EXPECT_THAT(inverse.losses, ElementsAre("the values of `prices.volume`"));
}

TEST(Invert, ARetypeThatMayCutValuesOffSaysSo) {
  Catalog before = prices();
  Inverse widened = invert(alter({op::AlterColumn{column("id", TypeKind::BigInt), {}}}), before);
  EXPECT_THAT(widened.losses, IsEmpty());
  EXPECT_EQ(dumpOf(widened), "alter table prices\n  alter column id int\n");

  Inverse cut = invert(alter({op::AlterColumn{column("volume", TypeKind::Int), {}}}), before);
  EXPECT_THAT(cut.losses, ElementsAre("the exact values of `prices.volume`"));
}

// PostgreSQL's cast to a shorter string cuts it off without a word; its own conversion
// refuses. So a cast stands only where there is no other way.
TEST(Invert, ARetypeIsCastBackOnlyWhereNoEngineConvertsByItself) {
  Catalog before = prices();
  Column number = column("market", TypeKind::Int);
  Inverse toText = invert(alter({op::AlterColumn{number, Expr::column("market")}}), before);
  EXPECT_EQ(dumpOf(toText), "alter table prices\n  alter column market text\n");

  Column text = column("id", TypeKind::Text);
  Inverse toNumber = invert(alter({op::AlterColumn{text, {}}}), before);
  EXPECT_EQ(dumpOf(toNumber),
            "alter table prices\n  alter column id int using (cast(id as int))\n");
}

TEST(Invert, ATableComesBackWithEverythingButItsRows) {
  Catalog before = prices();
  Inverse dropped = invert(op::DropTable{{"", "prices"}}, before);
  EXPECT_EQ(dropped.operations.front(),
            Operation(op::CreateTable{*before.tables.find({"", "prices"})}));
  EXPECT_THAT(dropped.losses, ElementsAre("the rows of `prices`"));

  Inverse renamed = invert(op::RenameTable{{"app", "a"}, "b"}, before);
  EXPECT_EQ(dumpOf(renamed), "rename table app.b to a\n");
}

TEST(Invert, WhatHasNoNameComesBackToItsPlace) {
  auto check = [](const char* bound, const char* name = "") {
    Check result;
    result.name = name;
    result.condition =
        Expr::binaryOf(BinaryOperator::Greater, Expr::column("age"), Expr::number(bound));
    return result;
  };
  Catalog catalog;
  Table table;
  table.name.name = "users";
  Column age;
  age.name = "age";
  age.type = Type::of(TypeKind::Int);
  table.columns = {age};
  table.constraints = {check("1"), check("2", "named"), check("3"), check("4")};
  catalog.tables.put(table);
  op::AlterTable drops{table.name, {}};
  for (const Constraint& each : {table.constraints[1], table.constraints[2], table.constraints[0]})
    drops.actions.push_back(op::DropConstraint{each});
  const Inverse inverse = invert(drops, catalog);
  apply(drops, catalog);
  for (const Operation& operation : inverse.operations)
    apply(operation, catalog);
  // What has a name may stand anywhere.
  std::vector<Constraint> unnamed = catalog.tables.find(table.name)->constraints;
  llvm::erase(unnamed, table.constraints[1]);
  EXPECT_EQ(unnamed, (std::vector<Constraint>{check("1"), check("3"), check("4")}));
}

TEST(Invert, RawSqlHasAnInverseOnlyByItsEffect) {
  op::RawSql raw;
  raw.text = "ALTER TABLE prices ...";
  Inverse none = invert(raw, prices());
  EXPECT_EQ(none.impossible, "what raw SQL does is not known");
  EXPECT_THAT(none.operations, IsEmpty());

  raw.hasEffect = true;
  raw.effect = {alter({op::RenameColumn{"market", "mic"}}), op::RenameTable{{"", "prices"}, "p"}};
  Inverse undone = invert(raw, prices());
  EXPECT_EQ(dumpOf(undone), "rename table p to prices\n"
                            "alter table prices\n"
                            "  rename column mic to market\n");
}

TEST(Describe, TellsAReaderWhatHappens) {
  EXPECT_EQ(describe(Operation(op::DropTable{{"app", "users"}})), "drop table `app.users`");
  EXPECT_EQ(describe(Operation(alter({op::DropColumn{"a"}, op::RenameIndex{"i", "j"}}))),
            "alter table `prices`: drop column `a`, rename index `i` to `j`");
  EXPECT_EQ(nameOf(Operation(op::RawSql{})), "sql");
}
