//===- AppliedRevisions.h - from which text each revision was applied ------===//
//
// The audit table remembers the text of every revision that was run. A file that was changed since
// means something else than what the database holds: the change would never reach it, and
// every other database would differ from this one. So before anything is run the files are
// held against what was applied.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/AuditTable.h"
#include "Revision/History.h"
#include "Syntax/Parser.h"

#include <map>

namespace retort {

class AppliedRevisions {
public:
  /// `log` are all rows of the audit table in their order. Only revisions that were not taken
  /// back since are remembered.
  explicit AppliedRevisions(llvm::ArrayRef<AuditRow> log);

  /// The row of the audit table that holds the text; null where it is not known that the
  /// revision was run here. Points into the log.
  const AuditRow* find(llvm::StringRef id) const;
  /// Those for which `isThere` is false, oldest first.
  std::vector<const AuditRow*> missing(llvm::function_ref<bool(llvm::StringRef id)> isThere) const;
  /// Was it so before the audit table was there, or did somebody say so with `stamp` or
  /// `repair`? Then nothing is known of its text, and that is no fault. `within` are all that count
  /// as applied in the history now.
  RevisionSet takenForGranted(const History& history) const;
  bool knowsNothing() const { return isEmpty_; }

private:
  std::map<std::string, const AuditRow*, std::less<>> rows_;
  /// Revisions at which the database was said or found to stand.
  std::vector<std::string> places_;
  /// Those that `repair --accept` has named.
  std::vector<std::string> accepted_;
  bool isEmpty_;
};

/// Reads the text of a row from the database.
using TextReader = llvm::function_ref<llvm::Expected<const SourceBuffer*>(const AuditRow& row)>;

/// What differs between the files and what was applied.
struct TextChanges {
  /// The texts that were applied, of revisions whose file reads otherwise now.
  std::map<const Revision*, const SourceBuffer*> applied;
  /// Of those, the ones that mean something else now.
  std::vector<std::pair<const Revision*, const AuditRow*>> edited;
  /// ... and those of them that followed another revision then.
  std::vector<std::pair<const Revision*, const AuditRow*>> moved;
  /// Of those, the ones that name a file whose rows are others now: which they were is not known.
  std::vector<std::pair<const Revision*, const AuditRow*>> otherRows;
  /// They do not mean something else.
  std::vector<const Revision*> reformatted;
  /// They count as applied, since something above them is, but were never run.
  std::vector<const Revision*> late;
  /// They were applied, and no file has them.
  std::vector<const AuditRow*> deleted;
};

/// Holds the files against what was applied. `current` are the rows of the version table.
llvm::Expected<TextChanges> compareTexts(const AppliedRevisions& applied, const History& history,
                                         const RevisionList& current, TextReader readText);

/// Reports each change at the revision's header, with the way out.
void reportChanges(const TextChanges& changes, DiagnosticEngine& diags);
/// Only those that cannot be taken back: whose applied text is of another place in the history, or
/// names rows that are others now.
void reportBarriers(const TextChanges& changes, DiagnosticEngine& diags);

} // namespace retort
