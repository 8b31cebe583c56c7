// Autogenerate on every kind of edit in test/edits: what it writes is what stands in the case, and on a
// live engine, with rows in the tables, it leaves nothing to find: neither after it nor after its way
// back. What was made and not edited is found as it was made, also when it is made again from what
// the engine says.
//
// RETORT_UPDATE_EDITS=1 writes what the compiler says into the cases (tools/update-edits).

#include "../Database/OwnDatabase.h"
#include "Edit.h"
#include "Migrate/LiveSchema.h"
#include "Migrate/Segment.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>

using namespace retort;

namespace {

const std::vector<EditCase>& allEdits() {
  static const std::vector<EditCase> cases = editCasesIn(RETORT_TEST_DIR "/edits");
  return cases;
}

/// `columns/longer-string` as GoogleTest takes it.
std::string testName(llvm::StringRef name) {
  std::string text = name.str();
  for (char& c : text)
    if (!llvm::isAlnum(c))
      c = '_';
  return text;
}

//===--- The text ---------------------------------------------------------===//

/// What most dialects say stands once; the others have sections of their own.
std::vector<EditSection> goldensOf(const EditCase& edit) {
  std::vector<EditSection> goldens;
  for (const DialectRow& row : allDialects()) {
    const std::unique_ptr<Dialect> dialect = row.make(row.defaultVersion);
    EditSection golden = Edit(edit, *dialect).golden;
    if (golden.name.empty())
      continue;
    auto same = llvm::find_if(goldens, [&](const EditSection& it) {
      return it.name == golden.name && it.text == golden.text;
    });
    if (same == goldens.end())
      same = goldens.insert(goldens.end(), std::move(golden));
    same->dialects.push_back(row.facts.name.str());
  }
  auto common = goldens.end();
  for (auto it = goldens.begin(); it != goldens.end(); ++it)
    if (it->name == "revision" &&
        (common == goldens.end() || it->dialects.size() > common->dialects.size()))
      common = it;
  if (common != goldens.end()) {
    common->dialects.clear();
    std::rotate(goldens.begin(), common, common + 1);
  }
  return goldens;
}

std::string textOf(const EditCase& edit) {
  std::string text = edit.head;
  auto add = [&](const EditSection& section) {
    text += "//--- " + titleOf(section) + "\n" + section.text;
  };
  for (const EditSection& section : edit.sections)
    if (!isGolden(section))
      add(section);
  for (const EditSection& section : goldensOf(edit))
    add(section);
  return text;
}

class EditText : public testing::TestWithParam<EditCase> {};

TEST_P(EditText, IsWhatStandsInTheCase) {
  const EditCase& edit = GetParam();
  const std::string text = textOf(edit);
  if (std::getenv("RETORT_UPDATE_EDITS")) {
    std::error_code error;
    llvm::raw_fd_ostream(edit.path, error) << text;
    ASSERT_FALSE(error) << edit.path << ": " << error.message();
    return;
  }
  auto file = llvm::MemoryBuffer::getFile(edit.path);
  EXPECT_EQ((*file)->getBuffer().str(), text) << "tools/update-edits writes it: read the difference";
}

INSTANTIATE_TEST_SUITE_P(All, EditText, testing::ValuesIn(allEdits()),
                         [](const auto& info) { return testName(info.param.name); });

constexpr size_t fewestKinds = 120;

/// An edit runs on an engine if autogenerate says it by itself, and there is something to run.
TEST(EditCounts, enoughKindsRunOnEachEngine) {
  for (llvm::StringRef engine : {"sqlite", "postgresql", "mariadb"}) {
    size_t edits = 0, shapes = 0;
    for (const EditCase& edit : allEdits()) {
      if (edit.find("refused", engine))
        continue;
      llvm::StringRef revision;
      const std::optional<std::string> text = edit.find("revision", engine);
      if (text)
        revision = *text;
      edits += !revision.empty() && !revision.contains("// nothing is run") &&
               !revision.contains("// it needs a hand") && !revision.contains("// not in it");
      shapes += !edit.isEdit();
    }
    llvm::outs() << engine << ": " << edits << " kinds of edit, and " << shapes << " shapes\n";
    EXPECT_GE(edits, fewestKinds) << engine.str();
  }
}

//===--- On engines -------------------------------------------------------===//

/// One for each engine that this process can reach; null where it cannot.
OwnDatabase* databaseOf(const DatabaseRecipe& recipe) {
  static llvm::MapVector<llvm::StringRef, std::unique_ptr<OwnDatabase>> databases;
  auto [it, isNew] = databases.insert({recipe.engine, nullptr});
  if (isNew)
    it->second = OwnDatabase::make(recipe, "retort_edits");
  return it->second.get();
}

class EditRun : public testing::TestWithParam<std::tuple<DatabaseRecipe, EditCase>> {
protected:
  void SetUp() override {
    const DatabaseRecipe& recipe = std::get<0>(GetParam());
    database_ = databaseOf(recipe);
    if (!database_)
      GTEST_SKIP() << recipe.variable << " is not set";
    database_->renewSession();
    database_->empty();
  }

  const Dialect& dialect() const { return database_->dialect(); }

  void run(const CompiledSection& section) {
    for (const Segment& segment : segmentsOf(section, dialect())) {
      for (const std::string& sql : segment.frame.open)
        execute(sql);
      for (const Statement& statement : segment.statements)
        execute(statement.sql);
      for (const std::string& sql : segment.frame.commit)
        execute(sql);
    }
  }

