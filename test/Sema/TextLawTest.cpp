// Law 5 on random values: printed as source and checked, a catalog is what it was, and
// operations do what they did. On PostgreSQL, which holds the most.
#include "Operation/Apply.h"
#include "Operation/Invert.h"
#include "Random/RandomCatalog.h"
#include "Sema/Checker.h"
#include "Support/Quoting.h"
#include "Syntax/Formatter.h"
#include "Syntax/Parser.h"
#include "Syntax/Printer.h"

#include <gmock/gmock.h>

using namespace retort;

namespace {

struct TextLaw : testing::Test {
  TextLaw() {
    const DialectRow* row = findDialect("postgresql");
    dialect = row->make(row->defaultVersion);
  }

  void forEachSeed(llvm::function_ref<void(RandomCatalog&)> test) {
    uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
    uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 2000);
    for (uint64_t i = 0; i < programs && !HasFailure(); ++i) {
      ShownSeed shown(seed + i);
      RandomCatalog random(seed + i);
      test(random);
    }
  }

  std::unique_ptr<Dialect> dialect;
  SemaOptions options;
};

/// A parsed text, and what was said about it.
struct Source {
  explicit Source(std::string text)
      : buffer("printed.mig", std::move(text)), program(Parser().parse(buffer, diags)) {}

  std::string errors() const {
    std::string text;
    for (const Diagnostic& diagnostic : diags.diagnostics())
      if (diagnostic.severity == Severity::Error)
        text += diagnostic.message + " in\n" + buffer.lineAt(diagnostic.origin.range.begin).str() +
                "\n";
    return text;
  }

  SourceBuffer buffer;
  DiagnosticEngine diags;
  Program program;
};

} // namespace

TEST_F(TextLaw, HoldsForRandomCatalogs) {
  forEachSeed([&](RandomCatalog& random) {
    Catalog catalog = random.catalog();
    ast::Arena arena;
    Source source(print(*toSource(catalog, arena)));
    ASSERT_TRUE(source.program.file) << source.errors();
    Checker checker(*dialect, options, source.diags);
    checker.declare(source.buffer, source.program.file->declarations);
    Catalog read = checker.finishDeclarations();
    EXPECT_EQ(source.errors(), "");
    EXPECT_EQ(read, catalog) << "expected:\n" << dump(catalog) << "got:\n" << dump(read);
  });
}

static std::string revisionOf(ast::Block statements) {
  std::string text = "revision r1;\nupgrade {\n";
  for (const ast::Node* statement : statements)
    text += print(*statement);
  return text + "}\n";
}

/// False if there are no words for it, and that was told.
static bool hasSameEffect(const Dialect& dialect, const SemaOptions& options,
                          llvm::ArrayRef<Operation> operations, const Catalog& before) {
  ast::Arena arena;
  OperationSource printed = toSource(operations, before, arena);
  if (!printed.unsaid.empty())
    return false;
  Source source(revisionOf(printed.statements));
  if (!source.program.file) {
    ADD_FAILURE() << source.errors();
    return true;
  }
  Catalog expected = before, checked = before;
  for (const Operation& operation : operations)
    apply(operation, expected);
  Checker checker(dialect, options, source.diags);
  checker.checkBlock(source.buffer, source.program.file->revision->sections[0]->body, checked);
  EXPECT_EQ(source.errors(), "") << source.buffer.text().str();
  EXPECT_EQ(checked, expected) << source.buffer.text().str() << "expected:\n"
                               << dump(expected) << "got:\n"
                               << dump(checked);
  return true;
}

TEST_F(TextLaw, HoldsForRandomOperationsAndTheirInverses) {
  size_t said = 0, unsaid = 0;
  auto expectSameEffect = [&](llvm::ArrayRef<Operation> operations, const Catalog& before) {
    ++(hasSameEffect(*dialect, options, operations, before) ? said : unsaid);
  };
  forEachSeed([&](RandomCatalog& random) {
    Catalog before = random.catalog();
    Operation operation = random.operation(before);
    expectSameEffect(operation, before);
    Catalog after = before;
    apply(operation, after);
    expectSameEffect(invert(operation, before).operations, after);
  });
  std::printf("%zu of %zu have words\n", said, said + unsaid);
  EXPECT_LT(unsaid, said / 10);
}

