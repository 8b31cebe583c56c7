// Law 1 on random programs: what an operation does to a schema, its inverse undoes, to
// the last attribute and the order of columns (but in a part of a partitioned table).
//
// RETORT_TEST_PROGRAMS and RETORT_TEST_SEED run other or more programs; a failure
// prints the seed that makes it alone.

#include "Operation/Apply.h"
#include "Operation/Invert.h"
#include "Random/FeatureReport.h"
#include "Random/RandomCatalog.h"
#include "Random/WellFormed.h"

#include "llvm/ADT/STLExtras.h"

#include <array>
#include <gmock/gmock.h>

using namespace retort;
using testing::IsEmpty;

/// False for what has an inverse; else the operation is what may have none.
static bool hasNoInverse(const Operation& operation, const Inverse& inverse) {
  if (inverse.impossible.empty())
    return false;
  const auto* raw = std::get_if<op::RawSql>(&operation);
  EXPECT_TRUE(!changesSchema(operation) && !(raw && raw->hasEffect)) << dump(operation);
  EXPECT_THAT(inverse.operations, IsEmpty());
  return true;
}

/// Applies `operations` in order, and says what would bring them back.
static std::vector<Operation> applyAll(const std::vector<Operation>& operations, Catalog& catalog) {
  std::vector<Operation> back;
  for (const Operation& operation : operations) {
    Inverse inverse = invert(operation, catalog);
    back.insert(back.begin(), inverse.operations.begin(), inverse.operations.end());
    apply(operation, catalog);
  }
  return back;
}

/// A change of a schema, and a schema to compare with one of its sides.
struct Change {
  const Operation& operation;
  const Catalog& before;
  const Catalog& after;

  /// The columns of a part have an order of their own, in which no change of its table has a say.
  bool isOfPart(const QualifiedName& name) const {
    return llvm::any_of(std::array{&before, &after}, [&](const Catalog* catalog) {
      const Table* table = catalog->tables.find(name);
      return table && table->partitionOf;
    });
  }
  bool isSame(const Catalog& got, const Catalog& expected) const {
    return got.objects == expected.objects && got.unknown == expected.unknown &&
           llvm::equal(got.tables.all(), expected.tables.all(), [&](const auto& a, const auto& b) {
             return isOfPart(a->name) ? equalButForColumnOrder(*a, *b) : *a == *b;
           });
  }
};

static void expectSame(const Catalog& got, const Catalog& expected, const Change& change,
                       const std::vector<Operation>& back) {
  if (change.isSame(got, expected) && faultsOf(got).empty())
    return;
  std::string inverse;
  for (const Operation& step : back)
    inverse += dump(step);
  ADD_FAILURE() << "operation:\n"
                << dump(change.operation) << "inverse:\n"
                << inverse << "expected:\n"
                << dump(expected) << "got:\n"
                << dump(got);
}

/// There, back by the inverse, and forth again by the inverse of that.
static void expectThereAndBack(const Change& change) {
  Inverse inverse = invert(change.operation, change.before);
  if (hasNoInverse(change.operation, inverse))
    return;
  Catalog catalog = change.after;
  std::vector<Operation> forth = applyAll(inverse.operations, catalog);
  expectSame(catalog, change.before, change, inverse.operations);
  applyAll(forth, catalog);
  expectSame(catalog, change.after, change, forth);
}

static void runProgram(uint64_t seed, FeatureReport& report) {
  ShownSeed shown(seed);
  RandomCatalog random(seed);
  Catalog catalog = random.catalog();
  report.add(catalog);
  EXPECT_THAT(faultsOf(catalog), IsEmpty());
  for (size_t i = random.random().between(1, 6); i > 0; --i) {
    Operation operation = random.operation(catalog);
    report.add(operation);
    Catalog after = catalog;
    apply(operation, after);
    EXPECT_THAT(faultsOf(after), IsEmpty()) << dump(operation);
    expectThereAndBack({operation, catalog, after});
    catalog = std::move(after);
  }
}

TEST(InverseLaw, AMovedColumnLeavesTheOrderOfPartsAlone) {
  FeatureReport report;
  runProgram(202611211328783, report);
}

//===--- What is not known ------------------------------------------------===//

