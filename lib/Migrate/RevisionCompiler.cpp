#include "Migrate/RevisionCompiler.h"

#include "Dialect/RowLoad.h"
#include "Migrate/Losses.h"
#include "Operation/Apply.h"
#include "Operation/Invert.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort {

const ast::Section* findSection(const ast::Revision& revision, ast::SectionKind kind) {
  for (const ast::Section* section : revision.sections)
    if (section->section == kind)
      return section;
  return nullptr;
}

SimulatedRevision RevisionCompiler::advance(const Program& program) {
  assert(program.file && program.file->revision && "expects a revision without errors");
  SimulatedRevision result{program.source, program.file->revision, catalog_, {}, {}};
  for (ast::SectionKind kind :
       {ast::SectionKind::Require, ast::SectionKind::Upgrade, ast::SectionKind::Verify})
    checkSection(result, kind);
  result.after = catalog_;
  return result;
}

/// The sections are one transaction: what does not hold leaves everything as it was.
void RevisionCompiler::checkSection(SimulatedRevision& revision, ast::SectionKind kind) {
  const ast::Section* section = findSection(*revision.revision, kind);
  if (section)
    llvm::move(checker_.checkBlock(*revision.source, section->body, catalog_),
               std::back_inserter(revision.upgrade));
}

/// Outside of the transaction; what cannot stand there is told. A load is many statements to the
/// engine: it has a transaction of its own.
static void commitEach(const LocatedOperation& operation, std::vector<Statement>& statements,
                       const Dialect& dialect, DiagnosticEngine& diags) {
  for (Statement& statement : statements) {
    if (statement.suspendsForeignKeys)
      diags.report(diag::NotInDialect, operation.origin, dialect.displayName(),
                   "way to rebuild a table outside a transaction");
    if (statement.load)
      statement.startsTransaction = true;
    else
      statement.transactional = false;
  }
}

/// Does the statement say that literal, or a file that it loads its value?
static bool mayHold(const Statement& statement, llvm::StringRef literal) {
  if (llvm::StringRef(statement.sql).contains(literal))
    return true;
  return statement.load &&
         statement.load->file().buffer()->text().contains(literal.drop_front().drop_back());
}

namespace {
/// Finds the statements that use what is usable only once it is committed, and has them
/// start a transaction of their own.
class TransactionDivider {
public:
  explicit TransactionDivider(DiagnosticEngine& diags) : diags_(diags) {}

  void divide(const Operation& operation, std::vector<Statement>& statements) {
    if (const auto* create = std::get_if<op::CreateObject>(&operation))
      made_.insert(idOf(create->object));
    const auto* alter = std::get_if<op::AlterEnum>(&operation);
    // All of a type that the transaction made itself is usable.
    const bool isOwn = alter && made_.contains({ObjectKind::Enum, alter->name});
    for (Statement& statement : statements)
      if (!isOwn)
        divide(statement);
  }

private:
  void divide(Statement& statement) {
    if (!statement.usableAfterCommit.empty()) {
      waiting_.push_back(statement.usableAfterCommit);
      return;
    }
    auto used =
        llvm::find_if(waiting_, [&](const std::string& text) { return mayHold(statement, text); });
    if (used != waiting_.end()) {
      statement.startsTransaction = true;
      diags_.report(diag::TransactionSplit, statement.origin, *used);
    }
    if (used != waiting_.end() || !statement.transactional) {
      waiting_.clear();
      made_.clear();
    }
  }

  DiagnosticEngine& diags_;
  std::vector<std::string> waiting_;
  std::set<ObjectId> made_; // by the transaction
};
} // namespace

/// What is set for the session is kept before the first time, and put back after the last.
static void keepSettings(std::vector<Statement>& statements, std::vector<Statement>& restoring) {
  for (size_t i = 0; i < statements.size(); ++i) {
    Statement restore{.sql = statements[i].restore, .origin = {}, .purpose = "as it was before"};
    const bool isKnown =
        llvm::any_of(restoring, [&](const Statement& known) { return known.sql == restore.sql; });
    if (restore.sql.empty() || isKnown)
      continue;
    Statement keep{.sql = statements[i].keep, .origin = statements[i].origin};
    keep.restore = restore.sql; // a run that goes on in another session keeps it there again
    statements.insert(statements.begin() + i++, std::move(keep));
    restoring.push_back(std::move(restore));
  }
}

CompiledSection RevisionCompiler::lower(std::vector<LocatedOperation> operations, Catalog catalog) {
  CompiledSection section;
  TransactionDivider divider(diags_);
  bool isCommitted = false;
  for (LocatedOperation& operation : operations) {
    CompiledOperation compiled;
    dialect_.lower(operation, catalog, compiled.statements, diags_);
    if (isCommitted && !compiled.statements.empty())
      compiled.statements.front().startsTransaction = true;
    isCommitted =
        operation.autocommit && !compiled.statements.empty() && compiled.statements.back().load;
    keepSettings(compiled.statements, section.restoring);
    divider.divide(operation.operation, compiled.statements);
    apply(operation.operation, catalog);
    if (operation.autocommit)
      commitEach(operation, compiled.statements, dialect_, diags_);
    compiled.operation = std::move(operation);
    section.operations.push_back(std::move(compiled));
  }
  checkTogether(section, catalog);
  checkForeignKeys(section);
  return section;
}

void RevisionCompiler::checkTogether(const CompiledSection& section, const Catalog& after) {
  std::vector<const LocatedOperation*> operations;
  for (const CompiledOperation& operation : section.operations)
    operations.push_back(&operation.operation);
  dialect_.checkTogether(operations, after, diags_);
}

