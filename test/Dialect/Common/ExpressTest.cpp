// What an engine can hold of a table, it can hold of that again: expressing twice changes
// nothing, whatever the table.
#include "../Build.h"
#include "Random/RandomCatalog.h"

#include <gtest/gtest.h>

using namespace retort;

TEST(Express, IsIdempotent) {
  const uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  const uint64_t catalogs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 300);
  for (uint64_t i = 0; i < catalogs && !testing::Test::HasFailure(); ++i) {
    ShownSeed shown(seed + i);
    Catalog catalog = RandomCatalog(seed + i).catalog();
    for (const DialectRow& row : allDialects()) {
      auto dialect = row.make(row.defaultVersion);
      for (const auto& table : catalog.tables.all()) {
        Table once = dialect->express(*table, catalog);
        Table twice = dialect->express(once, catalog);
        EXPECT_EQ(twice, once) << row.facts.name.str() << ":\n" << dump(once) << dump(twice);
      }
    }
  }
}
