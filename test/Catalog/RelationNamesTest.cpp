// The names of a schema stay right while its tables come, change and go, in whatever
// order of catalogs they are asked for.
#include "Catalog/RelationNames.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

Table table(const char* name, const char* index = nullptr) {
  Table result;
  result.name.name = name;
  if (index)
    result.indexes.push_back({.name = index});
  return result;
}

TEST(RelationNames, FollowTheCatalog) {
  Catalog catalog;
  RelationNames names;
  catalog.tables.put(table("b", "ix_b"));
  names.update(catalog);
  EXPECT_TRUE(names.contains("b"));
  EXPECT_TRUE(names.contains("IX_B"));

  catalog.tables.put(table("a"));
  catalog.tables.put(table("c", "ix_c"));
  catalog.tables.edit({"", "b"}).indexes[0].name = "ix_other";
  names.update(catalog);
  EXPECT_TRUE(names.contains("a"));
  EXPECT_TRUE(names.contains("ix_c"));
  EXPECT_TRUE(names.contains("ix_other"));
  EXPECT_FALSE(names.contains("ix_b"));

  catalog.tables.erase({"", "a"});
  catalog.tables.erase({"", "c"});
  names.update(catalog);
  EXPECT_FALSE(names.contains("a"));
  EXPECT_FALSE(names.contains("ix_c"));
  EXPECT_TRUE(names.contains("b"));
}

TEST(RelationNames, CountANameOfTwoTablesTwice) {
  Catalog catalog;
  catalog.tables.put(table("a", "ix"));
  catalog.tables.put(table("b", "ix"));
  RelationNames names;
  names.update(catalog);
  catalog.tables.erase({"", "a"});
  names.update(catalog);
  EXPECT_TRUE(names.contains("ix"));
  names.update(Catalog());
  EXPECT_FALSE(names.contains("ix"));
}

TEST(RelationNames, MayGoBackToAnOlderCatalog) {
  Catalog before;
  before.tables.put(table("a", "ix_a"));
  Catalog after = before;
  after.tables.edit({"", "a"}).indexes[0].name = "ix_new";
  RelationNames names;
  names.update(before);
  names.update(after);
  names.update(before);
  EXPECT_TRUE(names.contains("ix_a"));
  EXPECT_FALSE(names.contains("ix_new"));
}

} // namespace
