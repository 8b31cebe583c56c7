#include "Migrate/Resumption.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

const AuditRow* openRow(llvm::ArrayRef<AuditRow> log) {
  const AuditRow* found = llvm::find_if(log, [](const AuditRow& row) { return row.isOpen(); });
  return found == log.end() ? nullptr : found;
}

static void reportChanged(const AuditRow& row, const CompiledStep& step, DiagnosticEngine& diags) {
  diags.report(diag::ChangedUnderWay, step.revision->origin(), step.revision->id())
      .note({}, row.position + " of its statements have taken effect")
      .help("put the file back as it was (`retort log " + row.entry.revision +
            "` tells who ran it); or bring the database to where a revision ends by hand, and say "
            "where that is: `retort stamp REV`");
}

static void reportScript(const CompiledStep& step, DiagnosticEngine& diags) {
  diags.report(diag::UnfinishedScript, step.revision->origin(), step.revision->id())
      .help("bring the database to where a revision ends by hand, and say where that is: `retort stamp "
            "REV`");
}

static void reportUnknown(const Statement& statement, std::vector<std::string> notes,
                          DiagnosticEngine& diags) {
  DiagnosticBuilder report = diags.report(diag::UnknownEffect, statement.origin);
  report.note({}, "the statement was: " + statement.sql);
  for (std::string& note : notes)
    report.note({}, std::move(note));
  report.help(
      "look at the database, and say what you see: `retort resume --done` or `retort resume "
      "--not-done`");
}

llvm::Expected<std::optional<ResumePoint>> findResumePoint(const ResumeRequest& request,
                                                           Connection& connection,
                                                           const Dialect& dialect,
                                                           DiagnosticEngine& diags) {
  const AuditRow& row = request.row;
  if (row.position.empty()) {
    reportScript(request.step, diags);
    return std::nullopt;
  }
  ResumePoint point;
  point.row = row.number;
  llvm::StringRef(row.position).getAsInteger(10, point.position);
  std::vector<const Statement*> statements = authoredStatements(request.segments);
  bool isAsBefore = point.position <= statements.size() &&
                    (point.position == 0 || hashOf(statements, point.position) == row.doneHash);
  point.lastKey = row.lastKey;
  const bool hasBatches = !row.lastKey.empty();
  const bool wasRefused = row.outcome == spelling(AuditOutcome::Stopped);
  bool hadBegun = !row.statement.empty();
  if (isAsBefore && hadBegun)
    isAsBefore = point.position < statements.size() &&
                 (statements[point.position]->sql == row.statement || (wasRefused && !hasBatches));
  if (!isAsBefore) {
    reportChanged(row, request.step, diags);
    return std::nullopt;
  }
  // What the engine refused has not taken effect, and what was noted with its transaction has.
  if (!hadBegun || wasRefused || hasBatches)
    return point;
  EffectFinding finding;
  if (request.tookEffect) {
    finding.effect = *request.tookEffect ? Effect::Taken : Effect::NotTaken;
  } else {
    EffectFinder finder(connection, dialect, request.step, request.segments);
    llvm::Expected<EffectFinding> found = finder.find(point.position);
    if (!found)
      return found.takeError();
    finding = std::move(*found);
  }
  if (finding.effect == Effect::Unknown) {
    reportUnknown(*statements[point.position], std::move(finding.notes), diags);
    return std::nullopt;
  }
  if (finding.effect == Effect::Taken)
    point.position += 1 + finding.alsoTaken;
  return point;
}

} // namespace retort
