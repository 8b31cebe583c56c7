// Schemas that nobody here wrote: read from an engine, made again from what was read on an empty
// database, and read there, they are the same. What is not carried is told, and stands here.

#include "Database/Connection.h"
#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>
#include <map>
#include <unistd.h>

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
    if (llvm::StringRef(GetParam().folder) == "sqlite")
      return;
    const char* text = std::getenv("RETORT_TEST_MARIADB_URL");
    if (!text)
      GTEST_SKIP() << "RETORT_TEST_MARIADB_URL is not set";
    url_ = llvm::cantFail(Url::parse(text));
    server_ = llvm::cantFail(Connection::open(*url_));
  }

  void TearDown() override {
    for (const std::string& name : made_)
      llvm::consumeError(server_->execute("DROP DATABASE IF EXISTS " + name).takeError());
  }

  std::unique_ptr<Connection> emptyDatabase() {
    if (!server_)
      return llvm::cantFail(Connection::open(llvm::cantFail(Url::parse("sqlite::memory:"))));
    Url url = *url_;
    url.database = "retort_real_" + std::to_string(getpid()) + "_" + std::to_string(made_.size());
    made_.push_back(url.database);
    llvm::cantFail(server_->execute("CREATE DATABASE " + url.database +
                                    " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"));
    return llvm::cantFail(Connection::open(url));
  }

  /// As the engine's own client reads a file.
  static void load(Connection& connection, llvm::StringRef text) {
    std::string delimiter = ";", statement;
    llvm::SmallVector<llvm::StringRef> lines;
    text.split(lines, '\n');
    for (llvm::StringRef line : lines) {
      if (line.trim().consume_front("DELIMITER ")) {
        delimiter = line.trim().drop_front(llvm::StringRef("DELIMITER ").size()).trim().str();
        continue;
      }
      statement += line.str() + "\n";
      llvm::StringRef whole = llvm::StringRef(statement).trim();
      if (!whole.consume_back(delimiter))
        continue;
      if (llvm::Expected<uint64_t> done = connection.execute(whole); !done)
        ADD_FAILURE() << llvm::toString(done.takeError()) << "\n" << whole.str();
      statement.clear();
    }
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

  std::optional<Url> url_;
  std::unique_ptr<Connection> server_;
  std::vector<std::string> made_;
  std::unique_ptr<Dialect> dialect_;
};

/// The name of its database is the file's own.
std::string textOf(const RealSchema& schema) {
  const std::string path = std::string(RETORT_TEST_DIR) + "/schemas/Inputs/" + schema.folder + "/" +
                           schema.name + ".sql";
  auto file = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(static_cast<bool>(file)) << path;
  std::string text = file ? (*file)->getBuffer().str() : "";
  const std::string own = std::string(schema.name) + ".";
  if (llvm::StringRef(schema.folder) == "mysql")
    for (size_t at = text.find(own); at != std::string::npos; at = text.find(own, at))
      text.erase(at, own.size());
  return text;
}

} // namespace

TEST_P(RealSchemasTest, ComesBackAsItWas) {
  std::unique_ptr<Connection> original = emptyDatabase();
  dialect_ = findDialect(original->server().dialect)->make(original->server().version);
  const std::string text = textOf(GetParam());
  if (server_)
    load(*original, text);
  else
    llvm::cantFail(original->execute(text));
  const Reflection before = read(*original);
  EXPECT_EQ(before.catalog.tables.size(), GetParam().tables);
  std::map<std::string, size_t> notCarried;
  for (const NotRepresented& it : before.notRepresented) {
    ++notCarried[it.kind];
    llvm::outs() << it.kind << " " << it.name << ": " << it.why << "\n";
  }
  EXPECT_EQ(notCarried, GetParam().notCarried);

  std::unique_ptr<Connection> again = emptyDatabase();
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
