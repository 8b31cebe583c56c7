#include "Driver/RevisionSelection.h"

#include "Revision/Expression.h"
#include "Revision/Resolver.h"

namespace retort {

constexpr Option options::revisionRange = {
    .name = "--rev-range", .letter = 'r', .value = "A:B", .help = "only these, both ends included"};
constexpr Option options::indicateCurrent = {.name = "--indicate-current",
                                             .letter = 'i',
                                             .help =
                                                 "ask the database and mark where it stands"};

llvm::Expected<RevisionList> resolveRevisions(Session& session, const History& history,
                                              llvm::StringRef text) {
  DiagnosticEngine& diags = session.diags();
  std::optional<RevisionExpression> expression = parseRevisionExpression(text, {}, diags);
  if (!expression)
    return llvm::make_error<Reported>();
  std::optional<DatabaseState> database;
  if (expression->anchor == Anchor::Current) {
    llvm::Expected<DatabaseState> state = DatabaseState::find(session, history);
    if (!state)
      return state.takeError();
    database = std::move(*state);
  }
  std::optional<RevisionList> found =
      Resolver(history, database ? &database->current : nullptr, diags).resolve(*expression);
  if (!found)
    return llvm::make_error<Reported>();
  return *found;
}

static bool namesCurrent(const std::optional<RevisionExpression>& end) {
  return end && end->anchor == Anchor::Current && !end->relative;
}

llvm::Expected<RevisionSelection> RevisionSelection::find(Session& session,
                                                          const History& history) {
  RevisionSelection selection;
  DiagnosticEngine& diags = session.diags();
  std::optional<RevisionRange> range;
  if (std::optional<llvm::StringRef> text = session.arguments().value(options::revisionRange)) {
    range = parseRevisionRange(*text, {}, diags);
    if (!range)
      return llvm::make_error<Reported>();
  }
  if (session.arguments().has(options::indicateCurrent) ||
      (range && (namesCurrent(range->from) || namesCurrent(range->to)))) {
    llvm::Expected<DatabaseState> state = DatabaseState::find(session, history);
    if (!state)
      return state.takeError();
    selection.database = std::move(*state);
  }
  if (!range) {
    for (const Revision& revision : history.revisions())
      selection.revisions.push_back(&revision);
    return selection;
  }
  std::optional<ResolvedRange> resolved =
      Resolver(history, selection.current(), diags).resolveRange(*range);
  if (!resolved)
    return llvm::make_error<Reported>();
  selection.revisions = std::move(resolved->revisions);
  return selection;
}

} // namespace retort
