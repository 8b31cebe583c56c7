// Random histories, a part of them as one revision: where that is done at all, every dialect that can read the
// history finds the same schema at its end.
//
// RETORT_TEST_SEED and RETORT_TEST_PROGRAMS choose other histories, or more.
#include "Diff/Diff.h"
#include "Migrate/PlanCompiler.h"
#include "Migrate/Squash.h"
#include "Random/RandomCatalog.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

#include "llvm/ADT/STLExtras.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

std::string numbered(size_t number) {
  return "r" + std::to_string(number);
}

/// Files of a history in a line, which it owns.
class LineOfFiles {
public:
  void add(const std::string& id, const std::string& previous, const std::string& upgrade) {
    addFile("revision " + id + (previous.empty() ? "" : "\n  revises " + previous) +
            ";\n\nupgrade {\n" + upgrade + "}\n");
  }
  void addFile(std::string text) {
    buffers_.push_back(std::make_unique<SourceBuffer>("random.mig", std::move(text)));
  }
  void append(const LineOfFiles& other, size_t begin, size_t end) {
    for (size_t at = begin; at < end; ++at)
      addFile(other.text(at));
  }

  size_t size() const { return buffers_.size(); }
  std::string text(size_t at) const { return buffers_[at]->text().str(); }
  std::string all() const {
    std::string text;
    for (size_t at = 0; at < size(); ++at)
      text += this->text(at) + "\n";
    return text;
  }

  std::optional<History> history() const {
    DiagnosticEngine diags;
    std::vector<RevisionFile> files;
    for (const auto& buffer : buffers_)
      if (std::optional<RevisionHeader> header = readRevisionHeader(*buffer, diags))
        files.push_back({std::move(*header), "random.mig", buffer.get()});
    return History::build(std::move(files), diags);
  }

private:
  std::vector<std::unique_ptr<SourceBuffer>> buffers_;
};

/// The schema at its end, or nothing where the dialect does not know what it says.
std::optional<Catalog> simulate(const LineOfFiles& files, const Dialect& dialect,
                                const SemaOptions& options) {
  std::optional<History> history = files.history();
  if (!history)
    return std::nullopt;
  DiagnosticEngine diags;
  PlanCompiler compiler(*history, dialect, options, diags);
  Catalog end = compiler.simulate(history->withAncestors(history->heads()).list());
  if (diags.hasErrors())
    return std::nullopt;
  return end;
}

/// As statements of the language; nothing where it has no words for them.
std::optional<std::string> sourceOf(llvm::ArrayRef<Operation> operations, const Catalog& before) {
  ast::Arena arena;
  OperationSource source = toSource(operations, before, arena);
  if (!source.unsaid.empty())
    return std::nullopt;
  std::string text;
  for (const ast::Node* statement : source.statements)
    text += print(*statement);
  return text;
}

struct SquashLaw : testing::Test {
  SquashLaw() {
    const DialectRow* row = findDialect("postgresql");
    dialect = row->make(row->defaultVersion);
  }

  /// Some revisions, each of which PostgreSQL can read.
  LineOfFiles randomFiles(RandomCatalog& random) {
    LineOfFiles files;
    Catalog catalog;
    auto add = [&](llvm::ArrayRef<Operation> operations) {
      std::optional<std::string> source = sourceOf(operations, catalog);
      if (!source)
        return;
      LineOfFiles longer;
      longer.append(files, 0, files.size());
      longer.add(numbered(files.size()), files.size() == 0 ? "" : numbered(files.size() - 1),
                 *source);
      if (std::optional<Catalog> after = simulate(longer, *dialect, options)) {
        files = std::move(longer);
        catalog = std::move(*after);
      }
    };
    const Catalog first = random.catalog();
    std::vector<Operation> made = diff(Catalog(), first).operations;
    // In several revisions, so that there is something to join.
    const size_t share = std::max<size_t>(1, made.size() / 3);
    for (llvm::ArrayRef<Operation> rest = made; !rest.empty();
         rest = rest.drop_front(std::min(share, rest.size())))
      add(rest.take_front(share));
    for (int more = 0; more < 3; ++more)
      add(random.operation(catalog));
    return files;
  }