//===--- Values of options ------------------------------------------------===//

static std::string anyText(Random& random) {
  static constexpr llvm::StringLiteral parts[] = {
      "'", "\"", "\"\"\"", "\n", "\r\n", "\r", "%", "\\", "a", "true", "1", " ", "  ", "\t", "{", "};", "--", "//", "ö"};
  std::string text;
  for (size_t left = random.below(8); left > 0; --left)
    text += random.pick(parts);
  return text;
}

static Catalog withOption(const OptionValue& value) {
  Table table;
  table.name = {"", "t"};
  table.columns.resize(1);
  table.columns[0].name = "id";
  table.columns[0].type = Type::of(TypeKind::Int);
  table.options["mysql.partition"] = value;
  Catalog catalog;
  catalog.tables.put(table);
  return catalog;
}

static Catalog declaredBy(const std::string& text, const Dialect& dialect,
                          const SemaOptions& options) {
  Source source(text);
  EXPECT_TRUE(source.program.file) << source.errors() << text;
  if (!source.program.file)
    return {};
  Checker checker(dialect, options, source.diags);
  checker.declare(source.buffer, source.program.file->declarations);
  Catalog read = checker.finishDeclarations();
  EXPECT_EQ(source.errors(), "") << text;
  return read;
}

static std::string formatted(const std::string& text) {
  Parser parser;
  DiagnosticEngine diags;
  return formatSource(parser, SourceBuffer("printed.mig", text), diags).value_or("");
}

TEST_F(TextLaw, HoldsForAnyValueOfAnOption) {
  forEachSeed([&](RandomCatalog& random) {
    const Catalog catalog = withOption({anyText(random.random()), /*isString=*/true});
    ast::Arena arena;
    const std::string file = print(*toSource(catalog, arena));
    EXPECT_EQ(declaredBy(file, *dialect, options), catalog) << file;
    EXPECT_EQ(declaredBy(formatted(file), *dialect, options), catalog) << formatted(file);
    const Operation create = op::CreateTable{*catalog.tables.find({"", "t"})};
    const OperationSource revision = toSource(create, {}, arena);
    Source source(formatted(revisionOf(revision.statements)));
    ASSERT_TRUE(source.program.file) << source.errors();
    Catalog made;
    Checker checker(*dialect, options, source.diags);
    checker.checkBlock(source.buffer, source.program.file->revision->sections[0]->body, made);
    EXPECT_EQ(made, catalog) << source.buffer.text().str();
  });
}

TEST_F(TextLaw, QuotesOfEitherKindSayTheTextOfAnOption) {
  forEachSeed([&](RandomCatalog& random) {
    const std::string text = anyText(random.random());
    if (text.empty() || text.starts_with("\"") || text.find_first_of("\r\n") != std::string::npos)
      return; // it is no name
    const std::string file =
        "table t { id int; } with (mysql.partition = " + enclosed(text, '"') + ");\n";
    const Catalog catalog = withOption({text, /*isString=*/true});
    EXPECT_EQ(declaredBy(file, *dialect, options), catalog) << file;
    EXPECT_EQ(declaredBy(formatted(file), *dialect, options), catalog) << formatted(file);
  });
}

/// Found by a seed: `with` adds to the options of a column, so one that goes must be said.
TEST_F(TextLaw, SaysWhichOptionsOfAColumnGo) {
  Table table;
  table.name = {"", "t"};
  Column id, note;
  id.name = "id";
  note.name = "note";
  id.type = note.type = Type::of(TypeKind::Text);
  note.options = {{"postgresql.storage", {"external", false}},
                  {"postgresql.statistics", {"200", false}}};
  table.columns = {id, note};
  Catalog before;
  before.tables.put(table);
  Column after = note;
  after.options = {{"postgresql.statistics", {"300", false}},
                   {"sqlite.on_conflict", {"replace", false}}};
  const Operation alter = op::AlterTable{table.name, {op::AlterColumn{after}}};
  EXPECT_TRUE(hasSameEffect(*dialect, options, alter, before));
}
