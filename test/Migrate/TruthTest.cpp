// Law 3 on random programs: what an engine holds after the statements of a program, read back, is
// what the program says. What the engine refuses of a program (a random text is no function) is
// left out of it, and told at the end by its reason.
//
// RETORT_TEST_SEED and RETORT_TEST_PROGRAMS choose other programs, or more.

#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Migrate/LiveSchema.h"
#include "Operation/Apply.h"
#include "Operation/Possible.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>
#include <map>
#include <set>
#include <unistd.h>

using namespace retort;

namespace {

/// An engine whose reflection is known. To add one: a row.
struct TruthEngine {
  const char* name;
  /// The environment variable with the URL of a server; null: in memory.
  const char* variable;
  /// What makes the database of the test on the server, and drops it; `@` stands for its name.
  std::vector<std::string> create;
  std::string drop;
  /// What empties it between two programs; of a database in memory: nothing, a new one is opened.
  std::vector<std::string> empty;
  /// How many programs are run, and how many operations may be refused of a hundred.
  unsigned programs;
  unsigned mostRefused;
};

const TruthEngine truthEngines[] = {
    {"PostgreSQL",
     "RETORT_TEST_POSTGRESQL_URL",
     {"DO $$ DECLARE wanted text; BEGIN FOREACH wanted IN ARRAY ARRAY['reader', 'writer', 'Some one'] "
      "LOOP IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN "
      "EXECUTE format('CREATE ROLE %I', wanted); END IF; END LOOP; "
      "EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL; END $$",
      "CREATE DATABASE @ TEMPLATE template0 ENCODING 'UTF8'"},
     "DROP DATABASE IF EXISTS @ (FORCE)",
     {"DO $$ DECLARE name text; BEGIN FOR name IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' "
      "LOOP EXECUTE format('DROP EXTENSION %I CASCADE', name); END LOOP; "
      "FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> "
      "'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP; END $$",
      "CREATE SCHEMA public", "CREATE SCHEMA app"},
     600,
     60},
    {"SQLite", nullptr, {}, "", {}, 2000, 90},
    {"MariaDB",
     "RETORT_TEST_MARIADB_URL",
     {"CREATE ROLE IF NOT EXISTS reader", "CREATE ROLE IF NOT EXISTS `Some one`",
      "CREATE DATABASE @ CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"},
     "DROP DATABASE IF EXISTS @",
     {"DROP DATABASE @", "DELETE FROM mysql.tables_priv WHERE db = '@'",
      "DELETE FROM mysql.procs_priv WHERE db = '@'", "FLUSH PRIVILEGES", // they outlive it
      "CREATE DATABASE @ CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", "USE @"},
     100,
     90},
};

/// Are two columns called alike for an engine to which `a` and `A` are one name?
bool hasNamesAlike(const Catalog& catalog) {
  return llvm::any_of(catalog.tables.all(), [](const auto& table) {
    std::set<std::string> names;
    for (const Column& column : table->columns)
      names.insert(llvm::StringRef(column.name).lower());
    return names.size() != table->columns.size();
  });
}

class TruthTest : public testing::TestWithParam<TruthEngine> {
protected:
  void SetUp() override {
    const char* text = GetParam().variable ? std::getenv(GetParam().variable) : "sqlite::memory:";
    if (!text)
      GTEST_SKIP() << GetParam().variable << " is not set";
    url_ = llvm::cantFail(Url::parse(text));
    if (!GetParam().variable)
      return;
    server_ = llvm::cantFail(Connection::open(url_));
    url_.database = "retort_truth_" + std::to_string(getpid());
    onServer(GetParam().drop);
    for (const std::string& sql : GetParam().create)
      onServer(sql);
  }

  void TearDown() override {
    connection_.reset();
    if (server_)
      onServer(GetParam().drop);
  }

  std::string withName(std::string sql) const {
    if (const size_t at = sql.find('@'); at != std::string::npos)
      sql.replace(at, 1, url_.database);
    return sql;
  }
  void onServer(const std::string& sql) { must(server_->execute(withName(sql))); }

  template <typename T> static void must(llvm::Expected<T> done) {
    if (!done)
      FAIL() << llvm::toString(done.takeError());
  }

  void connect() {
    connection_ = llvm::cantFail(Connection::open(url_));
    dialect_ = findDialect(connection_->server().dialect)->make(connection_->server().version);
    for (const std::string& sql : dialect_->sessionSettings())
      must(connection_->execute(sql));
  }

