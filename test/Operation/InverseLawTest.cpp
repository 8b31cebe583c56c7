// Law 1 on random programs: what an operation does to a schema, its inverse undoes, to
// the last attribute and the order of columns.
//
// RETORT_TEST_PROGRAMS and RETORT_TEST_SEED run other or more programs; a failure
// prints the seed that makes it alone.

#include "Operation/Apply.h"
#include "Operation/Invert.h"
#include "Random/FeatureReport.h"
#include "Random/RandomCatalog.h"
#include "Random/WellFormed.h"

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

static void expectSame(const Catalog& got, const Catalog& expected, const Operation& operation,
                       const std::vector<Operation>& back) {
  if (got == expected && faultsOf(got).empty())
    return;
  std::string inverse;
  for (const Operation& step : back)
    inverse += dump(step);
  ADD_FAILURE() << "operation:\n"
                << dump(operation) << "inverse:\n"
                << inverse << "expected:\n"
                << dump(expected) << "got:\n"
                << dump(got);
}

/// There, back by the inverse, and forth again by the inverse of that.
static void expectThereAndBack(const Operation& operation, const Catalog& before,
                               const Catalog& after) {
  Inverse inverse = invert(operation, before);
  if (hasNoInverse(operation, inverse))
    return;
  Catalog catalog = after;
  std::vector<Operation> forth = applyAll(inverse.operations, catalog);
  expectSame(catalog, before, operation, inverse.operations);
  applyAll(forth, catalog);
  expectSame(catalog, after, operation, forth);
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
    expectThereAndBack(operation, catalog, after);
    catalog = std::move(after);
  }
}

TEST(InverseLaw, AMovedColumnLeavesTheOrderOfPartsAlone) {
  FeatureReport report;
  runProgram(202611211328783, report);
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
