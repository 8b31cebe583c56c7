#include "Driver/Stamp.h"

#include "Migrate/AuditWriter.h"
#include "Migrate/RevisionText.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// What to note: `wanted`, and the rows of branches that it has nothing to do with. A row
/// that one of them implies is none of its own.
static RevisionList placesAfter(const History& history, const RevisionList& current,
                                const RevisionList& wanted) {
  RevisionSet places(history);
  RevisionSet below = history.withAncestors(wanted);
  RevisionSet above = history.withDescendants(wanted);
  for (const Revision* place : wanted)
    places.insert(*place);
  if (!wanted.empty())
    for (const Revision* place : current)
      if (!below.contains(*place) && !above.contains(*place))
        places.insert(*place);
  RevisionList all = places.list();
  for (const Revision* place : all) {
    RevisionSet implied = history.withAncestors({place});
    implied.remove(*place);
    for (const Revision* other : implied.list())
      places.remove(*other);
  }
  return places.list();
}

/// Reads the rows and replaces them, in one transaction, so that no other migrator's are
/// lost.
namespace {
class Stamp {
public:
  Stamp(Session& session, DatabaseState& state, const History& history, bool purges)
      : session_(session), state_(state), history_(history), purges_(purges),
        books_(*state.dialect, state.target->settings),
        audit_(*state.connection, *state.dialect, books_) {}

  /// Returns where the database is noted to be.
  llvm::Expected<RevisionList> run(const RevisionList& wanted);

private:
  llvm::Error execute(llvm::StringRef sql);
  /// Makes retort's own tables, if that is done inside a transaction or not.
  llvm::Error createTables(bool transactional);
  llvm::Error writeRows(const RevisionList& places);
  llvm::Error note(const Revision* place);
  llvm::Expected<RevisionList> runInTransaction(const RevisionList& wanted);

  Session& session_;
  DatabaseState& state_;
  const History& history_;
  bool purges_;
  Books books_;
  AuditWriter audit_;
};
} // namespace

llvm::Error Stamp::execute(llvm::StringRef sql) {
  llvm::Expected<uint64_t> changed = state_.connection->execute(sql);
  return changed ? llvm::Error::success() : changed.takeError();
}

/// They would end the transaction where the engine commits them by itself.
llvm::Error Stamp::createTables(bool transactional) {
  for (const Statement& create : books_.create())
    if (create.transactional == transactional)
      if (llvm::Error error = execute(create.sql))
        return error;
  return llvm::Error::success();
}

llvm::Error Stamp::writeRows(const RevisionList& places) {
  if (llvm::Error error = execute(books_.versions().clear().sql))
    return error;
  for (const Revision* place : places) {
    PlanStep step{place, Direction::Up, {}};
    step.versionChanges.push_back({VersionChange::Insert, nullptr, place});
    for (const Statement& statement : books_.versions().statements(step))
      if (llvm::Error error = execute(statement.sql))
        return error;
  }
  return llvm::Error::success();
}

llvm::Error Stamp::note(const Revision* place) {
  return audit_.add(auditEntry(place, "stamp", state_.rows), AuditOutcome::Done);
}

llvm::Expected<RevisionList> Stamp::run(const RevisionList& wanted) {
  if (llvm::Error error = createTables(/*transactional=*/false))
    return error;
  if (llvm::Error error = state_.connection->begin())
    return error;
  llvm::Expected<RevisionList> places = runInTransaction(wanted);
  if (!places)
    return llvm::joinErrors(places.takeError(), state_.connection->rollback());
  if (llvm::Error error = state_.connection->commit())
    return error;
  return places;
}

llvm::Expected<RevisionList> Stamp::runInTransaction(const RevisionList& wanted) {
  if (llvm::Error error = createTables(/*transactional=*/true))
    return error;
  if (llvm::Error error = purges_ ? state_.readRows() : state_.reload(session_, history_))
    return error;
  RevisionList places = placesAfter(history_, state_.current, wanted);
  if (llvm::Error error = state_.checkWidth(places, session_.diags()))
    return error;
  if (llvm::Error error = session_.reported())
    return error;
  if (llvm::Error error = writeRows(places))
    return error;
  // Where the database stands is what the user says now: nothing is to be resumed.
  if (llvm::Error error = execute(books_.audit().close(AuditOutcome::Abandoned).sql))
    return error;
  if (llvm::Expected<std::vector<std::string>> looked = audit_.look(); !looked)
    return looked.takeError();
  if (places.empty())
    if (llvm::Error error = note(nullptr))
      return error;
  for (const Revision* place : places)
    if (llvm::Error error = note(place))
      return error;
  return places;
}

llvm::Expected<RevisionList> stamp(Session& session, DatabaseState& state, const History& history,
                                   const RevisionList& wanted, bool purges) {
  return Stamp(session, state, history, purges).run(wanted);
}

} // namespace retort
