// Law 2 on schemas that nobody here wrote: from each to each other of its engine, and to what random
// edits make of it, and back. What a difference does not name stays as it is.
//
// RETORT_TEST_SEED and RETORT_TEST_PROGRAMS choose other edits, or more.

#include "Diff/DifferenceLaw.h"
#include "Diff/Recognise.h"
#include "Migrate/RealSchema.h"

#include <set>

using namespace retort;

namespace {

struct Corpus {
  const char* folder; // of Inputs
  std::vector<const char*> names;
};

const Corpus corpora[] = {
    {"sqlite", {"chinook", "sakila", "temporal", "proj", "quay"}},
    {"mysql", {"chinook", "sakila", "temporal", "ranger", "ensembl"}},
    {"postgresql", {"chinook", "sakila", "temporal", "danbooru", "graphile_starter"}},
};

class RealDifferencesTest : public testing::TestWithParam<Corpus> {
protected:
  void SetUp() override {
    if (!databases_.areThere())
      GTEST_SKIP() << databases_.variable() << " is not set";
    for (const char* name : GetParam().names) {
      std::unique_ptr<Connection> connection = databases_.load(name);
      const std::unique_ptr<Dialect> dialect =
          findDialect(connection->server().dialect)->make(connection->server().version);
      catalogs_.push_back(llvm::cantFail(reflect(*connection, *dialect, {})).catalog);
    }
  }

  RealDatabases databases_{GetParam().folder};
  std::vector<Catalog> catalogs_;
};

/// The tables that the difference alters are those that differ, and those whose foreign keys stand
/// in the way of a change of what they refer to.
void expectMinimal(const Catalog& from, const Catalog& to) {
  std::set<QualifiedName> differing;
  for (const ObjectId& id : differingObjects(from, to))
    differing.insert(id.name);
  auto isKeyToOne = [&](const op::TableAction& action) {
    const auto* drop = std::get_if<op::DropConstraint>(&action);
    const auto* add = std::get_if<op::AddConstraint>(&action);
    const Constraint* constraint = drop ? &drop->constraint : add ? &add->constraint : nullptr;
    const auto* key = constraint ? std::get_if<ForeignKey>(constraint) : nullptr;
    return key && differing.contains(key->referredTable);
  };
  for (const Operation& operation : diff(from, to).operations)
    if (const auto* alter = std::get_if<op::AlterTable>(&operation)) {
      EXPECT_TRUE(differing.contains(alter->table) || llvm::all_of(alter->actions, isKeyToOne))
          << dump(operation);
    }
}

} // namespace

TEST_P(RealDifferencesTest, LeadFromEachToEach) {
  for (const Catalog& from : catalogs_)
    for (const Catalog& to : catalogs_)
      expectDifferenceLeads(comparable(from, from), comparable(to, from));
}

TEST_P(RealDifferencesTest, LeadToRandomEditsAndBack) {
  const uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261122);
  const uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 40);
  for (const Catalog& real : catalogs_)
    for (uint64_t i = 0; i < programs && !testing::Test::HasFailure(); ++i) {
      ShownSeed shown(seed + i);
      RandomCatalog random(seed + i);
      const Catalog from = comparable(real, real);
      const Catalog to =
          comparable(changed(random, real, random.random().between(1, 6)), from);
      expectDifferenceLeads(from, to);
      expectDifferenceLeads(to, comparable(from, to));
      expectMinimal(from, to);
    }
  std::printf("%lu edits of each of %zu schemas from seed %lu\n", programs, catalogs_.size(), seed);
}

INSTANTIATE_TEST_SUITE_P(Engines, RealDifferencesTest, testing::ValuesIn(corpora),
                         [](const auto& info) { return std::string(info.param.folder); });
