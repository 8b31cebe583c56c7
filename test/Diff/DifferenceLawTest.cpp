// Law 2 on random pairs of catalogs.

#include "Diff/DifferenceLaw.h"
#include "Diff/PartitionEdits.h"

#include <algorithm>

using namespace retort;

/// What no single operation may do: columns that are in use get another type.
static void retypeColumns(Random& random, Table& table) {
  const std::vector<std::string> key =
      table.partitionBy ? columnsOf(*table.partitionBy) : std::vector<std::string>();
  for (Column& column : table.columns)
    if (llvm::is_contained(key, column.name))
      continue;
    else if (column.type.isText() && random.chance(40))
      column.type =
          Type::of(column.type.kind == TypeKind::Text ? TypeKind::String : TypeKind::Text);
    else if (column.type.isInteger() && random.chance(40))
      column.type = Type::of(column.type.kind == TypeKind::Int ? TypeKind::BigInt : TypeKind::Int);
}

/// Two parts swap their names.
static void swapNames(Table& table) {
  if (table.indexes.size() > 1)
    std::swap(table.indexes.front().name, table.indexes.back().name);
  if (table.constraints.size() > 1)
    std::swap(baseOf(table.constraints.front()).name, baseOf(table.constraints.back()).name);
}

/// Columns stand in another order.
static void turnColumns(Random& random, Table& table) {
  std::vector<Column>& columns = table.columns;
  std::rotate(columns.begin(), columns.begin() + random.below(columns.size()), columns.end());
  if (columns.size() > 2)
    std::swap(columns[0], columns[1]);
}

static Catalog anotherCatalog(RandomCatalog& random, const Catalog& from) {
  if (random.random().chance(5))
    return {};
  if (random.random().chance(15))
    return random.catalog();
  Catalog to = changed(random, from, random.random().between(0, 5));
  std::vector<QualifiedName> names;
  for (const auto& table : to.tables.all())
    names.push_back(table->name);
  for (const QualifiedName& name : names) {
    if (random.random().chance(15))
      retypeColumns(random.random(), to.tables.edit(name));
    if (random.random().chance(10))
      swapNames(to.tables.edit(name));
    if (random.random().chance(20))
      turnColumns(random.random(), to.tables.edit(name));
  }
  PartitionEdits edits(random.random(), to);
  edits.run();
  edits.followWholes();
  return to;
}

/// Is a table of both divided otherwise? No operation says that.
static bool isDividedOtherwise(const Catalog& from, const Catalog& to) {
  return llvm::any_of(from.tables.all(), [&](const auto& table) {
    const Table* after = to.tables.find(table->name);
    return after && after->partitionBy != table->partitionBy;
  });
}

/// How many tables become parts, or are some no more, or not so.
static size_t movesBetween(const Catalog& from, const Catalog& to) {
  return llvm::count_if(from.tables.all(), [&](const auto& table) {
    const Table* after = to.tables.find(table->name);
    return after && after->partitionOf != table->partitionOf;
  });
}

/// How many parts moved; nothing: it is no pair.
static std::optional<size_t> runProgram(uint64_t seed) {
  ShownSeed shown(seed);
  RandomCatalog random(seed);
  // Operations add foreign keys in all directions, circles among them.
  Catalog from = changed(random, random.catalog(), random.random().below(5));
  PartitionEdits(random.random(), from).divideParts();
  Catalog to = anotherCatalog(random, from);
  if (random.random().chance(50))
    std::swap(from, to);
  if (isDividedOtherwise(from, to))
    return std::nullopt;
  from = comparable(from, from);
  to = comparable(to, from);

  expectDifferenceLeads(from, to, seed % 2 == 0 ? ColumnOrder::Free : ColumnOrder::Kept);
  return movesBetween(from, to);
}

TEST(DifferenceLaw, HoldsForRandomPairs) {
  uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 10000);
  uint64_t pairs = 0, moves = 0;
  for (uint64_t i = 0; i < programs && !testing::Test::HasFailure(); ++i)
    if (std::optional<size_t> moved = runProgram(seed + i)) {
      ++pairs;
      moves += *moved;
    }
  std::printf("%lu pairs from seed %lu, in which %lu parts move\n", pairs, seed, moves);
}
