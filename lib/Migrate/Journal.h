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

#include "Migrate/Segment.h"

namespace retort {

/// Where a step that was cut off is to be taken up again.
struct ResumePoint {
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
  Journal(llvm::ArrayRef<Segment> segments, const AuditTable& audit, ResumePoint begin = {});

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

  /// In the transaction that opens the row: now it is a run's, and not a script's, which notes nothing.
  llvm::Error noteOpened(Connection& connection) const;
  /// Before a statement that commits by itself.
  llvm::Error noteBeginning(Connection& connection) const;
  /// After one, or as the last statement of a transaction.
  llvm::Error noteReached(Connection& connection) const;
  /// As the last statement of a batch's transaction.
  llvm::Error noteBatch(Connection& connection, llvm::StringRef lastKey) const;
  /// That transaction was committed.
  void advanceTo(std::string lastKey) { lastKey_ = std::move(lastKey); }

private:
  llvm::Error note(Connection& connection, std::string statement, std::string lastKey) const;

  const AuditTable& audit_;
  bool isNeeded_;
  std::vector<const Statement*> statements_;
  size_t resumed_;
  size_t position_ = 0;
  std::string lastKey_;
};

} // namespace retort
