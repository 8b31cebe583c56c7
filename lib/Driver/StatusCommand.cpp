#include "Driver/AuditLog.h"
#include "Driver/GlobalOptions.h"
#include "Driver/RevisionListing.h"
#include "Migrate/AppliedRevisions.h"
#include "Migrate/Resumption.h"
#include "Migrate/RevisionText.h"
#include "Revision/Plan.h"
#include "Support/Snippet.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

namespace {
/// A file that does not read as it did when it was applied, and how so.
struct ChangedFile {
  std::string id;
  llvm::StringLiteral how;
};

/// Everything there is to know before `upgrade heads`.
struct Status {
  RevisionList pending;
  std::vector<ChangedFile> changed;
  /// Of a run that was cut off, and of one that was refused last; null: there is none.
  const AuditRow* unfinished = nullptr;
  const AuditRow* failed = nullptr;
  std::optional<LockHolder> migrator;
};
} // namespace

static std::vector<ChangedFile> changedFiles(const TextChanges& changes) {
  std::vector<ChangedFile> files;
  for (const auto& [revision, row] : changes.edited)
    files.push_back({revision->id().str(), "edited since it was applied"});
  for (const Revision* revision : changes.reformatted)
    files.push_back({revision->id().str(), "reformatted since it was applied"});
  for (const Revision* revision : changes.late)
    files.push_back({revision->id().str(), "never run here, though it stands below what was"});
  for (const AuditRow* row : changes.deleted)
    files.push_back({row->entry.revision, "applied, and its file is gone"});
  return files;
}

/// What was refused last, unless something else was done since.
static const AuditRow* lastFailure(llvm::ArrayRef<AuditRow> rows) {
  bool failed = !rows.empty() && rows.back().outcome == spelling(AuditOutcome::Failed);
  return failed ? &rows.back() : nullptr;
}

static llvm::Expected<Status> findStatus(Session& session, const History& history,
                                         DatabaseState& state) {
  Status status;
  for (const PlanStep& step : planUpgrade(history, state.current, history.heads()).steps)
    status.pending.push_back(step.revision);
  if (llvm::Error error = state.readLog())
    return error;
  AuditLog log(session, state);
  llvm::Expected<TextChanges> changes = log.changes(history);
  if (!changes)
    return changes.takeError();
  status.changed = changedFiles(*changes);
  status.unfinished = openRow(log.rows());
  status.failed = lastFailure(log.rows());
  llvm::Expected<std::optional<LockHolder>> migrator = state.migratorAtWork();
  if (!migrator)
    return migrator.takeError();
  status.migrator = std::move(*migrator);
  return status;
}

//===--- Printing ---------------------------------------------------------===//

/// `upgrade 9b84540a7c1c, 2026-11-20 14:02:11, by deploy on ci-7`.
static std::string titleOf(const AuditRow& row) {
  std::string title = row.entry.operation + " " + row.entry.revision + ", " + row.appliedAt;
  return row.who.empty() ? title : title + ", by " + row.who + " on " + row.host;
}

static void print(const Status& status, const History& history, const DatabaseState& state,
                  Console& console) {
  llvm::raw_ostream& out = console.out();
  const Target& target = *state.target;
  const std::string url = target.url.printable();
  out << target.name << " is at " << placeOf(state.current) << " ("
      << (target.name == url ? "" : url + ", ") << state.dialect->displayName() << ' '
      << state.connection->server().version.str() << ")\n";
  out << "pending" << (status.pending.empty() ? ": nothing" : "") << '\n';
  RevisionListing listing(history, console);
  for (const Revision* revision : status.pending)
    out << "  " << listing.line(*revision) << '\n';
  if (status.migrator)
    out << "at work now\n  " << printable(status.migrator->describe()) << '\n';
  if (status.unfinished && !status.migrator)
    out << "cut off half-way\n  " << printable(titleOf(*status.unfinished))
        << "\n  `retort resume` goes on with it\n";
  if (status.failed)
    out << "refused last\n  " << printable(titleOf(*status.failed)) << "\n  "
        << printable(status.failed->message) << '\n';
  if (!status.changed.empty())
    out << "files\n";
  for (const ChangedFile& file : status.changed)
    out << "  " << file.id << "  " << file.how << '\n';
}

static void writeRow(llvm::json::OStream& json, llvm::StringRef name, const AuditRow* row) {
  if (!row)
    return json.attribute(name, nullptr);
  json.attributeObject(name, [&] {
    json.attribute("revision", row->entry.revision);
    json.attribute("operation", row->entry.operation);
    json.attribute("at", row->appliedAt);
    json.attribute("who", row->who);
    json.attribute("host", row->host);
    json.attribute("message", llvm::json::fixUTF8(row->message));
  });
}

static void printJson(const Status& status, const DatabaseState& state, llvm::raw_ostream& out) {
  llvm::json::OStream json(out, 2);
  auto writeIds = [&](llvm::StringRef name, const RevisionList& revisions) {
    json.attributeArray(name, [&] {
      for (const Revision* revision : revisions)
        json.value(revision->id());
    });
  };
  json.object([&] {
    json.attribute("database", state.target->name);
    json.attribute("url", state.target->url.printable());
    json.attribute("engine", state.dialect->name());
    json.attribute("version", state.connection->server().version.str());
    writeIds("at", state.current);
    writeIds("pending", status.pending);
    writeRow(json, "unfinished", status.unfinished);
    writeRow(json, "failed", status.failed);
    if (status.migrator)
      json.attribute("atWork", llvm::json::fixUTF8(status.migrator->describe()));
    json.attributeArray("files", [&] {
      for (const ChangedFile& file : status.changed)
        json.object([&] {
          json.attribute("revision", file.id);
          json.attribute("is", file.how);
        });
    });
  });
  out << '\n';
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<DatabaseState> state = DatabaseState::find(session, **history);
  if (!state)
    return state.takeError();
  llvm::Expected<Status> status = findStatus(session, **history, *state);
  if (!status)
    return status.takeError();
  if (session.console().json())
    printJson(*status, *state, session.out());
  else
    print(*status, **history, *state, session.console());
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&options::json};

constexpr CommandBody statusCommand = {
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Says where the database stands, which revisions are pending in the order in which\n"
        "`upgrade heads` would run them, whether somebody migrates it now, whether a run was cut\n"
        "off or refused, and which files read otherwise than when they were applied. Changes nothing.",
    .examples = "retort status\nretort status --env prod --json",
    .run = run,
};

} // namespace retort
