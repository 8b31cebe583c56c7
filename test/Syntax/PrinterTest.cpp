// Values as source: what is printed of a catalog or of operations is parsed without an
// error, and into the very nodes that were printed.
#include "Syntax/Printer.h"

#include "Operation/Apply.h"
#include "Operation/Invert.h"
#include "Random/RandomCatalog.h"
#include "Syntax/Dump.h"
#include "Syntax/Formatter.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/StringExtras.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::ElementsAre;
using testing::IsEmpty;

//===--- Trees as text ----------------------------------------------------===//

static size_t indentOf(llvm::StringRef line) {
  return line.size() - line.ltrim(' ').size();
}

/// The dump without the parentheses that the printer had to write: each gives its place
/// and its label to what stands in it.
static std::string withoutParens(llvm::StringRef dump) {
  std::string result;
  std::vector<size_t> parens; // the indents of those that hold the line
  llvm::StringRef label;      // of the innermost, until its operand comes
  for (llvm::StringRef line : llvm::split(dump, '\n')) {
    size_t indent = indentOf(line);
    while (!parens.empty() && indent <= parens.back())
      parens.pop_back();
    if (line.ends_with(": Paren")) {
      if (label.empty())
        label = line.ltrim(' ').drop_back(sizeof("Paren") - 1);
      parens.push_back(indent);
      continue;
    }
    llvm::StringRef text = line.ltrim(' ');
    result.append(indent - 2 * parens.size(), ' ');
    if (!label.empty() && text.consume_front("operand: "))
      result += label;
    label = "";
    result += text.str() + "\n";
  }
  return result;
}

static std::string treeOf(const ast::Node& node) {
  return withoutParens(dump(node, nullptr, {.places = false}));
}

/// Prints the file, reads it again and compares the trees.
static void expectSameAfterParsing(const ast::File& file) {
  std::string text = print(file);
  SourceBuffer source("printed.mig", text);
  DiagnosticEngine diags;
  Program program = Parser().parse(source, diags);
  for (const Diagnostic& diagnostic : diags.diagnostics())
    ADD_FAILURE() << diagnostic.message << " at line "
                  << source.locate(diagnostic.origin.range.begin).line << " of\n"
                  << text;
  if (!program.file)
    return;
  EXPECT_EQ(treeOf(*program.file), treeOf(file)) << text;
}

/// A revision that upgrades by these statements.
static const ast::File* revisionOf(ast::Block statements, ast::Arena& arena) {
  auto* section = arena.make<ast::Section>({});
  section->body = statements;
  auto* revision = arena.make<ast::Revision>({});
  revision->id.text = "r1";
  revision->sections = arena.copy(llvm::ArrayRef<const ast::Section*>(section));
  auto* file = arena.make<ast::File>({});
  file->revision = revision;
  return file;
}

//===--- Random values ----------------------------------------------------===//

static void forEachSeed(llvm::function_ref<void(RandomCatalog&)> test) {
  uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 1000);
  for (uint64_t i = 0; i < programs && !testing::Test::HasFailure(); ++i) {
    ShownSeed shown(seed + i);
    RandomCatalog random(seed + i);
    test(random);
  }
}

TEST(Printer, PrintsRandomCatalogs) {
  forEachSeed([](RandomCatalog& random) {
    ast::Arena arena;
    expectSameAfterParsing(*toSource(random.catalog(), arena));
  });
}

TEST(Printer, PrintsRandomOperationsAndTheirInverses) {
  forEachSeed([](RandomCatalog& random) {
    Catalog before = random.catalog();
    Operation operation = random.operation(before);
    ast::Arena arena;
    expectSameAfterParsing(*revisionOf(toSource(operation, before, arena).statements, arena));

    Catalog after = before;
    apply(operation, after);
    Inverse inverse = invert(operation, before);
    expectSameAfterParsing(
        *revisionOf(toSource(inverse.operations, after, arena).statements, arena));
  });
}

