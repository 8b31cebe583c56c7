#include "Migrate/Squash.h"

#include "Diff/Diff.h"
#include "Migrate/RevisionText.h"
#include "Support/English.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- The revisions ----------------------------------------------------===//

std::optional<Squash::Steps> Squash::simulate(llvm::ArrayRef<const Revision*> revisions,
                                              const Dialect& dialect, Catalog& before,
                                              DiagnosticEngine& diags) {
  RevisionSet wanted(history_);
  for (const Revision* revision : revisions)
    wanted.insert(*revision);
  RevisionCompiler compiler(dialect, options_, diags);
  for (const Revision* older : history_.withAncestors(revisions).list()) {
    if (wanted.contains(*older))
      continue;
    Program program = parser_.parse(*older->file.buffer, diags);
    if (!program.file)
      return std::nullopt;
    compiler.advance(program);
  }
  before = compiler.catalog();
  Steps steps;
  for (const Revision* revision : revisions) {
    Program program = parser_.parse(*revision->file.buffer, diags);
    if (!program.file)
      return std::nullopt;
    SimulatedRevision simulated = compiler.advance(program);
    steps.push_back({revision, std::move(program), std::move(simulated)});
  }
  if (diags.hasErrors())
    return std::nullopt;
  return steps;
}

//===--- Joining ----------------------------------------------------------===//

/// Says its whole effect by what it leaves in the schema, whatever the rows and the dialect are.
static bool isOnlyOfSchema(const Operation& operation) {
  if (!changesSchema(operation) || std::holds_alternative<op::RawSql>(operation))
    return false;
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  return !alter || llvm::none_of(alter->actions, [](const op::TableAction& action) {
    return std::holds_alternative<op::RestartIdentity>(action);
  });
}

static bool isPlain(const SimulatedRevision& revision) {
  const ast::Section* upgrade = findSection(*revision.revision, ast::SectionKind::Upgrade);
  auto isCondition = [](const ast::Node* statement) {
    return llvm::isa<ast::When, ast::IfStatement, ast::AutocommitStatement>(statement);
  };
  return llvm::all_of(revision.upgrade,
                      [](const LocatedOperation& it) { return isOnlyOfSchema(it.operation); }) &&
         !(upgrade && llvm::any_of(upgrade->body, isCondition));
}

/// Touches nothing that is in `before`.
static bool isAllNew(const Operation& operation, const Catalog& before) {
  if (const auto* alter = std::get_if<op::AlterTable>(&operation))
    return !before.tables.find(alter->table); // which closes a cycle of foreign keys
  if (const auto* declare = std::get_if<op::DeclareExternal>(&operation))
    return !before.tables.find(declare->table.name);
  return std::holds_alternative<op::CreateTable>(operation) ||
         std::holds_alternative<op::CreateObject>(operation);
}

size_t Squash::join(const Steps& steps, size_t begin, std::string& body) {
  const Catalog& before = steps[begin].simulated.before;
  size_t end = begin;
  while (end < steps.size() && isPlain(steps[end].simulated))
    ++end;
  // The longest first, since most often that is all of them.
  for (; end > begin; --end) {
    Difference difference = diff(before, steps[end - 1].simulated.after, {}, ColumnOrder::Free, options_.naming);
    if (!difference.unsaid.empty() || !llvm::all_of(difference.operations, [&](const auto& it) {
          return isAllNew(it, before);
        }))
      continue;
    ast::Arena arena;
    OperationSource source = toSource(difference.operations, before, arena);
    if (!source.unsaid.empty())
      continue;
    for (const ast::Node* statement : source.statements)
      body += print(*statement);
    return end - begin;
  }
  return 0;
}

/// What stands between the braces of a section, comments and all.
static std::string textOf(const SimulatedRevision& revision, ast::SectionKind kind) {
  const ast::Section* section = findSection(*revision.revision, kind);
  if (!section)
    return "";
  llvm::StringRef text = revision.source->text().slice(section->range.begin, section->range.end);
  text = text.drop_front(text.find('{') + 1);
  return text.take_front(text.rfind('}')).trim().str() + "\n";
}

