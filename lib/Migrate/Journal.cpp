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

Journal::Journal(llvm::ArrayRef<Segment> segments, AuditWriter& audit, ResumePoint begin)
    : audit_(audit), isNeeded_(llvm::any_of(segments, [](const Segment& it) { return it.opens; })),
      statements_(authoredStatements(segments)), resumedRow_(begin.row), resumed_(begin.position),
      lastKey_(std::move(begin.lastKey)) {}

/// What sets something for the session has no effect that outlives it, and is done again.
bool Journal::passOver() {
  if (position_ >= resumed_ || !statements_[position_]->restore.empty())
    return false;
  ++position_;
  return true;
}

//===--- The row ----------------------------------------------------------===//

/// What `tell` says, with the outcome and who has got there.
static constexpr llvm::StringLiteral reached[] = {"outcome",     "who",       "host",    "position",
                                                  "done_sha256", "statement", "last_key"};
static constexpr llvm::StringLiteral stopped[] = {"outcome",   "position", "done_sha256",
                                                  "statement", "last_key", "message"};
static constexpr llvm::StringLiteral closed[] = {"outcome",      "position", "done_sha256",
                                                 "statement",    "last_key", "message",
                                                 "milliseconds", "seal"};

/// What an earlier run has done stays done, also before it was passed over.
void Journal::tell(std::string statement, std::string lastKey) {
  const size_t done = std::max(position_, resumed_);
  row_->position = std::to_string(done);
  row_->doneHash = hashOf(statements_, done);
  row_->statement = std::move(statement);
  row_->lastKey = std::move(lastKey);
}

llvm::Error Journal::note(std::string statement, std::string lastKey) {
  row_->outcome = spelling(AuditOutcome::Running);
  tell(std::move(statement), std::move(lastKey));
  return audit_.update(*row_, reached);
}

llvm::Error Journal::open(const AuditEntry& entry, bool nextCommitsItself) {
  sealBefore_ = audit_.lastSeal();
  row_ = audit_.next(entry, AuditOutcome::Running);
  tell(nextCommitsItself ? statements_[position_]->sql : "");
  return audit_.insert(*row_);
}

llvm::Error Journal::takeUp() {
  llvm::Expected<std::pair<AuditRow, std::string>> found = audit_.find(resumedRow_);
  if (!found)
    return found.takeError();
  row_ = std::move(found->first);
  row_->statement.clear(); // nothing is about to run yet
  audit_.sign(*row_);
  sealBefore_ = std::move(found->second);
  return llvm::Error::success();
}

llvm::Error Journal::noteBeginning() {
  if (!isNeeded_ || position_ < resumed_)
    return llvm::Error::success();
  const std::string& statement = statements_[position_]->sql;
  if (row_->statement == statement && row_->position == std::to_string(position_))
    return llvm::Error::success(); // noted when the row was opened
  return note(statement, "");
}

llvm::Error Journal::noteReached() {
  if (!isNeeded_ || position_ <= resumed_)
    return llvm::Error::success();
  return note("", "");
}

llvm::Error Journal::noteBatch(llvm::StringRef lastKey) {
  return note(statements_[position_]->sql, lastKey.str());
}

llvm::Error Journal::stop(std::string message) {
  const size_t done = std::max(position_, resumed_);
  std::string statement;
  if (!lastKey_.empty())
    statement = statements_[done]->sql;
  else if (row_->position == std::to_string(done))
    statement = row_->statement; // the one that was refused
  row_->outcome = spelling(AuditOutcome::Stopped);
  row_->message = std::move(message);
  tell(std::move(statement), lastKey_);
  return audit_.update(*row_, stopped);
}

llvm::Error Journal::close(AuditOutcome outcome, const AuditFacts& facts) {
  row_->outcome = spelling(outcome);
  row_->milliseconds = std::to_string(facts.duration.count());
  row_->message = facts.message;
  tell();
  row_->seal = sealOf(sealBefore_, *row_);
  if (llvm::Error error = audit_.update(*row_, closed))
    return error;
  return audit_.sealBehind(*row_);
}

} // namespace retort
