#include "Driver/DatabaseState.h"
#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Driver/Session.h"
#include "Revision/Resolver.h"

namespace retort {

static constexpr Option range = {
    .name = "--rev-range", .letter = 'r', .value = "A:B", .help = "only these, both ends included"};
static constexpr Option indicateCurrent = {.name = "--indicate-current",
                                           .letter = 'i',
                                           .help = "ask the database and mark where it stands"};

/// All, or the range that was asked for.
static std::optional<RevisionList> selected(Session& session, const History& history,
                                            const RevisionList* current) {
  std::optional<llvm::StringRef> text = session.arguments().value(range);
  if (!text) {
    RevisionList all;
    for (const Revision& revision : history.revisions())
      all.push_back(&revision);
    return all;
  }
  std::optional<RevisionRange> parsed = parseRevisionRange(*text, {}, session.diags());
  if (!parsed)
    return std::nullopt;
  std::optional<ResolvedRange> resolved =
      Resolver(history, current, session.diags()).resolveRange(*parsed);
  return resolved ? std::optional(resolved->revisions) : std::nullopt;
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  // Only a range that names it, and -i, are worth a connection.
  std::optional<DatabaseState> state;
  bool namesCurrent = session.arguments().value(range).value_or("").contains("current");
  if (session.arguments().has(indicateCurrent) || namesCurrent) {
    llvm::Expected<DatabaseState> found = DatabaseState::find(session, **history);
    if (!found)
      return found.takeError();
    state = std::move(*found);
  }
  std::optional<RevisionList> revisions =
      selected(session, **history, state ? &state->current : nullptr);
  if (!revisions)
    return ExitCode::Failure;
  RevisionListing(**history, session.console(), state ? &state->current : nullptr,
                  state ? state->target->name : "")
      .printGraph(*revisions);
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&range, &indicateCurrent, &options::json};

constexpr CommandBody historyCommand = {
    .options = ownOptions,
    .description =
        "Lists the revisions, newest first, with what leads from one to the other. An end of a\n"
        "range may be left out, or count steps from the other end: -r -3:head.",
    .examples = "retort history\nretort history -v -r 463161aec4ec:head",
    .run = run,
};

} // namespace retort
