// A script does in SQLite's own shell what a run does: the same statements within the
// same frame, and the same refusals.
#include "SqliteTest.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace retort;
using namespace retort::test;

namespace {

class SqliteScript : public testing::Test {
protected:
  void SetUp() override {
    auto program = llvm::sys::findProgramByName("sqlite3");
    if (!program)
      GTEST_SKIP() << "there is no sqlite3 to run";
    shell_ = *program;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("retort-script", folder_));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder_); }

  std::string path(llvm::StringRef name) { return (folder_ + "/" + name).str(); }

  /// What the shell prints, on either stream; it stops at the first error.
  std::string runScript(llvm::StringRef script) {
    std::error_code error;
    llvm::raw_fd_ostream(path("script.sql"), error) << script;
    std::string database = path("app.db"), input = path("script.sql"), output = path("output");
    llvm::sys::fs::remove(output);
    llvm::StringRef arguments[] = {shell_, "-batch", "-bail", "-init", "/dev/null", database};
    std::optional<llvm::StringRef> redirects[] = {llvm::StringRef(input), llvm::StringRef(output),
                                                  llvm::StringRef(output)};
    llvm::sys::ExecuteAndWait(shell_, arguments, std::nullopt, redirects);
    auto text = llvm::MemoryBuffer::getFile(output);
    return text ? (*text)->getBuffer().str() : "";
  }

  /// The operation as a script.
  std::string scriptFor(Operation operation) {
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    engine->lower(located(operation), catalog, statements, diags);
    apply(operation, catalog);
    TransactionFrame frame = engine->frame(statements);
    std::string script;
    for (const std::string& command : frame.shellCommands)
      script += command + "\n";
    auto add = [&](const std::string& sql) { script += sql + ";\n"; };
    for (const std::string& sql : engine->sessionSettings())
      add(sql);
    for (const std::string& sql : frame.open)
      add(sql);
    for (const Statement& statement : statements)
      add(statement.sql);
    for (const std::string& sql : frame.commit)
      add(sql);
    return script;
  }

  std::unique_ptr<Dialect> engine = dialect("sqlite");
  Catalog catalog;

private:
  std::string shell_;
  llvm::SmallString<64> folder_;
};

} // namespace

TEST_F(SqliteScript, RebuildsAsARunDoes) {
  ForeignKey key = foreignKey("fk", "t_id", "t", "id");
  key.onDelete = ReferentialAction::Cascade;
  EXPECT_EQ(
      runScript(scriptFor(op::CreateTable{
                    table("t", {identity(column("id", TypeKind::Int)), column("a", TypeKind::Text)},
                          {primaryKey("pk", {"id"})})}) +
                scriptFor(op::CreateTable{table("kid", {column("t_id", TypeKind::Int)}, {key})})),
      "");
  EXPECT_EQ(runScript("INSERT INTO t (a) VALUES ('1'), ('2');\nINSERT INTO kid VALUES (1), (2);\n"
                      "CREATE TRIGGER touch AFTER INSERT ON t BEGIN UPDATE t SET a = 7 WHERE id = "
                      "new.id; END;\n"),
            "");
  EXPECT_EQ(runScript(scriptFor(alter("t", {op::AlterColumn{column("a", TypeKind::Int), {}}}))),
            "          defensive off\n"); // what the shell says to .dbconfig
  EXPECT_EQ(runScript("INSERT INTO t (a) VALUES ('3');\nSELECT a, typeof(a) FROM t;\n"
                      "SELECT count(*) FROM kid;\nPRAGMA integrity_check;\n"),
            "1|integer\n2|integer\n7|integer\n2\nok\n");
}

TEST_F(SqliteScript, StopsAsARunDoes) {
  EXPECT_EQ(runScript(scriptFor(op::CreateTable{table("t", {column("a", TypeKind::Text)})}) +
                      "INSERT INTO t VALUES ('x'); CREATE INDEX secret ON t (a);"),
            "");
  std::string output =
      runScript(scriptFor(alter("t", {op::AlterColumn{column("a", TypeKind::Int), {}}})));
  EXPECT_NE(output.find("CHECK constraint failed: t has indexes that retort does not know"),
            std::string::npos)
      << output;
  EXPECT_EQ(runScript("SELECT * FROM t; SELECT name, sql FROM sqlite_master WHERE type = 'index';"),
            "x\nsecret|CREATE INDEX secret ON t (a)\n");
}
