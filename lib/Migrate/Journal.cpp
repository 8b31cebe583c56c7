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

bool commitsInParts(const CompiledSection& section, size_t position) {
  for (const CompiledOperation& compiled : section.operations) {
    if (position < compiled.statements.size()) {
      const auto* update = std::get_if<op::Update>(&compiled.operation.operation);
      return update && update->batches && !compiled.statements[position].transactional;
    }
    position -= compiled.statements.size();
  }
  return false;
}

Journal::Journal(llvm::ArrayRef<Segment> segments, const AuditTable& audit, size_t position)
    : audit_(audit), isNeeded_(llvm::any_of(segments, [](const Segment& it) { return it.opens; })),
      statements_(authoredStatements(segments)), resumed_(position) {}

/// What sets something for the session has no effect that outlives it, and is done again.
bool Journal::passOver() {
  if (position_ >= resumed_ || !statements_[position_]->restore.empty())
    return false;
  ++position_;
  return true;
}

static llvm::Error run(Connection& connection, const Statement& statement) {
  llvm::Expected<uint64_t> changed = connection.execute(statement.sql);
  return changed ? llvm::Error::success() : changed.takeError();
}

llvm::Error Journal::noteBeginning(Connection& connection) const {
  if (!isNeeded_ || position_ < resumed_)
    return llvm::Error::success();
  return run(connection, audit_.journal(position_, hashOf(statements_, position_),
                                        statements_[position_]->sql));
}

llvm::Error Journal::noteReached(Connection& connection) const {
  if (!isNeeded_ || position_ <= resumed_)
    return llvm::Error::success();
  return run(connection, audit_.journal(position_, hashOf(statements_, position_), ""));
}

} // namespace retort
