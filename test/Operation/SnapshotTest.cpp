// Snapshots are cheap: a walk over a long history copies the tables that change, and
// no other.

#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

using namespace retort;

static Table tableNumber(size_t number) {
  Table table;
  table.name.name = "t" + std::to_string(number);
  table.columns.resize(1);
  table.columns[0].name = "id";
  table.columns[0].type = Type::of(TypeKind::BigInt);
  return table;
}

/// How many tables of `after` are not the very objects of `before`.
static size_t copiedTables(const Catalog& before, const Catalog& after) {
  size_t copied = 0;
  for (auto [old, now] : llvm::zip_equal(before.tables.all(), after.tables.all()))
    copied += old != now;
  return copied;
}

TEST(Snapshot, AWalkCopiesOnlyWhatChanges) {
  constexpr size_t tables = 1000, operations = 10000;
  Catalog catalog;
  for (size_t i = 0; i < tables; ++i)
    catalog.tables.put(tableNumber(i));

  Catalog before = catalog;
  for (size_t i = 0; i < operations; ++i) {
    QualifiedName name{"", "t" + std::to_string(i % tables)};
    Column column;
    column.name = "c" + std::to_string(i);
    column.type = Type::of(TypeKind::Text);
    apply(op::AlterTable{name,
                         {op::AddColumn{column, std::nullopt, std::nullopt},
                          op::SetTableComment{"changed"}}},
          catalog);
    ASSERT_EQ(copiedTables(before, catalog), 1u) << "in operation " << i;
    before = catalog;
  }
  EXPECT_EQ(catalog.tables.find({"", "t0"})->columns.size(), 1 + operations / tables);
}
