// Law 3 on random programs: what an engine holds after the statements of a program, read back, is
// what the program says. What the engine refuses of a program (a random text is no function) is
// left out of it, and told at the end by its reason; so is how often each kind of operation ran.
//
// RETORT_TEST_SEED and RETORT_TEST_PROGRAMS choose other programs, or more.

#include "../Database/OwnDatabase.h"
#include "EnginePalette.h"
#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Migrate/LiveSchema.h"
#include "Migrate/StandIns.h"
#include "Operation/Apply.h"
#include "Operation/Possible.h"
#include "Random/FeatureReport.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>
#include <map>
#include <set>

using namespace retort;

namespace {

/// An engine whose reflection is known. To add one: a row, and one of databaseRecipes.
struct TruthEngine {
  const char* name;
  /// Schemas that are there from the start.
  std::vector<std::string> schemas;
  /// How many tests share the programs, each with as many; they may run side by side.
  unsigned blocks;
  /// How many operations may be refused of a hundred.
  unsigned mostRefused;
};

/// How many are run on each engine.
constexpr uint64_t programsOfAnEngine = 2000;

const TruthEngine truthEngines[] = {
    {"PostgreSQL", {"app"}, 4, 3},
    {"SQLite", {}, 1, 3},
    {"MariaDB", {}, 2, 3},
};

/// What runs on an engine only if it has the feature; anything else runs on all of them.
struct KindRow {
  const char* name;
  Feature feature;
};
const KindRow kindsOfFeatures[] = {{"move object", Feature::Schemas},
                                   {"restart sequence", Feature::Sequences},
                                   {"refresh materialized view", Feature::MaterializedViews},
                                   {"set timeout", Feature::StatementTimeouts},
                                   {"set variable", Feature::SessionVariables},
                                   {"attach partition", Feature::Partitions},
                                   {"detach partition", Feature::Partitions},
                                   {"grant", Feature::Grants},
                                   {"revoke", Feature::Grants},
                                   {"validate constraint", Feature::NotValidConstraints}};

/// What runs nowhere, or not on one engine, though no feature says so.
struct KindException {
  const char* engine; // null: any
  const char* name;
  const char* why;
};
const KindException kindExceptions[] = {
    {nullptr, "unsettle", "Sema makes it of an `if`, and no engine is told of it"}};

/// The share of an engine's programs that one test runs.
struct TruthBlock {
  TruthEngine engine;
  unsigned number;
};

std::vector<TruthBlock> truthBlocks() {
  std::vector<TruthBlock> blocks;
  for (const TruthEngine& engine : truthEngines)
    for (unsigned number = 0; number < engine.blocks; ++number)
      blocks.push_back({engine, number});
  return blocks;
}

void PrintTo(const TruthBlock& block, std::ostream* out) {
  *out << block.engine.name << ", block " << block.number;
}

class TruthTest : public testing::TestWithParam<TruthBlock> {
protected:
  void SetUp() override {
    const DatabaseRecipe* recipe = llvm::find_if(databaseRecipes, [](const DatabaseRecipe& it) {
      return llvm::StringRef(it.engine) == engine().name;
    });
    database_ = OwnDatabase::make(*recipe, "retort_truth");
    if (!database_)
      GTEST_SKIP() << recipe->variable << " is not set";
  }

  static const TruthEngine& engine() { return GetParam().engine; }

  template <typename T> static void must(llvm::Expected<T> done) {
    if (!done)
      FAIL() << llvm::toString(done.takeError());
  }

  /// An empty database.
  void start() {
    database_->empty();
    for (const std::string& schema : engine().schemas)
      must(connection().execute("CREATE SCHEMA " + schema));
    catalog_ = {};
  }

  /// With what is there from the start.
  Catalog whole() const {
    Catalog whole = catalog_;
    for (const std::string& schema : engine().schemas)
      whole.objects.put(Schema{{"", schema}, "", {}});
    return whole;
  }

  Connection& connection() { return database_->connection(); }
  const Dialect& dialect() const { return database_->dialect(); }

  /// Runs the operation, unless the dialect or the engine refuses it; then all is as before.
  void tryOperation(const Operation& operation) {
    ++tried_;
    if (!isPossible(operation, catalog_))
      return refused("the test: what it needs was refused");
    CompiledSection section;
    CompiledOperation& compiled = section.operations.emplace_back();
    compiled.operation.operation = operation;
    std::vector<Statement>& statements = compiled.statements;
    DiagnosticEngine diags;
    Catalog after = catalog_;
    apply(operation, after);
    dialect().lower(compiled.operation, catalog_, statements, diags);
    addStandIns(section, whole(), dialect(), diags);
    if (diags.hasErrors())
      return refused("the dialect: " + std::string(diags.diagnostics().front().message));
    const bool framed = llvm::all_of(statements, [](const Statement& it) { return it.transactional; });
    const TransactionFrame frame = framed ? dialect().frame(statements) : TransactionFrame();
    for (const std::string& sql : frame.open)
      must(connection().execute(sql));
    for (const Statement& statement : statements)
      if (llvm::Expected<uint64_t> done = connection().execute(statement.sql); !done) {
        std::string why;
        llvm::handleAllErrors(done.takeError(), [&](const DatabaseError& error) {
          why = error.code + " " + error.message;
        });
        for (const std::string& sql : frame.rollback)
          must(connection().execute(sql));
        isBroken_ = !framed && &statement != statements.data();
        return refused(why);
      }
    for (const std::string& sql : frame.commit)
      must(connection().execute(sql));
    catalog_ = std::move(after);
    ran_.add(operation);
    for (const Statement& statement : statements)
      log_ += statement.sql + ";\n";
  }

