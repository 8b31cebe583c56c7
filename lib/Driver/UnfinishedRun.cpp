#include "Driver/UnfinishedRun.h"

#include "Driver/AuditLog.h"
#include "Driver/MigrationCommand.h"
#include "Migrate/Resumption.h"
#include "Support/English.h"

namespace retort {

/// `an earlier run of 4199f6c54dce by deploy on ci-7 (2026-11-20 14:02:11) was cut off; 6 of 12
/// statements have taken effect, and the next one for the rows up to 4000`.
static std::string describe(const AuditRow& row, const ResumePoint& point, size_t all) {
  const bool isOne = point.position == 1;
  std::string text = "an earlier run of " + row.entry.revision;
  if (!row.who.empty())
    text += " by " + row.who + " on " + row.host;
  text += " (" + row.appliedAt + ") was cut off; " + std::to_string(point.position) + " of " +
          counted(all, "statement") + (isOne ? " has" : " have") + " taken effect, ";
  if (!point.lastKey.empty())
    return text + "and the next one for the rows up to " + point.lastKey + ", going on there";
  return text + "going on behind " + (isOne ? "it" : "them");
}

/// Is it what the row was opened for?
static bool isBegunAs(const AuditRow& row, const NextRun& next) {
  const llvm::StringRef operation = next.step.direction == Direction::Up ? "upgrade" : "downgrade";
  return next.transaction != TransactionMode::Single &&
         row.entry.revision == next.step.revision->id() && row.entry.operation == operation;
}

llvm::Expected<std::optional<ResumePoint>> takeUpUnfinished(Session& session, DatabaseState& state,
                                                            const NextRun& next) {
  if (llvm::Error error = state.readLog())
    return error;
  const AuditRow* row = openRow(AuditLog(session, state).rows());
  if (!row)
    return std::nullopt;
  if (!isBegunAs(*row, next)) {
    const Revision* revision = next.history.find(row->entry.revision);
    session.diags()
        .report(diag::UnfinishedRun, revision ? revision->origin() : Origin(), row->entry.revision)
        .help("`retort resume` goes on with it");
    return llvm::make_error<Reported>();
  }
  for (const std::string& sql : next.sessionSettings)
    if (llvm::Expected<uint64_t> set = state.connection->execute(sql); !set)
      return set.takeError();
  const std::vector<Segment> segments =
      segmentsOf(llvm::ArrayRef(next.step), next.dialect, {}, {next.transaction, /*isBegun=*/true})
          .front();
  ResumeRequest request{*row, next.step, segments, {}};
  const Arguments& arguments = session.arguments();
  if (arguments.has(options::done) || arguments.has(options::notDone))
    request.tookEffect = arguments.has(options::done);
  llvm::Expected<std::optional<ResumePoint>> point =
      findResumePoint(request, *state.connection, next.dialect, session.diags());
  if (!point)
    return point.takeError();
  if (!*point)
    return llvm::make_error<Reported>();
  session.console().say(describe(*row, **point, authoredStatements(segments).size()));
  return point;
}

} // namespace retort