  /// An empty database.
  void start() {
    if (!connection_ || !GetParam().variable)
      connect();
    for (const std::string& sql : GetParam().empty)
      must(connection_->execute(withName(sql)));
    catalog_ = {};
  }

  /// A type that is called like one of PostgreSQL's own: in SQL the bare name means that.
  static bool hasTypeOfEngine(const Catalog& catalog) {
    return llvm::any_of(catalog.objects.all(), [](const auto& object) {
      const ObjectId id = idOf(*object);
      return (id.kind == ObjectKind::Enum || id.kind == ObjectKind::Domain) &&
             (id.name == QualifiedName{"", "date"} || id.name == QualifiedName{"", "name"});
    });
  }

  /// Runs the operation, unless the dialect or the engine refuses it; then all is as before.
  void tryOperation(const Operation& operation) {
    ++tried_;
    if (!isPossible(operation, catalog_))
      return refused("the test: what it needs was refused");
    LocatedOperation located;
    located.operation = operation;
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    Catalog after = catalog_;
    apply(operation, after);
    if (hasTypeOfEngine(after))
      return refused("the test: a type called as one of the engine");
    if (dialect_->facts().caseInsensitiveNames && hasNamesAlike(after))
      return refused("the test: two columns of one name");
    dialect_->lower(located, catalog_, statements, diags);
    if (diags.hasErrors())
      return refused("the dialect: " + std::string(diags.diagnostics().front().message));
    const bool framed = llvm::all_of(statements, [](const Statement& it) { return it.transactional; });
    const TransactionFrame frame = framed ? dialect_->frame(statements) : TransactionFrame();
    for (const std::string& sql : frame.open)
      must(connection_->execute(sql));
    for (const Statement& statement : statements)
      if (llvm::Expected<uint64_t> done = connection_->execute(statement.sql); !done) {
        std::string why;
        llvm::handleAllErrors(done.takeError(), [&](const DatabaseError& error) {
          why = error.code + " " + error.message;
        });
        for (const std::string& sql : frame.rollback)
          must(connection_->execute(sql));
        isBroken_ = !framed && &statement != statements.data();
        return refused(why);
      }
    for (const std::string& sql : frame.commit)
      must(connection_->execute(sql));
    catalog_ = std::move(after);
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
    if (GetParam().variable)
      connect(); // without what the program has set
    llvm::Expected<LiveSchema> live = readLiveSchema(*connection_, *dialect_, {}, catalog_);
    if (!live)
      FAIL() << llvm::toString(live.takeError()) << "\n" << log_;
    EXPECT_EQ(live->notAsked, "");
    live->catalog.objects.erase({ObjectKind::Schema, {"", "app"}}); // is there from the start
    for (const ObjectId& id : differingObjects(live->catalog, catalog_))
      ADD_FAILURE() << describe(id) << " is\n" << shown(live->catalog, id) << "and should be\n"
                    << shown(catalog_, id) << "that is\n"
                    << shown(dialect_->express(catalog_), id) << "after\n" << log_;
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

  Url url_;
  std::unique_ptr<Connection> server_, connection_;
  std::unique_ptr<Dialect> dialect_;
  Catalog catalog_;
  std::string log_;
  bool isBroken_ = false;
  unsigned tried_ = 0;
  std::map<std::string, unsigned> refused_;
};

} // namespace

TEST_P(TruthTest, ReflectEqualsSimulate) {
  const uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 20261121);
  const uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", GetParam().programs);
  for (uint64_t seed = first; seed < first + programs && !HasFailure(); ++seed) {
    ShownSeed shown(seed);
    RandomCatalog random(seed);
    start();
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
  unsigned all = 0;
  for (const auto& [reason, count] : refused_)
    all += count;
  llvm::outs() << programs << " programs from seed " << first << ": " << tried_ << " operations, "
               << all << " refused\n";
  for (const auto& [reason, count] : refused_)
    llvm::outs() << "  " << count << "  " << reason << "\n";
  EXPECT_LE(all * 100, tried_ * GetParam().mostRefused);
}

INSTANTIATE_TEST_SUITE_P(Engines, TruthTest, testing::ValuesIn(truthEngines),
                         [](const auto& info) { return info.param.name; });
