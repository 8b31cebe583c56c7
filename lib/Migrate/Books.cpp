#include "Migrate/Books.h"

#include "Migrate/RevisionText.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

Statement Books::createVersions() const {
  Statement create = versions_.create();
  create.purpose = "where the database stands";
  return create;
}

Statement Books::createAudit() const {
  Statement create = audit_.create();
  create.purpose = "what was done to it";
  return create;
}

std::vector<std::string> Books::guard(const PlanStep& step) const {
  std::string where =
      step.before.empty() ? "at its base" : "at " + llvm::join(idsOf(step.before), ", ");
  return dialect_.guard(versions_.standsAt(idsOf(step.before)),
                        "the database does not stand " + where + ", where " +
                            step.revision->id().str() +
                            (step.direction == Direction::Up ? " begins" : " is taken back from"));
}

static AuditEntry entryOf(const PlanStep& step) {
  AuditEntry entry;
  entry.revision = step.revision->id();
  entry.previous = llvm::join(idsOf(step.before), " ");
  entry.operation = step.direction == Direction::Up ? "upgrade" : "downgrade";
  if (const SourceBuffer* source = step.revision->file.buffer)
    entry.sourceHash = sha256(source->text());
  return entry;
}

StepBooks Books::step(const PlanStep& step) const {
  StepBooks books;
  books.guard = guard(step);
  books.unfinishedGuard = dialect_.guard(
      audit_.noneIsOpen(), "an earlier run was cut off half-way: `retort resume` goes on with it");
  books.versionRows = versions_.statements(step);
  books.entry = entryOf(step);
  books.done = audit_.note(books.entry, AuditOutcome::Done);
  books.begun = audit_.note(books.entry, AuditOutcome::Running);
  books.ended = audit_.close(AuditOutcome::Done);
  return books;
}

} // namespace retort