  /// The same files, those from `begin` to `end` as one; nothing where that is refused.
  std::optional<LineOfFiles> squashed(const LineOfFiles& files, size_t begin, size_t end) {
    std::optional<History> history = files.history();
    std::vector<const Revision*> part;
    for (size_t at = begin; at < end; ++at)
      part.push_back(history->find(numbered(at)));
    RevisionDraft draft;
    draft.id = numbered(end - 1);
    draft.message = "as one";
    if (begin != 0)
      draft.revises = {numbered(begin - 1)};
    DiagnosticEngine diags;
    auto result = Squash(*history, *dialect, options, diags).squash(part, draft);
    EXPECT_FALSE(diags.hasErrors());
    if (!result) {
      llvm::consumeError(result.takeError());
      return std::nullopt;
    }
    if (!*result)
      return std::nullopt;
    asWritten += (*result)->asWritten;
    LineOfFiles all;
    all.append(files, 0, begin);
    all.addFile((*result)->text);
    all.append(files, end, files.size());
    return all;
  }

  std::unique_ptr<Dialect> dialect;
  SemaOptions options;
  size_t asWritten = 0;
};

TEST_F(SquashLaw, LeavesTheSameSchemaInEveryDialect) {
  const uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261121);
  const uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", 300);
  size_t squashes = 0, refused = 0, revisions = 0, compared = 0;
  for (uint64_t i = 0; i < programs && !HasFailure(); ++i) {
    ShownSeed shown(seed + i);
    RandomCatalog random(seed + i);
    const LineOfFiles files = randomFiles(random);
    if (files.size() < 2)
      continue;
    const size_t begin = random.random().chance(50) ? 0 : random.random().between(0, files.size() - 2);
    const size_t end = random.random().between(begin + 2, files.size());
    std::optional<LineOfFiles> one = squashed(files, begin, end);
    ++(one ? squashes : refused);
    if (!one)
      continue;
    revisions += end - begin;
    for (const DialectRow& row : allDialects()) {
      std::unique_ptr<Dialect> other = row.make(row.defaultVersion);
      std::optional<Catalog> before = simulate(files, *other, options);
      if (!before)
        continue;
      ++compared;
      std::optional<Catalog> after = simulate(*one, *other, options);
      ASSERT_TRUE(after) << row.facts.name.str() << "\n" << files.all() << "as one:\n" << one->all();
      EXPECT_TRUE(*after == *before)
          << row.facts.name.str() << "\n" << files.all() << "as one:\n" << one->all();
    }
  }
  std::printf("%zu of %zu revisions joined in %zu histories, compared %zu times; %zu refused\n",
              revisions - asWritten, revisions, squashes, compared, refused);
  EXPECT_GT(squashes, programs / 2);
  EXPECT_GT(revisions - asWritten, revisions / 10);
}

/// Found by a seed: a part of a table stands on it, and is no object that is dropped by itself.
TEST_F(SquashLaw, LeavesThePartsOfATableThatIsRenamed) {
  LineOfFiles files;
  files.add("r0", "",
            "create table a { id int not null; } partition by range (id);\n"
            "create table p partition of a values from (minvalue) to (10) {}\n");
  files.add("r1", "r0", "rename table a to b;\n");
  files.add("r2", "r1", "create table c { id int primary key; }\n");
  const std::optional<Catalog> before = simulate(files, *dialect, options);
  ASSERT_TRUE(before);
  std::optional<LineOfFiles> one = squashed(files, 1, 3);
  ASSERT_TRUE(one);
  EXPECT_TRUE(simulate(*one, *dialect, options) == before) << one->all();
}

} // namespace
