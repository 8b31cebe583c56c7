#include "Migrate/Books.h"

#include "Migrate/RevisionText.h"
#include "Migrate/SourceHash.h"

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

AuditEntry auditEntry(const Revision* revision, llvm::StringRef operation,
                      llvm::ArrayRef<std::string> previous) {
  AuditEntry entry;
  entry.operation = operation;
  entry.previous = llvm::join(previous, " ");
  if (revision)
    entry.revision = revision->id();
  if (const SourceBuffer* source = revision ? revision->file.buffer : nullptr) {
    entry.sourceHash = sourceHash(*source);
    entry.source = source->text();
  }
  return entry;
}

StepBooks Books::step(const PlanStep& step) const {
  StepBooks books;
  books.guard = guard(step);
  books.unfinishedGuard = dialect_.guard(
      audit_.noneIsOpen(), "an earlier run was cut off half-way: `retort resume` goes on with it");
  books.versionRows = versions_.statements(step);
  books.entry = auditEntry(step.revision, step.direction == Direction::Up ? "upgrade" : "downgrade",
                           idsOf(step.before));
  books.done = audit_.note(books.entry, AuditOutcome::Done);
  books.begun = audit_.note(books.entry, AuditOutcome::Running);
  books.ended = audit_.close(AuditOutcome::Done);
  for (Statement* each : {&books.done, &books.begun, &books.ended})
    each->ofScript = true;
  return books;
}

} // namespace retort
