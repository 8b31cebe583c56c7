// Law 4: what was reviewed is what runs. Every statement that an engine receives in a run stands in
// the script, byte for byte and in the same order; what only a run has and what only a script has
// is listed here, and nothing else may differ.

#include "../Database/TestEngines.h"
#include "Dialect/RowBatches.h"
#include "Dialect/RowLoad.h"
#include "Migrate/Executor.h"
#include "Migrate/ScriptWriter.h"
#include "Revision/HistoryLoader.h"

#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>

using namespace retort;

namespace {

/// Notes everything that is sent.
class Recorder final : public Connection {
public:
  explicit Recorder(Connection& inner) : Connection(inner.url()), inner_(inner) {
    server_ = inner.server();
  }
  bool inTransaction() const override { return inner_.inTransaction(); }
  SessionLocks* locks() override { return inner_.locks(); }

  std::vector<std::string> sent;
  /// What was sent to look at something.
  std::vector<std::string> asked;

protected:
  llvm::Expected<uint64_t> executeText(llvm::StringRef sql) override {
    sent.push_back(sql.str());
    return inner_.execute(sql);
  }
  /// A command and its data are one: noted as they stand in a script, but for the line that
  /// ends the data there.
  llvm::Expected<uint64_t> copyText(llvm::StringRef command,
                                    llvm::function_ref<llvm::Error(DataSink sink)> feed) override {
    std::string all = command.str() + ";\n";
    auto copied = inner_.copy(command, [&](DataSink sink) {
      return feed([&](llvm::StringRef data) {
        all += data;
        return sink(data);
      });
    });
    sent.push_back(all);
    return copied;
  }
  llvm::Expected<ResultSet> queryText(llvm::StringRef sql, llvm::ArrayRef<Value> values) override {
    asked.push_back(sql.str());
    return inner_.query(sql, values);
  }

private:
  Connection& inner_;
};

class ReviewLaw : public OnEveryEngine {
protected:
  void TearDown() override {
    if (connection_ && GetParam().variable)
      execute(dropSchema());
  }

  /// An empty schema of the test's own, or an empty database in memory.
  void startAnew() {
    connection_ = connect();
    if (!GetParam().variable)
      return;
    execute(dropSchema());
    execute("CREATE SCHEMA " + schema());
  }

  std::string schema() const { return GetParam().variable ? "retort_review" : ""; }
  std::string dropSchema() const {
    return "DROP SCHEMA IF EXISTS " + schema() +
           (GetParam().engine == Engine::PostgreSQL ? " CASCADE" : "");
  }

  History load(llvm::StringRef project) {
    std::string folder = (RETORT_TEST_DIR "/" + project + "/versions").str();
    auto history = loadHistory({folder}, texts_, diags_);
    EXPECT_TRUE(history && *history);
    return std::move(**history);
  }

  void expectLawHolds(llvm::StringRef project, TransactionMode mode);

