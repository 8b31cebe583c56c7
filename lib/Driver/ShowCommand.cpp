#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Driver/RevisionSelection.h"
#include "Migrate/PlanCompiler.h"
#include "Migrate/ScriptWriter.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option downgrade = {.name = "--downgrade",
                                     .help = "its way back, written or derived"};
static constexpr Option asSql = {.name = "--sql", .help = "as SQL"};

namespace {

/// Compiles one revision in one direction, and prints it in the language or as SQL.
class SectionView {
public:
  SectionView(Session& session, const History& history, const Revision& revision)
      : session_(session), history_(history), revision_(revision),
        direction_(session.arguments().has(downgrade) ? Direction::Down : Direction::Up) {}

  llvm::Error print();

private:
  /// What must be applied before the revision can be run in this direction.
  RevisionList start() const;
  void printSource(const CompiledSection& section, const Catalog& before);

  Session& session_;
  const History& history_;
  const Revision& revision_;
  Direction direction_;
};

} // namespace

RevisionList SectionView::start() const {
  if (direction_ == Direction::Down)
    return {&revision_};
  RevisionList start = revision_.parents;
  start.append(revision_.dependencies);
  return start;
}

llvm::Error SectionView::print() {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session_.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<SemaOptions> options = session_.semaOptions();
  if (!options)
    return options.takeError();
  Plan plan;
  plan.before = start();
  plan.steps.push_back({&revision_, direction_, {}});
  PlanCompiler compiler(history_, **dialect, *options, session_.diags());
  std::vector<CompiledStep> steps =
      compiler.compile(plan, Books(**dialect, DatabaseSettings()));
  if (llvm::Error error = session_.reported())
    return error;
  if (session_.arguments().has(asSql)) {
    writeSection(steps.front().section, **dialect, session_.out());
    return llvm::Error::success();
  }
  PlanCompiler again(history_, **dialect, *options, session_.diags());
  printSource(steps.front().section, again.simulate(history_.withAncestors(plan.before).list()));
  return llvm::Error::success();
}

void SectionView::printSource(const CompiledSection& section, const Catalog& before) {
  std::vector<Operation> operations;
  for (const CompiledOperation& compiled : section.operations)
    operations.push_back(compiled.operation.operation);
  ast::Arena arena;
  OperationSource source = toSource(operations, before, arena);
  auto* node = arena.make<ast::Section>({});
  node->section =
      direction_ == Direction::Down ? ast::SectionKind::Downgrade : ast::SectionKind::Upgrade;
  node->body = source.statements;
  for (const std::string& loss : section.losses)
    session_.out() << "// loses " << loss << '\n';
  for (const std::string& unsaid : source.unsaid)
    session_.out() << "// not in the language's words: " << unsaid << '\n';
  session_.out() << retort::print(*node);
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> found =
      resolveRevisions(session, **history, session.arguments().positional(0));
  if (!found)
    return found.takeError();
  if (session.arguments().has(downgrade) || session.arguments().has(asSql)) {
    for (const Revision* revision : *found)
      if (llvm::Error error = SectionView(session, **history, *revision).print())
        return error;
    return ExitCode::Success;
  }
  RevisionListing listing(**history, session.console());
  if (session.console().json()) {
    listing.print(*found);
    return ExitCode::Success;
  }
  for (const Revision* revision : *found) {
    listing.printDetails(*revision);
    session.out() << '\n' << revision->file.buffer->text();
  }
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "REV", .help = "an id or the beginning of one, a label, head, ..."}};
static constexpr const Option* ownOptions[] = {&downgrade, &asSql, &options::dialect,
                                               &options::json};

constexpr CommandBody showCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description =
        "Shows a revision: what it follows and what follows it, and its text; or its way back, in\n"
        "the language, as it was written or derived; or the SQL of either.",
    .examples = "retort show head\nretort show 9b84540a7c1c --downgrade --dialect postgresql",
    .run = run,
};

} // namespace retort
