// Schemas that nobody here wrote: read from an engine, made again from what was read on an empty
// database, and read there, they are the same. What is not carried is told, and stands here.

#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Migrate/RealSchema.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>
#include <map>

using namespace retort;

namespace {

struct RealSchema {
  const char* name;
  const char* folder; // of Inputs
  size_t tables;
  /// What has no word, by its kind.
  std::map<std::string, size_t> notCarried;
};

const RealSchema realSchemas[] = {
    {"chinook", "sqlite", 11, {}},
    {"sakila", "sqlite", 16, {}},
    // NULL in primary keys, which only SQLite takes.
    {"temporal", "sqlite", 38, {{"column", 1}}},
    {"proj", "sqlite", 40, {{"column", 2}}},
    {"quay", "sqlite", 105, {}},
    {"chinook", "mysql", 11, {}},
    {"sakila", "mysql", 16, {}},
    {"temporal", "mysql", 37, {}},
    {"ranger", "mysql", 85, {}},
    {"ensembl", "mysql", 77, {}},
};

class RealSchemasTest : public testing::TestWithParam<RealSchema> {
protected:
  void SetUp() override {
    if (!databases_.areThere())
      GTEST_SKIP() << databases_.variable() << " is not set";
  }

  Reflection read(Connection& connection) {
    return llvm::cantFail(reflect(connection, *dialect_, {}));
  }

  void make(Connection& connection, const Catalog& wanted) {
    for (const std::string& sql : dialect_->sessionSettings())
      llvm::cantFail(connection.execute(sql));
    Catalog now;
    for (const Operation& operation : diff({}, wanted).operations) {
      LocatedOperation located;
      located.operation = operation;
      std::vector<Statement> statements;
      DiagnosticEngine diags;
      dialect_->lower(located, now, statements, diags);
      EXPECT_FALSE(diags.hasErrors()) << dump(operation);
      for (const Statement& statement : statements)
        if (llvm::Expected<uint64_t> done = connection.execute(statement.sql); !done)
          ADD_FAILURE() << llvm::toString(done.takeError()) << "\n" << statement.sql;
      apply(operation, now);
    }
  }

  RealDatabases databases_{GetParam().folder};
  std::unique_ptr<Dialect> dialect_;
};

} // namespace

TEST_P(RealSchemasTest, ComesBackAsItWas) {
  std::unique_ptr<Connection> original = databases_.load(GetParam().name);
  dialect_ = findDialect(original->server().dialect)->make(original->server().version);
  const Reflection before = read(*original);
  EXPECT_EQ(before.catalog.tables.size(), GetParam().tables);
  std::map<std::string, size_t> notCarried;
  for (const NotRepresented& it : before.notRepresented) {
    ++notCarried[it.kind];
    llvm::outs() << it.kind << " " << it.name << ": " << it.why << "\n";
  }
  EXPECT_EQ(notCarried, GetParam().notCarried);

  std::unique_ptr<Connection> again = databases_.make();
  make(*again, before.catalog);
  const Reflection after = read(*again);
  for (const ObjectId& id : differingObjects(before.catalog, after.catalog))
    ADD_FAILURE() << describe(id);
  EXPECT_EQ(dump(dialect_->express(before.catalog)), dump(before.catalog));
}

INSTANTIATE_TEST_SUITE_P(Engines, RealSchemasTest, testing::ValuesIn(realSchemas),
                         [](const auto& info) {
                           return std::string(info.param.folder) + "_" + info.param.name;
                         });
