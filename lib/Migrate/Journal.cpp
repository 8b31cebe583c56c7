#include "Migrate/Journal.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::vector<const Statement*> authoredStatements(llvm::ArrayRef<Segment> segments) {
  std::vector<const Statement*> all;
  for (const Segment& segment : segments)
    for (const Statement& statement : segment.authored())
      all.push_back(&statement);
  return all;
}

std::string hashOf(llvm::ArrayRef<const Statement*> statements, size_t count) {
  std::string text;
  for (const Statement* statement : statements.take_front(count))
    text += std::to_string(statement->sql.size()) + ":" + statement->sql;
  return sha256(text);
}

Journal::Journal(llvm::ArrayRef<Segment> segments, const AuditTable& audit, ResumePoint begin)
    : audit_(audit), isNeeded_(llvm::any_of(segments, [](const Segment& it) { return it.opens; })),
      statements_(authoredStatements(segments)), resumed_(begin.position),
      lastKey_(std::move(begin.lastKey)) {}

/// What sets something for the session has no effect that outlives it, and is done again.
bool Journal::passOver() {
  if (position_ >= resumed_ || !statements_[position_]->restore.empty())
    return false;
  ++position_;
  return true;
}

llvm::Error Journal::note(Connection& connection, std::string statement,
                          std::string lastKey) const {
  const JournalEntry entry{.position = position_,
                           .doneHash = hashOf(statements_, position_),
                           .statement = std::move(statement),
                           .lastKey = std::move(lastKey)};
  llvm::Expected<uint64_t> changed = connection.execute(audit_.journal(entry).sql);
  return changed ? llvm::Error::success() : changed.takeError();
}

llvm::Error Journal::noteOpened(Connection& connection) const {
  return note(connection, "", "");
}

llvm::Error Journal::noteBeginning(Connection& connection) const {
  if (!isNeeded_ || position_ < resumed_)
    return llvm::Error::success();
  return note(connection, statements_[position_]->sql, "");
}

llvm::Error Journal::noteReached(Connection& connection) const {
  if (!isNeeded_ || position_ <= resumed_)
    return llvm::Error::success();
  return note(connection, "", "");
}

llvm::Error Journal::noteBatch(Connection& connection, llvm::StringRef lastKey) const {
  return note(connection, statements_[position_]->sql, lastKey.str());
}

} // namespace retort
