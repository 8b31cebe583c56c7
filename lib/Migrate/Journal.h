//===- Journal.h - how far a step has come that commits in parts -----------===//
//
// The open row of the audit table says which statement is next, and, before one that
// commits by itself, which one is about to run. What is done in a transaction is noted in that
// transaction. So after a crash at any instant it is known of every statement whether it took
// effect, but for the one that was about to run: of that the database itself must be asked.
// A batch is a transaction, and notes the last key that is done.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/AuditWriter.h"
#include "Migrate/Segment.h"

namespace retort {

/// Where a step that was cut off is to be taken up again.
struct ResumePoint {
  /// The number of its audit row.
  uint64_t row = 0;
  /// How many of the author's statements have taken effect.
  size_t position = 0;
  /// The next one is done in batches, up to this key; empty: it is not begun.
  std::string lastKey = {};
};

/// All statements of the author's in a step, in their order.
std::vector<const Statement*> authoredStatements(llvm::ArrayRef<Segment> segments);

/// Of the first `count` statements: two plans that begin with the same ones have the same.
std::string hashOf(llvm::ArrayRef<const Statement*> statements, size_t count);

class Journal {
public:
  /// Of a step that is begun, or taken up again where `begin` says. Only one that is divided is
  /// noted; any other takes effect at once. What is borrowed must outlive the journal.
  Journal(llvm::ArrayRef<Segment> segments, AuditWriter& audit, ResumePoint begin = {});

  bool isNeeded() const { return isNeeded_; }
  /// How many statements have taken effect, or will with the transaction that is open.
  size_t position() const { return position_; }
  /// Was the next statement done before the step was taken up again? Then it is passed over.
  bool passOver();
  /// The next statement was run.
  void advance() {
    if (position_++ >= resumed_)
      lastKey_.clear();
  }
  /// Up to where the next statement was done in batches; empty: it is not begun.
  const std::string& lastKey() const { return lastKey_; }
  /// Back to where a transaction began that was rolled back.
  void rewind(size_t position) { position_ = position; }

  //===--- The row --------------------------------------------------------===//

  /// Adds it, in the transaction that opens the step. If the next statement commits by itself, says
  /// also that it is about to run.
  llvm::Error open(const AuditEntry& entry, bool nextCommitsItself);
  /// Finds it, where the step is taken up again.
  llvm::Error takeUp();
  /// Is it there, or was it rolled back? Expects that somebody has looked since.
  bool isOpen() const { return row_ && row_->number <= audit_.last(); }
  /// Before a statement that commits by itself.
  llvm::Error noteBeginning();
  /// After one, or as the last statement of a transaction.
  llvm::Error noteReached();
  /// As the last statement of a batch's transaction.
  llvm::Error noteBatch(llvm::StringRef lastKey);
  /// That transaction was committed.
  void advanceTo(std::string lastKey) { lastKey_ = std::move(lastKey); }
  /// Leaves it open, since what it stands for is half done.
  llvm::Error stop(std::string message);
  /// Ends and seals it.
  llvm::Error close(AuditOutcome outcome, const AuditFacts& facts);

private:
  /// Says in the row how far the step has come, what is about to run, and up to which of its rows.
  void tell(std::string statement = "", std::string lastKey = "");
  llvm::Error note(std::string statement, std::string lastKey);

  AuditWriter& audit_;
  bool isNeeded_;
  std::vector<const Statement*> statements_;
  uint64_t resumedRow_;
  size_t resumed_;
  size_t position_ = 0;
  std::string lastKey_;
  /// As it stands in the table, and the seal of the row before it.
  std::optional<AuditRow> row_;
  std::string sealBefore_;
};

} // namespace retort