  SourceTexts texts_;
  DiagnosticEngine diags_;
};

/// The whole script, without its comments and empty lines.
std::string withoutComments(llvm::StringRef script) {
  std::string text;
  while (!script.empty()) {
    auto [line, rest] = script.split('\n');
    if (!line.empty() && !line.starts_with("-- "))
      text += line.str() + "\n";
    script = rest;
  }
  return text;
}

/// What only a run sends: its rows of the audit table, which it writes whole.
bool isOfRunOnly(llvm::StringRef sql) {
  return sql.starts_with("INSERT INTO retort_log (version_table, number, revision, ") ||
         sql.starts_with("UPDATE retort_log SET ");
}

/// What only a script has: its guards, lines for its client, its rows of the audit table, and the
/// engine's own loops.
std::vector<std::string> scriptOnly(const Dialect& dialect,
                                    const std::vector<std::vector<Segment>>& steps) {
  std::vector<std::string> all = {dialect.facts().stopLine.str()};
  for (const std::vector<Segment>& segments : steps)
    for (const Segment& segment : segments) {
      llvm::append_range(all, segment.frame.shellCommands);
      for (const std::string& guard : segment.guard)
        all.push_back(dialect.terminated(guard));
      for (const Statement& statement : segment.statements)
        if (statement.batches || statement.ofScript)
          all.push_back(dialect.terminated(statement.sql));
    }
  return all;
}

/// The statements that a run makes in batches.
std::vector<const Statement*> batchedOf(const std::vector<CompiledStep>& steps) {
  std::vector<const Statement*> batched;
  for (const CompiledStep& step : steps)
    for (const CompiledOperation& operation : step.section.operations)
      for (const Statement& statement : operation.statements)
        if (statement.batches)
          batched.push_back(&statement);
  return batched;
}

bool isBatchOf(const std::vector<const Statement*>& batched, llvm::StringRef sql) {
  return llvm::any_of(batched, [&](const Statement* statement) {
    const RowBatches& batches = *statement->batches;
    return sql.starts_with(batches.head) && sql.ends_with(batches.tail) &&
           sql.drop_front(batches.head.size()).contains(" <= ");
  });
}

/// Takes out the transaction that begins at `index`, if it is a batch's: what opens it, the change,
/// the note of the last key and what commits it; of the last one, which finds no row, only the
/// frame.
void dropBatchAt(std::vector<std::string>& sent, size_t index, const TransactionFrame& frame,
                 const std::vector<const Statement*>& batched) {
  auto is = [&](size_t at, const std::vector<std::string>& texts) {
    return at + texts.size() <= sent.size() &&
           std::equal(texts.begin(), texts.end(), sent.begin() + at);
  };
  if (!is(index, frame.open))
    return;
  size_t end = index + frame.open.size();
  if (end < sent.size() && isBatchOf(batched, sent[end]))
    end += 2;
  if (is(end, frame.commit))
    sent.erase(sent.begin() + index, sent.begin() + end + frame.commit.size());
}

/// Returns how many batches were taken out.
size_t dropBatches(std::vector<std::string>& sent, const Dialect& dialect,
                   const std::vector<const Statement*>& batched) {
  size_t dropped = 0;
  for (size_t index = 0; index < sent.size(); ++index)
    for (size_t before = sent.size() + 1; !batched.empty() && sent.size() < before;) {
      before = sent.size();
      dropBatchAt(sent, index, dialect.frame(*batched.front()), batched);
      dropped += sent.size() < before;
    }
  return dropped;
}

void ReviewLaw::expectLawHolds(llvm::StringRef project, TransactionMode mode) {
  startAnew();
  History history = load(project);
  std::unique_ptr<Dialect> dialect =
      findDialect(connection_->server().dialect)->make(connection_->server().version);
  DatabaseSettings settings;
  settings.transaction = mode;
  Books books(*dialect, settings);
  SemaOptions options;
  options.defaultSchema = schema();
  PlanCompiler compiler(history, *dialect, options, diags_);
  Plan plan = planUpgrade(history, {}, history.heads());
  std::vector<CompiledStep> steps = compiler.compile(plan, books);
  ASSERT_FALSE(diags_.hasErrors());
  if (mode == TransactionMode::Single && !dialect->facts().transactionalDdl) {
    EXPECT_NE(firstDivided(steps), nullptr) << "DDL commits by itself: there is no such script";
    return;
  }

  ScriptOptions script;
  script.sessionSettings = dialect->sessionSettings(schema());
  script.preamble = books.create();
  script.transaction = mode;
  std::string text;
  llvm::raw_string_ostream out(text);
  writeScript(plan, steps, *dialect, script, out);

  Recorder recorder(*connection_);
  auto lock = llvm::cantFail(MigratorLock::take(
      recorder, {.name = "review", .wait = std::chrono::seconds(10), .whileWaiting = {}}));
  recorder.sent.clear(); // the lock is a run's own
  recorder.asked.clear();
  RunListener listener;
  Executor executor(
      {recorder, *dialect, books, *lock, diags_, listener, settings, std::chrono::seconds(10)});
  executor.begin(script.sessionSettings, script.preamble);
  RunReport report;
  EXPECT_EQ(llvm::cantFail(executor.run(steps, report)), RunEnd::Done);
  for (const Diagnostic& diagnostic : diags_.take())
    ADD_FAILURE() << diagnostic.message;
  ASSERT_EQ(report.revisions, plan.steps.size());

  // The rows are those of the script, and sealed.
  const std::vector<AuditRow> log = *llvm::cantFail(books.audit().read(*connection_));
  ASSERT_EQ(log.size(), steps.size());
  for (auto [row, step] : llvm::zip(log, steps)) {
    EXPECT_EQ(row.entry.revision, step.books.entry.revision);
    EXPECT_EQ(row.entry.previous, step.books.entry.previous);
    EXPECT_EQ(row.entry.operation, step.books.entry.operation);
    EXPECT_EQ(row.entry.sourceHash, step.books.entry.sourceHash);
    EXPECT_EQ(llvm::cantFail(books.audit().source(*connection_, row.number)),
              step.books.entry.source);
    EXPECT_EQ(row.outcome, "done");
    EXPECT_FALSE(row.seal.empty());
  }
  EXPECT_THAT(brokenSeals(log), testing::IsEmpty());

  // Each batch is a transaction of a run's own, and the last of each statement finds no row.
  const std::vector<const Statement*> batched = batchedOf(steps);
  EXPECT_GE(dropBatches(recorder.sent, *dialect, batched), 2 * batched.size());

  // Take from the script what was sent, one after the other; what is left between is only the
  // script's.
  std::string rest = withoutComments(text);
  size_t position = 0;
  std::string left;
  for (const std::string& sql : recorder.sent) {
    if (isOfRunOnly(sql))
      continue;
    const bool isCopy = llvm::StringRef(sql).starts_with("COPY ");
    std::string statement =
        withoutComments((isCopy ? sql + endOfData.str() : dialect->terminated(sql)) + "\n");
    size_t found = rest.find(statement, position);
    ASSERT_NE(found, std::string::npos) << "not in the script, or in another order:\n" << sql;
    left += rest.substr(position, found - position);
    position = found + statement.size();
  }
  left += rest.substr(position);
  for (const std::string& own :
       scriptOnly(*dialect, segmentsOf(steps, *dialect, script.preamble, {mode}))) {
    std::string lines = withoutComments(own + "\n");
    if (size_t found = left.find(lines); !own.empty() && found != std::string::npos)
      left.erase(found, lines.size());
  }
  EXPECT_EQ(left, "") << "in the script, and was not sent";
  for (const std::string& sql : recorder.asked)
    EXPECT_TRUE(llvm::StringRef(sql).contains("FROM retort_log") ||
                (!batched.empty() && llvm::StringRef(sql).contains(") AS batch ORDER BY key_1")))
        << sql;
}

TEST_P(ReviewLaw, holdsForTheProjects) {
  expectLawHolds("projects/prices", TransactionMode::PerRevision);
  expectLawHolds("projects/blog", TransactionMode::PerRevision);
}

TEST_P(ReviewLaw, holdsForBatchesButForTheirLoop) {
  expectLawHolds("Migrate/Inputs/batches", TransactionMode::PerRevision);
}

TEST_P(ReviewLaw, holdsForTheRowsOfAFile) {
  expectLawHolds("Migrate/Inputs/rows", TransactionMode::PerRevision);
  expectLawHolds("Migrate/Inputs/rows", TransactionMode::None);
}

TEST_P(ReviewLaw, holdsForOneTransaction) {
  expectLawHolds("projects/blog", TransactionMode::Single);
}

TEST_P(ReviewLaw, holdsForATransactionAStatement) {
  expectLawHolds("projects/prices", TransactionMode::None);
  expectLawHolds("projects/blog", TransactionMode::None);
}

RETORT_ON_EVERY_ENGINE(ReviewLaw);

} // namespace