//===--- Single ones ------------------------------------------------------===//

static Catalog prices() {
  Table table;
  table.name = {"", "prices"};
  table.comment = "per day";
  table.columns.resize(2);
  table.columns[0].name = "date";
  table.columns[0].type = Type::of(TypeKind::Date);
  table.columns[0].notNull = true;
  table.columns[1].name = "market";
  table.columns[1].type = Type::of(TypeKind::String);
  table.columns[1].type.length = 32;
  PrimaryKey key;
  key.name = "pk_prices";
  key.columns = {"date"};
  Check check;
  check.condition =
      Expr::binaryOf(BinaryOperator::NotEqual, Expr::column("market"), Expr::string("it's"));
  table.constraints = {key, check};
  Catalog catalog;
  catalog.objects.put(Enum{{"", "status"}, {"on", "off"}, ""});
  catalog.tables.put(table);
  return catalog;
}

TEST(Printer, WritesASchemaFile) {
  ast::Arena arena;
  EXPECT_EQ(print(*toSource(prices(), arena)), R"(enum status ('on', 'off');

table prices {
  date    date        not null;
  market  string(32);
  primary key pk_prices (date);
  check unnamed (market <> 'it''s');
} with (comment = 'per day');
)");
}

TEST(Printer, TellsAColumnFromAFunctionWithoutParentheses) {
  ast::Arena arena;
  Expr function = Expr::call("current_date");
  function.bare = true;
  Expr column = Expr::column("current_date");
  EXPECT_EQ(print(*toSource(Expr::binaryOf(BinaryOperator::Less, column, function), arena)),
            "\"current_date\" < current_date\n");
  EXPECT_EQ(print(*toSource(Expr::column("current_rate"), arena)), "current_rate\n");
}

static std::string textOf(const OperationSource& source) {
  std::string text;
  for (const ast::Node* statement : source.statements)
    text += print(*statement);
  return text;
}

TEST(Printer, SaysOfAnAlteredColumnWhatChanges) {
  Catalog before = prices();
  op::AlterColumn alter{before.tables.find({"", "prices"})->columns[0], std::nullopt};
  alter.to.notNull = false;
  alter.to.comment = "the day";
  alter.to.defaultValue = Expr::call("now");
  ast::Arena arena;
  EXPECT_EQ(textOf(toSource({op::AlterTable{{"", "prices"}, {alter}}}, before, arena)),
            R"(alter table prices {
  alter column date null;
  alter column date default now();
  alter column date comment 'the day';
}
)");
}

TEST(Printer, DropsWhatHasNoNameByWhatItIs) {
  Catalog before = prices();
  const Constraint& unnamed = before.tables.find({"", "prices"})->constraints[1];
  ast::Arena arena;
  const OperationSource source =
      toSource({op::AlterTable{{"", "prices"}, {op::DropConstraint{unnamed}}}}, before, arena);
  EXPECT_THAT(source.unsaid, IsEmpty());
  EXPECT_EQ(textOf(source), "alter table prices {\n  drop check unnamed (market <> 'it''s');\n}\n");
}

// An index that is made concurrently is a statement of its own, in the place where it
// stood.
TEST(Printer, DividesABlockAtAConcurrentIndex) {
  Index index;
  index.name = "ix_market";
  index.parts.resize(1);
  index.parts[0].value = Expr::column("market");
  ast::Arena arena;
  EXPECT_EQ(
      textOf(toSource({op::AlterTable{{"", "prices"},
                                      {op::RenameColumn{"date", "day"}, op::AddIndex{index, true},
                                       op::DropIndex{"ix_market", true}, op::SetTableComment{""}}}},
                      prices(), arena)),
      R"(alter table prices {
  rename column date to day;
}
create index concurrently ix_market on prices (market);
drop index concurrently ix_market on prices;
alter table prices {
  reset (comment);
}
)");
}
