#include "Driver/AuditLog.h"
#include "Driver/GlobalOptions.h"
#include "Driver/MigrationCommand.h"
#include "Migrate/Resumption.h"

namespace retort {

static Outcome run(Session& session) {
  const Arguments& arguments = session.arguments();
  if (arguments.has(options::done) && arguments.has(options::notDone))
    return llvm::make_error<UsageError>("`--done` and `--not-done` contradict each other",
                                        "look at the database, and say one of them");
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  if (llvm::Error error = state->readLog())
    return error;
  const AuditRow* row = openRow(AuditLog(session, *state).rows());
  if (!row) {
    session.console().say("nothing is unfinished on " + state->target->name);
    return ExitCode::Success;
  }
  Direction direction = row->entry.operation == "upgrade" ? Direction::Up : Direction::Down;
  return MigrationCommand(session, direction, row->entry.revision).run();
}

static constexpr const Option* ownOptions[] = {&options::done,
                                               &options::notDone,
                                               &options::allowDataLoss,
                                               &options::wait,
                                               &options::terminateHolder,
                                               &options::json};

constexpr CommandBody resumeCommand = {
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Ends the revision in which a run was cut off, where statements commit by themselves. Those\n"
        "that have taken effect are passed over. Of the one that was about to run the database is\n"
        "asked; where that does not tell, look for yourself, and say --done or --not-done. `upgrade`\n"
        "and `downgrade` do the same when they come to that revision.",
    .examples = "retort resume\nretort resume --not-done",
    .run = run,
};

} // namespace retort
