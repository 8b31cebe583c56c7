// Law 2 on random pairs of catalogs: applying the difference gives the wanted catalog
// but for the order of columns, and then there is no difference. On the way there nothing
// is used that is not there.

#include "Diff/Diff.h"
#include "Operation/Apply.h"
#include "Random/RandomCatalog.h"
#include "Random/WellFormed.h"

#include "llvm/ADT/STLExtras.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::IsEmpty;

/// What no operation can say yet is made equal, and external tables are left out.
static Catalog comparable(const Catalog& catalog, const Catalog& model) {
  Catalog result;
  for (const auto& type : catalog.enums.all()) {
    const Enum* same = model.enums.find(type->name);
    result.enums.put(same ? *same : *type);
  }
  for (const auto& table : catalog.tables.all()) {
    Table copy = *table;
    copy.external = false;
    if (const Table* same = model.tables.find(table->name))
      copy.options = same->options;
    result.tables.put(std::move(copy));
  }
  return result;
}

static Catalog anotherCatalog(RandomCatalog& random, const Catalog& from) {
  if (random.random().chance(20))
    return random.catalog();
  Catalog to = from;
  for (size_t i = random.random().between(1, 5); i > 0; --i)
    apply(random.operation(to), to);
  return to;
}

/// With `not null` where it holds, no matter which of column and primary key says so.
static Table withEffectiveNotNull(Table table) {
  for (Column& column : table.columns)
    column.notNull = isNotNull(table, column);
  return table;
}

static bool equalButForColumnOrder(const Catalog& a, const Catalog& b) {
  return a.enums == b.enums &&
         llvm::equal(a.tables.all(), b.tables.all(), [](const auto& x, const auto& y) {
           return retort::equalButForColumnOrder(withEffectiveNotNull(*x),
                                                 withEffectiveNotNull(*y));
         });
}

/// A retyped column must be free of users while it is retyped.
static void expectRetypedColumnIsFree(const op::AlterColumn& alter, const QualifiedName& name,
                                      const Catalog& catalog) {
  const Table& table = *catalog.tables.find(name);
  if (table.findColumn(alter.to.name)->type != alter.to.type) {
    EXPECT_FALSE(isUsed(catalog, table, alter.to.name)) << describe(op::TableAction(alter));
  }
}

static void applyStep(const Operation& operation, Catalog& catalog) {
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  if (!alter)
    return apply(operation, catalog);
  for (const op::TableAction& action : alter->actions) {
    if (const auto* column = std::get_if<op::AlterColumn>(&action))
      expectRetypedColumnIsFree(*column, alter->table, catalog);
    apply(action, alter->table, catalog);
    EXPECT_THAT(faultsOf(catalog), IsEmpty()) << describe(action);
  }
}

static void runProgram(uint64_t seed) {
  ShownSeed shown(seed);
  RandomCatalog random(seed);
  Catalog from = random.catalog();
  Catalog to = anotherCatalog(random, from);
  from = comparable(from, from);
  to = comparable(to, from);

  Difference difference = diff(from, to);
  EXPECT_THAT(difference.unsaid, IsEmpty());
  Catalog catalog = from;
  std::string steps;
  for (const Operation& operation : difference.operations) {
    applyStep(operation, catalog);
    EXPECT_THAT(faultsOf(catalog), IsEmpty()) << dump(operation);
    steps += dump(operation);
  }
  EXPECT_TRUE(equalButForColumnOrder(catalog, to)) << "from:\n"
                                                   << dump(from) << "to:\n"
                                                   << dump(to) << "by:\n"
                                                   << steps << "got:\n"
                                                   << dump(catalog);
  EXPECT_THAT(diff(catalog, to).operations, IsEmpty());
}

TEST(DifferenceLaw, HoldsForRandomPairs) {
  uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 10000);
  for (uint64_t i = 0; i < programs && !testing::Test::HasFailure(); ++i)
    runProgram(seed + i);
  std::printf("%lu pairs from seed %lu\n", programs, seed);
}
