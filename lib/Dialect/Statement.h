//===- Statement.h - one SQL statement, ready for an engine ---------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include <memory>
#include <string>

namespace retort {

struct RowBatches;
class RowLoad;

struct Statement {
  /// Without the closing `;`. May hold several lines; is one statement for the
  /// engine.
  std::string sql;
  /// What the author wrote that led here: an engine's refusal is reported there.
  Origin origin = {};
  /// Why it is there, for a reviewer, where the statement does not say it itself:
  /// "keep the triggers of `users`". Empty for most.
  std::string purpose = {};
  /// False: the engine refuses it inside a transaction, or ends one by itself before it.
  bool transactional = true;
  /// SQL that no statement of the same transaction may hold: what this one makes is there
  /// only once it is committed. Whoever lowers a list of operations sees to that
  /// (`startsTransaction`).
  std::string usableAfterCommit = {};
  /// What stands before it must be committed.
  bool startsTransaction = false;
  /// The engine must not act on foreign keys while this runs (SQLite's DROP TABLE
  /// deletes the rows of other tables). The frame of its transaction sees to that,
  /// since it cannot be switched once a transaction is open: `Dialect::frame`.
  bool suspendsForeignKeys = false;
  /// What becomes of rows that refer to those it changes is for foreign keys to say: it
  /// must not run while they are suspended.
  bool needsForeignKeys = false;
  /// What keeps aside, before the first of its kind, what this sets for the session, and what
  /// puts it back at the end of the revision. Empty: nothing. What keeps it has the latter, too:
  /// both are done again where a run goes on in another session.
  std::string keep = {};
  std::string restore = {};
  /// A query that answers 1 once the raw SQL that this is part of is done, and 0 before: how a
  /// run that was cut off knows. Empty: the author did not say.
  std::string doneWhen = {};
  /// How a run makes the changes of this statement itself, a few rows at a time; null for most.
  std::shared_ptr<const RowBatches> batches = nullptr;
  /// How the rows of a file go to the engine; null for most. Then `sql` is not run, but says what
  /// is done and to which rows.
  std::shared_ptr<const RowLoad> load = nullptr;
  /// Only for a script: a run does by itself what this does (a loop over rows, an audit row), and
  /// passes it over.
  bool ofScript = false;
  /// It writes rows of this table, as an engine's literal: where keys were suspended they
  /// are checked before the transaction ends. Empty: none that refer to others.
  std::string writesReferring = {};
};

} // namespace retort