  /// By its reason without the names in it.
  void refused(llvm::StringRef why) {
    std::string reason;
    bool isName = false;
    for (char c : why.split('\n').first) {
      if (c == '"' || c == '`')
        isName = !isName;
      else if (!isName)
        reason += c;
    }
    ++refused_[reason];
  }

  void compare() {
    database_->renewSession(); // without what the program has set
    const Catalog expected = withSchemasOfStandIns(whole(), dialect());
    llvm::Expected<LiveSchema> live = readLiveSchema(connection(), dialect(), {}, expected);
    if (!live)
      FAIL() << llvm::toString(live.takeError()) << "\n" << log_;
    EXPECT_EQ(live->notAsked, "");
    for (const ObjectId& id : differingObjects(live->catalog, expected))
      ADD_FAILURE() << describe(id) << " is\n" << shown(live->catalog, id) << "and should be\n"
                    << shown(expected, id) << "that is\n"
                    << shown(dialect().express(expected), id) << "after\n" << log_;
  }

  static std::string shown(const Catalog& catalog, const ObjectId& id) {
    Catalog only;
    if (id.kind == ObjectKind::Table) {
      if (const Table* table = catalog.tables.find(id.name))
        only.tables.put(*table);
    } else if (const SchemaObject* object = catalog.objects.find(id)) {
      only.objects.put(*object);
    }
    return dump(only) + "\n";
  }

  /// Is there a reason why it never ran?
  bool mayBeMissing(const std::string& kind) const {
    return llvm::any_of(kindsOfFeatures,
                        [&](const KindRow& row) {
                          return kind == row.name && !dialect().has(row.feature);
                        }) ||
           llvm::any_of(kindExceptions, [&](const KindException& row) {
             return kind == row.name &&
                    (!row.engine || llvm::StringRef(row.engine) == engine().name);
           });
  }

  void tell(uint64_t first, uint64_t programs, bool isWhole) const {
    llvm::outs() << programs << " programs from seed " << first << ": " << tried_
                 << " operations, " << refusals() << " refused\n"
                 << (isWhole ? "" : "too few to ask how much is refused, and whether each kind runs\n");
    for (const auto& [reason, count] : refused_)
      llvm::outs() << "  " << count << "  " << reason << "\n";
    for (const char* group : kindGroups)
      for (const auto& [kind, count] : ran_.counts(group))
        llvm::outs() << "  ran " << count << "  " << group << ": " << kind << "\n";
  }

  unsigned refusals() const {
    unsigned all = 0;
    for (const auto& [reason, count] : refused_)
      all += count;
    return all;
  }

  static constexpr const char* kindGroups[] = {"operation", "action", "enum action"};

  std::unique_ptr<OwnDatabase> database_;
  Catalog catalog_;
  std::string log_;
  bool isBroken_ = false;
  unsigned tried_ = 0;
  std::map<std::string, unsigned> refused_;
  FeatureReport ran_;
};

} // namespace

TEST_P(TruthTest, ReflectEqualsSimulate) {
  const uint64_t all = numberFromEnvironment("RETORT_TEST_PROGRAMS", programsOfAnEngine);
  const uint64_t skipped = all * GetParam().number / engine().blocks;
  const uint64_t programs = all * (GetParam().number + 1) / engine().blocks - skipped;
  const uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 20261121) + skipped;
  for (uint64_t seed = first; seed < first + programs && !HasFailure(); ++seed) {
    ShownSeed shown(seed);
    start();
    const EnginePalette palette(dialect());
    RandomCatalog random(seed, palette);
    log_.clear();
    isBroken_ = false;
    for (const Operation& operation : diff({}, random.catalog()).operations)
      if (!isBroken_)
        tryOperation(operation);
    for (size_t left = random.random().below(6); left > 0 && !isBroken_; --left)
      tryOperation(random.operation(catalog_));
    if (!isBroken_)
      compare();
  }
  const bool isWhole = all >= programsOfAnEngine;
  tell(first, programs, isWhole);
  if (!isWhole || HasFailure())
    return;
  EXPECT_LE(refusals() * 100, tried_ * engine().mostRefused);
  for (const char* group : kindGroups)
    for (const auto& [kind, count] : ran_.counts(group))
      EXPECT_TRUE(count != 0 || mayBeMissing(kind)) << group << " " << kind << " never ran";
}

INSTANTIATE_TEST_SUITE_P(Engines, TruthTest, testing::ValuesIn(truthBlocks()),
                         [](const auto& info) {
                           return info.param.engine.name + std::to_string(info.param.number);
                         });
