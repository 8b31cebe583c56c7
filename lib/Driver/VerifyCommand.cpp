#include "Driver/DatabaseState.h"
#include "Driver/GlobalOptions.h"
#include "Driver/RevisionSelection.h"
#include "Driver/ScratchDatabase.h"
#include "Migrate/Verification.h"
#include "Support/English.h"

namespace retort {
static void print(const VerificationReport& report, Session& session) {
  for (const VerificationFinding& finding : report.findings) {
    session.out() << finding.revision->id() << ' ' << finding.when
                  << ", the database is not what the source says:\n";
    for (const std::string& difference : finding.differences)
      session.out() << "    " << difference << '\n';
  }
  const std::string done = counted(report.revisions, "revision") + " run, " +
                           std::to_string(report.bothWays) + " of them also back and again";
  if (report.notCompared != 0)
    session.console().say("not compared " + counted(report.notCompared, "time") +
                          ": what an `if` leaves is not known");
  const bool isWhole = report.findings.empty() && report.notCompared == 0;
  session.console().say(isWhole ? done + ": the database is what the source says"
                                                : done);
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> upTo =
      resolveRevisions(session, **history, session.arguments().positional(0, "heads"));
  if (!upTo)
    return upTo.takeError();
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  llvm::Expected<const Target*> target = session.target();
  if (!target)
    return target.takeError();
  llvm::Expected<ScratchDatabase> scratch = ScratchDatabase::make(**target);
  if (!scratch)
    return scratch.takeError();
  Connection& connection = scratch->connection();
  const std::unique_ptr<Dialect> dialect =
      findDialect(connection.server().dialect)->make(connection.server().version);
  const DatabaseSettings& settings = (*target)->settings;
  const Books books(*dialect, settings);
  llvm::Expected<std::unique_ptr<MigratorLock>> lock = MigratorLock::take(
      connection, {.name = settings.versionTable, .wait = settings.wait, .whileWaiting = {}});
  if (!lock)
    return lock.takeError();
  RunListener listener;
  Verification verification(**history, *options,
                            {connection, *dialect, books, **lock, session.diags(), listener,
                             settings, ConnectOptions().busyTimeout});
  llvm::Expected<std::optional<VerificationReport>> report =
      verification.run((*history)->withAncestors(*upTo).list());
  if (!report)
    return report.takeError();
  if (!*report)
    return session.conclude("the revision cannot be verified");
  print(**report, session);
  const ExitCode code = session.conclude();
  return (*report)->findings.empty() ? code : ExitCode::Failure;
}

static constexpr Positional positionals[] = {
    {.name = "REV", .count = Positional::Optional, .help = "up to there; the heads if left out"}};

constexpr CommandBody verifyCommand = {
    .positionals = positionals,
    .description = "Runs each revision on an empty database of its own (in memory for SQLite, a "
                   "temporary one on\n"
                   "the target's server), takes it back and runs it again, and compares after each "
                   "of these what\n"
                   "is there with what the source says. Exits with 1 if they differ. Of external "
                   "tables there are\n"
                   "such as they were declared. The target itself is not touched.",
    .examples = "retort verify\nretort verify --url postgresql://localhost/postgres",
    .run = run,
};

} // namespace retort