std::string Squash::bodyOf(const Steps& steps, SquashedRevision& squashed) {
  std::string body;
  for (size_t at = 0; at < steps.size();) {
    std::string joinedBody;
    if (size_t joined = join(steps, at, joinedBody)) {
      body += joinedBody;
      at += joined;
      continue;
    }
    const Step& step = steps[at++];
    ++squashed.asWritten;
    body += "\n// " + titleOf(*step.revision) + "\n";
    for (ast::SectionKind kind :
         {ast::SectionKind::Require, ast::SectionKind::Upgrade, ast::SectionKind::Verify})
      body += textOf(step.simulated, kind);
  }
  return body;
}

//===--- Proving ----------------------------------------------------------===//

std::optional<Catalog> Squash::resultOf(const SourceBuffer& text, const Dialect& dialect,
                                        Catalog before, bool* isOneWay) {
  DiagnosticEngine diags;
  Program program = parser_.parse(text, diags);
  if (!program.file)
    return std::nullopt;
  RevisionCompiler compiler(dialect, options_, diags);
  compiler.startFrom(std::move(before));
  SimulatedRevision simulated = compiler.advance(program);
  if (diags.hasErrors())
    return std::nullopt;
  if (isOneWay) {
    compiler.checkDowngrade(simulated);
    *isOneWay = diags.hasErrors();
  }
  return simulated.after;
}

llvm::Error Squash::compare(llvm::ArrayRef<const Revision*> revisions, const SourceBuffer& text) {
  for (const DialectRow& row : allDialects()) {
    std::unique_ptr<Dialect> dialect =
        row.facts.name == dialect_.name() ? row.make(dialect_.version()) : row.make(row.defaultVersion);
    DiagnosticEngine diags;
    Catalog before;
    std::optional<Steps> steps = simulate(revisions, *dialect, before, diags);
    if (!steps)
      continue; // that dialect does not know what they say
    std::optional<Catalog> result = resultOf(text, *dialect, before);
    if (!result || *result != steps->back().simulated.after)
      return llvm::createStringError("these revisions as one would not be the same on " +
                                     dialect->displayName().str() + "; nothing was written");
  }
  return llvm::Error::success();
}

llvm::Expected<std::optional<SquashedRevision>>
Squash::squash(llvm::ArrayRef<const Revision*> revisions, RevisionDraft draft) {
  Catalog before;
  std::optional<Steps> steps = simulate(revisions, dialect_, before, diags_);
  if (!steps)
    return std::nullopt;
  SquashedRevision squashed;
  draft.upgrade = bodyOf(*steps, squashed);
  // Files that it names are where they were, unless the revisions stood in several folders.
  const std::string folder = revisions.back()->file.buffer->folder().str();
  auto formatted = [&]() -> std::unique_ptr<SourceBuffer> {
    SourceBuffer draftText(draft.id + " as one", draft.text());
    DiagnosticEngine diags;
    std::optional<std::string> text = formatSource(parser_, draftText, diags);
    return text ? std::make_unique<SourceBuffer>(draft.id + " as one", std::move(*text), folder)
                : nullptr;
  };
  std::unique_ptr<SourceBuffer> text = formatted();
  if (!text)
    return llvm::createStringError("these revisions cannot be written as one; nothing was written");
  if (llvm::Error error = compare(revisions, *text))
    return error;
  resultOf(*text, dialect_, before, &squashed.isOneWay);
  if (squashed.isOneWay) {
    draft.noWayBack = "it stands for " + counted(revisions.size(), "revision") + ", from " +
                      revisions.front()->id().str() + " on, and not all that they do can be taken back";
    text = formatted();
  }
  squashed.text = text->text().str();
  return squashed;
}

} // namespace retort