/// Calls `act` for every statement that shares a transaction with others.
static void forEachTransactional(const CompiledSection& section,
                                 llvm::function_ref<void(const Statement&)> act) {
  for (const CompiledOperation& operation : section.operations)
    for (const Statement& statement : operation.statements)
      if (statement.transactional)
        act(statement);
}

void RevisionCompiler::checkForeignKeys(const CompiledSection& section) {
  const Statement* rebuild = nullptr;
  forEachTransactional(section, [&](const Statement& statement) {
    if (statement.suspendsForeignKeys)
      rebuild = &statement;
  });
  if (!rebuild)
    return;
  forEachTransactional(section, [&](const Statement& statement) {
    if (statement.needsForeignKeys)
      diags_.report(diag::ForeignKeysSuspended, statement.origin, dialect_.displayName())
          .note(rebuild->origin, "this rebuilds the table")
          .help("give one of the two a revision of its own");
  });
}

CompiledSection RevisionCompiler::lowerUpgrade(const SimulatedRevision& revision) {
  return lower(revision.upgrade, revision.before);
}

//===----------------------------------------------------------------------===//
// The way back
//===----------------------------------------------------------------------===//

CompiledSection RevisionCompiler::compileDowngrade(const SimulatedRevision& revision) {
  Catalog before = catalog_;
  std::vector<LocatedOperation> operations;
  const ast::Section* section = findSection(*revision.revision, ast::SectionKind::Downgrade);
  if (section && section->form == ast::DowngradeForm::Impossible) {
    diags_.report(diag::DowngradeImpossible, Origin{revision.source, section->range},
                  revision.revision->id.text, section->why.value);
  } else if (section && section->form == ast::DowngradeForm::Block) {
    operations = checker_.checkDowngrade(*revision.source, section->body, catalog_);
  } else {
    operations = deriveDowngrade(revision);
    for (const LocatedOperation& operation : operations)
      apply(operation.operation, catalog_);
  }
  std::vector<std::string> losses = lossesOf(operations, before);
  CompiledSection compiled = lower(std::move(operations), std::move(before));
  compiled.losses = std::move(losses);
  return compiled;
}

void RevisionCompiler::checkDowngrade(const SimulatedRevision& revision) {
  const ast::Section* section = findSection(*revision.revision, ast::SectionKind::Downgrade);
  if (!section || section->form == ast::DowngradeForm::Auto) {
    deriveDowngrade(revision);
  } else if (section->form == ast::DowngradeForm::Block) {
    Catalog after = revision.after;
    checker_.checkDowngrade(*revision.source, section->body, after);
  }
}

/// The origins of the actions that undo `done`: backwards, as they are undone.
static std::vector<Origin> undoneOrigins(const LocatedOperation& done, const Operation& undo) {
  const auto* alter = std::get_if<op::AlterTable>(&undo);
  if (!alter)
    return {};
  if (alter->actions.size() == done.actionOrigins.size())
    return {done.actionOrigins.rbegin(), done.actionOrigins.rend()};
  return std::vector<Origin>(alter->actions.size(), done.origin);
}

/// Where a column stood is a wish that only some engines can grant: nobody wrote it, so the
/// others need not be told that it is left out.
static void forgetPlaces(Operation& operation, const Dialect& dialect) {
  auto* alter = std::get_if<op::AlterTable>(&operation);
  if (!alter)
    return;
  for (op::TableAction& action : alter->actions) {
    if (auto* add = std::get_if<op::AddColumn>(&action);
        add && !dialect.has(Feature::ColumnPlacement))
      add->after.reset();
    if (auto* moved = std::get_if<op::AlterColumn>(&action);
        moved && !dialect.has(Feature::ColumnMoves))
      moved->after.reset();
  }
}

std::vector<LocatedOperation> RevisionCompiler::invertLocated(const LocatedOperation& done,
                                                              const Catalog& before) {
  if (done.undo) {
    std::vector<LocatedOperation> undo = *done.undo;
    for (LocatedOperation& operation : undo) {
      operation.autocommit |= done.autocommit;
      operation.repeatable |= done.repeatable;
    }
    return undo;
  }
  Inverse inverse = invert(done.operation, before);
  if (!inverse.impossible.empty())
    diags_.report(diag::NoInverse, done.origin, nameOf(done.operation), inverse.impossible)
        .help("give it an `undo { ... }`, write a `downgrade { ... }` block, or say `downgrade "
              "impossible 'why';`");
  std::vector<LocatedOperation> undo;
  for (Operation& operation : inverse.operations) {
    forgetPlaces(operation, dialect_);
    std::vector<Origin> origins = undoneOrigins(done, operation);
    undo.push_back({std::move(operation), done.origin, std::move(origins), std::nullopt,
                    done.autocommit, done.repeatable});
  }
  return undo;
}

/// Every operation inverted against the schema that it ran on, the last one first.
std::vector<LocatedOperation> RevisionCompiler::deriveDowngrade(const SimulatedRevision& revision) {
  Catalog catalog = revision.before;
  std::vector<std::vector<LocatedOperation>> undos;
  for (const LocatedOperation& done : revision.upgrade) {
    undos.push_back(invertLocated(done, catalog));
    apply(done.operation, catalog);
  }
  std::vector<LocatedOperation> all;
  for (std::vector<LocatedOperation>& undo : llvm::reverse(undos))
    std::move(undo.begin(), undo.end(), std::back_inserter(all));
  return all;
}

} // namespace retort