/// About one in eight of what is there, and now and then a name that is not.
static Unknowns someUnknown(Random& random, const Catalog& catalog) {
  Unknowns unknown;
  auto add = [&](Unknown each) {
    if (random.chance(12))
      unknown.insert(std::move(each));
  };
  for (const auto& table : catalog.tables.all()) {
    const ObjectId id{ObjectKind::Table, table->name};
    add({id});
    if (!table->partitionOf)
      for (const Column& column : table->columns)
        add({id, ObjectKind::Column, column.name});
    for (const Index& index : table->indexes)
      add({id, ObjectKind::Index, index.name});
    for (const Constraint& constraint : table->constraints)
      if (!baseOf(constraint).name.empty())
        add({id, ObjectKind::Constraint, baseOf(constraint).name});
    add({id, ObjectKind::Column, "nobody"});
  }
  for (const auto& object : catalog.objects.all())
    add({idOf(*object)});
  return unknown;
}

/// What makes something known that was not has no way back; all else comes back, and leaves as
/// much unknown as there was.
TEST(InverseLaw, HoldsForWhatIsNotKnown) {
  const uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 20261121);
  const uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 10000) / 4;
  size_t settled = 0, undone = 0;
  for (uint64_t seed = first; seed < first + programs && !HasFailure(); ++seed) {
    ShownSeed shown(seed);
    RandomCatalog random(seed);
    Catalog catalog = random.catalog();
    const Operation operation = random.operation(catalog);
    catalog.unknown = someUnknown(random.random(), catalog);
    Catalog after = catalog;
    apply(operation, after);
    const Inverse inverse = invert(operation, catalog);
    const bool isSettled = after.unknown.size() < catalog.unknown.size();
    if (isSettled) {
      EXPECT_THAT(inverse.impossible, testing::HasSubstr("is not known")) << dump(operation);
      ++settled;
    } else if (inverse.impossible.empty() && !catalog.unknown.empty()) {
      Catalog back = after;
      applyAll(inverse.operations, back);
      expectSame(back, catalog, {operation, catalog, after}, inverse.operations);
      ++undone;
    }
  }
  EXPECT_GT(settled, programs / 100);
  EXPECT_GT(undone, programs / 4);
}

/// Of several effects of raw SQL the first has no way back.
TEST(InverseLaw, ARenameThatMakesKnownLeavesNoWayBackFromRawSql) {
  Table users;
  users.name = {"", "users"};
  users.columns.resize(1);
  users.columns[0].name = "mail";
  Table others = users;
  others.name = {"", "others"};
  Catalog catalog;
  catalog.tables.put(users);
  catalog.unknown = {{{ObjectKind::Table, users.name}, ObjectKind::Column, "email"}};
  op::RawSql raw;
  raw.hasEffect = true;
  raw.effect = {op::AlterTable{users.name, {op::RenameColumn{"mail", "email"}}},
                op::CreateTable{others}};
  const Inverse inverse = invert(raw, catalog);
  EXPECT_THAT(inverse.impossible, testing::HasSubstr("is not known"));
  EXPECT_THAT(inverse.operations, IsEmpty());
}

TEST(InverseLaw, WhatAnIfLeavesUnknownIsForgottenWithIt) {
  const Unknown column{{ObjectKind::Table, {"", "users"}}, ObjectKind::Column, "email"};
  const Operation unsettle = op::Unsettle{{column}};
  Catalog catalog;
  EXPECT_THAT(invert(unsettle, catalog).impossible, IsEmpty());
  EXPECT_THAT(invert(unsettle, catalog).operations, IsEmpty());
  apply(unsettle, catalog);
  EXPECT_EQ(dump(catalog), "unknown column users.email\n");
}

TEST(InverseLaw, HoldsForRandomPrograms) {
  uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 10000);
  FeatureReport report;
  for (uint64_t i = 0; i < programs && !HasFailure(); ++i)
    runProgram(seed + i, report);
  std::printf("%s%lu programs from seed %lu\n", report.text().c_str(), programs, seed);
  if (programs >= 10000) {
    EXPECT_THAT(report.below(0.5), IsEmpty()) << "the generator makes too few of these";
  }
}
