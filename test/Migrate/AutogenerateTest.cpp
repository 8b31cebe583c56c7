// A generated revision, read as any other, leads from the one schema to the other; what it cannot
// say it tells. On random pairs, in every dialect.

#include "Migrate/Autogenerate.h"

#include "Dialect/Dialect.h"
#include "Diff/PartitionEdits.h"
#include "Operation/Apply.h"
#include "Random/RandomCatalog.h"
#include "gmock/gmock.h"

namespace retort {
namespace {

RevisionDraft draftOf() {
  RevisionDraft draft;
  draft.id = "generated";
  draft.message = "generated";
  return draft;
}

TEST(AutogenerateTest, whatIsUnderstoodLeadsToTheWantedSchema) {
  size_t whole = 0, all = 0;
  for (uint64_t seed = 20261121; seed < 20261121 + 150; ++seed) {
    RandomCatalog random(seed);
    const Catalog made = random.catalog();
    Catalog changed = made;
    for (int i = 0; i < 6; ++i)
      apply(random.operation(changed), changed);
    PartitionEdits edits(random.random(), changed);
    edits.run();
    edits.followWholes();
    for (const DialectRow& row : allDialects()) {
      SCOPED_TRACE("seed " + std::to_string(seed) + " on " + row.facts.name.str());
      const std::unique_ptr<Dialect> dialect = row.make(row.defaultVersion);
      // Elsewhere nobody but the owner may use what is new, so that `revoke` says nothing.
      const bool withGrants = row.facts.name == "postgresql";
      const Catalog from = withGrants ? made : withoutGrants(made);
      const Catalog to = withGrants ? changed : withoutGrants(changed);
      const Difference difference = diff(from, to, {}, columnOrder(*dialect));
      llvm::Expected<GeneratedRevision> generated =
          generateRevision(difference, from, to, draftOf(), *dialect, {});
      ++all;
      if (!generated) {
        ADD_FAILURE() << llvm::toString(generated.takeError());
        continue;
      }
      whole += generated->unsaid.empty() && generated->needs.empty();
    }
  }
  // Not every catalog is one that each dialect can hold, nor can all be said without its author.
  RecordProperty("whole", std::to_string(whole) + " of " + std::to_string(all));
  std::printf("%zu of %zu need nobody's hand\n", whole, all);
  EXPECT_GT(whole, all / 4);
}

TEST(AutogenerateTest, whatIsLostIsToldBeforeTheStatement) {
  Catalog from;
  Table table;
  table.name.name = "users";
  Column id, name;
  id.name = "id";
  id.type = Type::of(TypeKind::Int);
  name.name = "name";
  name.type = Type::of(TypeKind::Text);
  table.columns = {id, name};
  from.tables.put(table);
  Catalog to;
  table.columns = {id};
  to.tables.put(table);
  const auto dialect = findDialect("postgresql")->make({15});
  const GeneratedRevision generated =
      llvm::cantFail(generateRevision(diff(from, to), from, to, draftOf(), *dialect, {}));
  EXPECT_THAT(generated.text, testing::HasSubstr("  // loses the values of `users.name`\n"
                                                 "  alter table users {\n"
                                                 "    drop column name;\n"));
  EXPECT_THAT(generated.text, testing::HasSubstr("downgrade auto;"));
  EXPECT_THAT(generated.needs, testing::IsEmpty());
}

TEST(AutogenerateTest, everyReasonWhyThereIsNoWayBackIsTold) {
  Catalog from;
  for (const char* name : {"a", "b", "c"}) {
    Table table;
    table.name.name = name;
    Column id;
    id.name = "id";
    id.type = Type::of(TypeKind::Int);
    table.columns = {id};
    from.tables.put(table);
  }
  // What an `if` made is not known for sure.
  from.unknown = {{{ObjectKind::Table, {"", "a"}}}, {{ObjectKind::Table, {"", "c"}}}};
  const auto dialect = findDialect("postgresql")->make({15});
  const GeneratedRevision generated =
      llvm::cantFail(generateRevision(diff(from, {}), from, {}, draftOf(), *dialect, {}));
  EXPECT_THAT(generated.needs, testing::IsEmpty());
  EXPECT_EQ(llvm::StringRef(generated.noWayBack).count("cannot be taken back"), 2u)
      << generated.noWayBack;
  EXPECT_THAT(generated.noWayBack, testing::HasSubstr("what table `a` was is not known; "));
  EXPECT_TRUE(llvm::StringRef(generated.noWayBack).ends_with("what table `c` was is not known"))
      << generated.noWayBack;
  EXPECT_THAT(generated.text, testing::HasSubstr("downgrade impossible '"));
}

TEST(AutogenerateTest, whatDoesNotCompileIsWrittenAndTold) {
  Catalog to;
  Table table;
  table.name.name = "users";
  Column name;
  name.name = "name";
  name.type = Type::of(TypeKind::String);
  table.columns = {name};
  to.tables.put(table);
  const auto dialect = findDialect("mysql")->make({8, 0});
  const GeneratedRevision generated =
      llvm::cantFail(generateRevision(diff({}, to), {}, to, draftOf(), *dialect, {}));
  EXPECT_THAT(generated.text, testing::HasSubstr("name  string;"));
  EXPECT_THAT(generated.needs,
              testing::ElementsAre(testing::HasSubstr("without a length")));
}

} // namespace
} // namespace retort