  void execute(const std::string& sql) {
    sent_ += sql + ";\n";
    llvm::Expected<uint64_t> done = database_->connection().execute(sql);
    if (!done)
      ADD_FAILURE() << llvm::toString(done.takeError()) << "\n" << sent_;
  }

  /// What is there, in the words of what is expected.
  Catalog read(const Catalog& expected) {
    llvm::Expected<LiveSchema> live =
        readLiveSchema(database_->connection(), dialect(), {}, expected);
    if (!live) {
      ADD_FAILURE() << llvm::toString(live.takeError()) << "\n" << sent_;
      return expected;
    }
    EXPECT_EQ(live->notAsked, "");
    for (const NotRepresented& it : live->notRepresented)
      ADD_FAILURE() << "not represented: " << it.kind << " " << it.name << ": " << it.why;
    return std::move(live->catalog);
  }

  void expectNothingToFind(const Catalog& expected, const char* when) {
    const Catalog live = read(expected);
    const Difference left = diff(live, expected, {}, columnOrder(dialect()));
    for (const Operation& operation : left.operations)
      ADD_FAILURE() << when << " it finds: " << describe(operation) << "\n" << dump(operation) << "\n"
                    << dump(live) << "\n" << sent_;
    for (const std::string& unsaid : left.unsaid)
      ADD_FAILURE() << when << " it finds: " << unsaid << "\n" << sent_;
  }

  /// How many rows are in the tables that are in both catalogs.
  std::map<QualifiedName, std::string> countRows(const Catalog& a, const Catalog& b) {
    std::map<QualifiedName, std::string> counts;
    for (const auto& table : a.tables.all())
      if (b.tables.find(table->name) && !table->external) {
        auto rows = database_->connection().query("SELECT count(*) FROM " + dialect().quote(table->name));
        if (rows)
          counts[table->name] = rows->rows.front().front().value_or("");
        else
          ADD_FAILURE() << llvm::toString(rows.takeError());
      }
    return counts;
  }

  void insertRows(const EditCase& edit) {
    for (llvm::StringRef dialect : {llvm::StringRef(""), this->dialect().name()})
      for (const EditSection& section : edit.sections)
        if (section.name == "rows.sql" &&
            (dialect.empty() ? section.dialects.empty() : llvm::is_contained(section.dialects, dialect)))
          execute(section.text);
  }

  void makeAgainFromWhatTheEngineSays(Edit& edit);
  void goBothWays(const EditCase& edit, const Edit& compiled);

  OwnDatabase* database_ = nullptr;
  /// For whoever looks at a failure.
  std::string sent_;
};

/// As `inspect` does: a text that changes when it is told again must be known again all the same.
void EditRun::makeAgainFromWhatTheEngineSays(Edit& edit) {
  Reflection shown = llvm::cantFail(reflect(database_->connection(), dialect(), {}));
  ast::Arena arena;
  DiagnosticEngine diags;
  std::optional<DeclaredSchema> declared = edit.declare(print(*toSource(shown.catalog, arena)), diags);
  for (const Diagnostic& it : diags.diagnostics())
    EXPECT_NE(it.severity, Severity::Error) << it.message;
  if (!declared)
    return;
  database_->empty();
  sent_.clear();
  const WrittenRevision again = edit.compileText(
      edit.generate(diff({}, declared->catalog), {}, declared->catalog).text, {}, diags);
  run(again.up);
  expectNothingToFind(edit.before, "made again");
  expectNothingToFind(declared->catalog, "made again from its own words");
}

void EditRun::goBothWays(const EditCase& edit, const Edit& compiled) {
  insertRows(edit);
  const auto rows = countRows(compiled.before, compiled.after);
  if (edit.isNothingTo(dialect().name()) || !compiled.isWhole())
    return;
  // The edit is seen in the database, too.
  const Difference fromLive =
      diff(read(compiled.after), compiled.after, compiled.renames, columnOrder(dialect()));
  EXPECT_EQ(fromLive.operations.empty(),
            !compiled.revision.hasStatements() || edit.isUnseenOn(dialect().name()));
  run(compiled.revision.up);
  expectNothingToFind(compiled.after, "after it");
  EXPECT_EQ(countRows(compiled.before, compiled.after), rows);
  if (!compiled.revision.down || HasFailure())
    return;
  run(*compiled.revision.down);
  expectNothingToFind(compiled.before, "on its way back");
  EXPECT_EQ(countRows(compiled.before, compiled.after), rows);
}

TEST_P(EditRun, LeavesNothingToFind) {
  const EditCase& edit = std::get<1>(GetParam());
  Edit compiled(edit, dialect());
  if (compiled.isRefused())
    return;
  run(compiled.making.up);
  expectNothingToFind(compiled.before, "as it was made");
  if (HasFailure())
    return;
  if (edit.isEdit())
    goBothWays(edit, compiled);
  else
    makeAgainFromWhatTheEngineSays(compiled);
}

INSTANTIATE_TEST_SUITE_P(All, EditRun,
                         testing::Combine(testing::ValuesIn(databaseRecipes), testing::ValuesIn(allEdits())),
                         [](const auto& info) {
                           return std::string(std::get<0>(info.param).engine) + "_" +
                                  testName(std::get<1>(info.param).name);
                         });

} // namespace
