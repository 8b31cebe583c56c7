#include "Migrate/Verification.h"

#include "Diff/Diff.h"
#include "Migrate/LiveSchema.h"
#include "Migrate/StandIns.h"
#include "Operation/Apply.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

llvm::Expected<bool> Verification::runStep(const Plan& plan, CompiledSection section,
                                           const Catalog& before, llvm::StringLiteral when,
                                           const Catalog& expected) {
  assert(plan.steps.size() == 1 && "all that it needs is there, and nothing needs it");
  const PlanStep& planned = plan.steps.front();
  CompiledStep step{planned.revision, planned.direction,
                    planned.before,   std::move(section),
                    before,           context_.books.step(planned)};
  RunReport run;
  llvm::Expected<RunEnd> end = executor_.run(step, run);
  if (!end)
    return end.takeError();
  if (*end != RunEnd::Done)
    return false;
  if (llvm::Error error = compare(*planned.revision, when, expected))
    return error;
  return true;
}

static bool isCreation(const Operation& operation) {
  return std::holds_alternative<op::CreateTable>(operation) ||
         std::holds_alternative<op::CreateObject>(operation);
}

llvm::Error Verification::compare(const Revision& revision, llvm::StringLiteral when,
                                  const Catalog& expected) {
  ReflectionScope scope;
  scope.defaultSchema = options_.defaultSchema;
  scope.withoutTables = {context_.settings.versionTable, context_.settings.auditTable};
  const Catalog wanted = withSchemasOfStandIns(withoutGrants(expected), context_.dialect);
  llvm::Expected<LiveSchema> live =
      readLiveSchema(context_.connection, context_.dialect, scope, wanted);
  if (!live)
    return live.takeError();
  const Difference difference = diff(wanted, withoutGrants(live->catalog));
  if (!difference.unknown.empty()) {
    ++report_.notCompared;
    return llvm::Error::success();
  }
  std::vector<std::string> differences = difference.unsaid;
  std::set<std::string> more;
  for (const Operation& operation : difference.operations)
    if (isCreation(operation))
      more.insert(describe(operation));
    else
      differences.push_back(describe(operation));
  if (mayMakeMore_)
    besides_ = std::move(more);
  else
    llvm::copy_if(more, std::back_inserter(differences),
                  [&](const std::string& it) { return !besides_.contains(it); });
  if (!differences.empty())
    report_.findings.push_back({&revision, when, std::move(differences)});
  return llvm::Error::success();
}

/// Is there a way back, by its author's word?
static bool isOneWay(const ast::Revision& revision) {
  const ast::Section* section = findSection(revision, ast::SectionKind::Downgrade);
  return section && section->form == ast::DowngradeForm::Impossible;
}

/// Raw SQL may make what no source tells of.
static bool isRawSql(const LocatedOperation& located) {
  return std::holds_alternative<op::RawSql>(located.operation);
}

static Catalog after(llvm::ArrayRef<LocatedOperation> operations, Catalog catalog) {
  for (const LocatedOperation& located : operations)
    apply(located.operation, catalog);
  return catalog;
}

llvm::Expected<bool> Verification::runBothWays(const SimulatedRevision& simulated,
                                               const Revision& revision, const RevisionList& rows,
                                               RevisionCompiler& compiler) {
  CompiledSection up = compiler.lowerUpgrade(simulated);
  addStandIns(up, simulated.before, context_.dialect, context_.diags);
  const Plan forward = planUpgrade(history_, rows, &revision);
  ++report_.revisions;
  const std::set<std::string> besidesBefore = besides_;
  mayMakeMore_ = llvm::any_of(simulated.upgrade, isRawSql);
  llvm::Expected<bool> done = runStep(forward, up, simulated.before, "after it", simulated.after);
  mayMakeMore_ = false;
  const std::set<std::string> besidesAfter = besides_;
  if (!done || !*done || isOneWay(*simulated.revision))
    return done;
  CompiledSection down = compiler.compileDowngrade(simulated);
  addStandIns(down, simulated.after, context_.dialect, context_.diags);
  if (context_.diags.hasErrors())
    return false;
  // Of a way back that somebody wrote columns may stand in another order; of raw SQL it is taken
  // that it leads back.
  const bool isTold = llvm::none_of(
      down.operations, [](const CompiledOperation& it) { return isRawSql(it.operation); });
  const Catalog back = isTold ? compiler.catalog() : simulated.before;
  if (const Difference elsewhere = diff(simulated.before, back); !elsewhere.operations.empty()) {
    std::vector<std::string> differences;
    for (const Operation& operation : elsewhere.operations)
      differences.push_back(describe(operation));
    report_.findings.push_back({&revision, "on its way back", std::move(differences)});
    compiler.startFrom(simulated.after);
    return true; // there it could not be run again
  }
  besides_ = besidesBefore;
  done = runStep(planDowngrade(history_, forward.after, &revision), std::move(down),
                 simulated.after, "taken back", back);
  besides_ = besidesAfter;
  const Catalog again = after(simulated.upgrade, back);
  if (done && *done)
    done = runStep(forward, up, back, "run again", again);
  compiler.startFrom(again);
  ++report_.bothWays;
  return done;
}

llvm::Expected<std::optional<VerificationReport>>
Verification::run(llvm::ArrayRef<const Revision*> revisions) {
  RevisionCompiler compiler(context_.dialect, options_, context_.diags);
  Parser parser;
  executor_.begin(context_.dialect.sessionSettings(options_.defaultSchema),
                  context_.books.create());
  RevisionList rows;
  for (const Revision* revision : revisions) {
    Program program = parser.parse(*revision->file.buffer, context_.diags);
    if (!program.file)
      return std::nullopt;
    const SimulatedRevision simulated = compiler.advance(program);
    if (context_.diags.hasErrors())
      return std::nullopt;
    llvm::Expected<bool> done = runBothWays(simulated, *revision, rows, compiler);
    if (!done)
      return done.takeError();
    if (!*done)
      return std::nullopt;
    rows = planUpgrade(history_, rows, revision).after;
  }
  return std::move(report_);
}

} // namespace retort
