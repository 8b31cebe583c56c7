#include "Driver/AuditLog.h"
#include "Driver/GlobalOptions.h"
#include "Migrate/AppliedRevisions.h"
#include "Migrate/AuditWriter.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

static constexpr Option accept = {.name = "--accept",
                                  .help = "the database has what these files say now"};

/// The row that says so: with the file's text, or without where there is none any more.
static llvm::Expected<AuditEntry> entryOf(Session& session, const History& history,
                                          const AppliedRevisions& applied, llvm::StringRef id) {
  if (const Revision* revision = history.find(id))
    return auditEntry(revision, "accept", {});
  if (!applied.find(id))
    return llvm::make_error<CommandError>("no file has a revision `" + id.str() +
                                              "`, and it was not applied",
                                          "give full ids; `retort log` lists what was applied");
  AuditEntry entry;
  entry.revision = id;
  entry.operation = "accept";
  return entry;
}

/// In one transaction.
static llvm::Error noteAll(DatabaseState& state, llvm::ArrayRef<AuditEntry> entries) {
  const Books books = state.books();
  AuditWriter audit(*state.connection, *state.dialect, books);
  if (llvm::Error error = state.connection->begin())
    return error;
  llvm::Error error = audit.look().takeError();
  for (const AuditEntry& entry : entries)
    if (!error)
      error = audit.add(entry, AuditOutcome::Done);
  if (error)
    return llvm::joinErrors(std::move(error), state.connection->rollback());
  return state.connection->commit();
}

static Outcome run(Session& session) {
  if (!session.arguments().has(accept))
    return llvm::make_error<UsageError>("say what to repair", "retort repair --accept REV");
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  if (llvm::Error error = state->prepareToWrite(session))
    return error;
  if (llvm::Error error = state->readLog())
    return error;
  AppliedRevisions applied(AuditLog(session, *state).rows());
  if (applied.knowsNothing())
    return llvm::createStringError("nothing was run on " + state->target->name + " yet");
  std::vector<AuditEntry> entries;
  for (llvm::StringRef id : session.arguments().positionals()) {
    llvm::Expected<AuditEntry> entry = entryOf(session, **history, applied, id);
    if (!entry)
      return entry.takeError();
    entries.push_back(std::move(*entry));
  }
  if (llvm::Error error = noteAll(*state, entries))
    return error;
  session.console().say("noted for " + counted(entries.size(), "revision") + "; nothing was run");
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "REV", .count = Positional::Some, .help = "full ids"}};
static constexpr const Option* ownOptions[] = {&accept, &options::wait, &options::terminateHolder};

constexpr CommandBody repairCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Notes in the audit table that the database already has what a revision's file says now: "
        "of\n"
        "one that was edited after it was applied, put in below what is applied, or deleted. Runs\n"
        "nothing, and changes no schema.",
    .examples = "retort repair --accept 9b84540a7c1c",
    .run = run,
};

} // namespace retort
