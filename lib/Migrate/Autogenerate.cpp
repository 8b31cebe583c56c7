#include "Migrate/Autogenerate.h"

#include "Migrate/Losses.h"
#include "Operation/Apply.h"
#include "Syntax/Formatter.h"
#include "Syntax/Parser.h"
#include "Syntax/Printer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- The text ---------------------------------------------------------===//

/// "rows that are there get '' in `users.name`": nobody has said so, and something they must have.
static std::vector<std::string> guessesOf(const Operation& operation) {
  std::vector<std::string> guesses;
  if (const auto* alter = std::get_if<op::AlterTable>(&operation))
    for (const op::TableAction& action : alter->actions)
      if (const auto* add = std::get_if<op::AddColumn>(&action); add && add->backfill)
        guesses.push_back("rows that are there get " + print(*add->backfill) + " in `" +
                          alter->table.str() + "." + add->column.name + "`");
  return guesses;
}

/// Each statement, and before it what it loses and what is guessed.
static std::string upgradeOf(llvm::ArrayRef<Operation> operations, const Catalog& from,
                             GeneratedRevision& generated) {
  std::string text;
  Catalog before = from;
  for (const Operation& operation : operations) {
    LocatedOperation located;
    located.operation = operation;
    for (const std::string& loss : lossesOf(located, before))
      text += "// loses " + loss + "\n";
    for (std::string& guess : guessesOf(operation)) {
      text += "// " + guess + "\n";
      generated.guesses.push_back(std::move(guess));
    }
    ast::Arena arena;
    OperationSource source = toSource(operation, before, arena);
    for (const ast::Node* statement : source.statements)
      text += print(*statement);
    llvm::append_range(generated.unsaid, source.unsaid);
    apply(operation, before);
  }
  return text;
}

static std::optional<std::string> formatted(const RevisionDraft& draft) {
  Parser parser;
  DiagnosticEngine diags;
  return formatSource(parser, SourceBuffer(draft.id, draft.text()), diags);
}

//===--- Its proof --------------------------------------------------------===//

namespace {
struct Proof {
  /// What is left to find; empty: nothing.
  std::string left;
  std::vector<std::string> needs;
  std::string noWayBack;
};
} // namespace

static std::vector<std::string> errorsOf(DiagnosticEngine& diags) {
  std::vector<std::string> errors;
  for (const Diagnostic& diagnostic : diags.take())
    if (diagnostic.severity == Severity::Error)
      errors.push_back(diagnostic.message);
  return errors;
}

/// Why there is no way back: each operation that has none, once. What else is wrong is no reason.
static std::vector<std::string> reasonsOf(DiagnosticEngine& diags) {
  std::vector<std::string> reasons;
  for (const Diagnostic& diagnostic : diags.take())
    if (diagnostic.code == diag::NoInverse && !llvm::is_contained(reasons, diagnostic.message))
      reasons.push_back(diagnostic.message);
  return reasons;
}

/// Reads the text as any revision is read, and looks where it leads.
static Proof prove(llvm::StringRef text, const Catalog& from, const Catalog& to,
                   const Dialect& dialect, const SemaOptions& options) {
  const SourceBuffer source("as generated", text.str());
  DiagnosticEngine diags;
  Program program = Parser().parse(source, diags);
  if (diags.hasErrors())
    return {.needs = errorsOf(diags)};
  RevisionCompiler compiler(dialect, options, diags);
  compiler.startFrom(from);
  SimulatedRevision simulated = compiler.advance(program);
  if (diags.hasErrors())
    return {.needs = errorsOf(diags)};
  const Difference left = diff(simulated.after, to, {}, columnOrder(dialect));
  Proof proof;
  if (!left.operations.empty())
    proof.left = describe(left.operations.front());
  else if (!left.unsaid.empty())
    proof.left = left.unsaid.front();
  compiler.checkDowngrade(simulated);
  proof.noWayBack = llvm::join(reasonsOf(diags), "; ");
  return proof;
}

llvm::Expected<GeneratedRevision> generateRevision(const Difference& difference,
                                                   const Catalog& from, const Catalog& to,
                                                   RevisionDraft draft, const Dialect& dialect,
                                                   const SemaOptions& options) {
  GeneratedRevision generated;
  generated.unsaid = difference.unsaid;
  draft.upgrade = upgradeOf(difference.operations, from, generated);
  std::optional<std::string> text = formatted(draft);
  if (!text)
    return llvm::createStringError(
        "the difference cannot be written as a revision; nothing was written");
  Proof proof = prove(*text, from, to, dialect, options);
  if (!proof.left.empty() && generated.unsaid.empty())
    return llvm::createStringError("a revision of the difference would leave one: " + proof.left +
                                   "; nothing was written");
  if (!proof.noWayBack.empty()) {
    draft.noWayBack = generated.noWayBack = proof.noWayBack;
    text = formatted(draft);
  }
  generated.needs = std::move(proof.needs);
  generated.text = std::move(*text);
  return generated;
}

} // namespace retort
