//===- DatabaseError.h - what a server or its client refused --------------===//
//
// Carries everything that the engine said, so that whoever knows where the
// statement came from can tell it at the author's line.
//
//   llvm::handleErrors(std::move(error), [&](const DatabaseError& refused) {
//     if (refused.position) ...
//   });
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/Error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace retort {

/// One failed attempt: to connect, or to run one text.
class DatabaseError : public llvm::ErrorInfo<DatabaseError> {
public:
  static char ID;

  /// What a caller may want to act upon; everything else is Refused.
  enum class Kind : uint8_t {
    CannotConnect,  // no session was made
    ConnectionLost, // the session is gone; a COMMIT under way may have been done or not
    LockTimeout,    // a lock was not got in time: trying again may help
    Deadlock,       // the server chose this transaction as the victim: likewise
    NoSuchTable,    // a table or view that the statement names is not there
    NoSuchColumn,   // ... or a column of one
    Refused,        // the server read the statement and said no
  };

  Kind kind = Kind::Refused;
  /// What was attempted, for the start of a message: `connect to sqlite:app.db`.
  std::string attempted;
  /// The whole text that was being run; empty where there was none.
  std::string statement;
  /// SQLSTATE, SQLite's `SQLITE_CONSTRAINT_UNIQUE`, MySQL's `1064`; may be empty.
  std::string code;
  std::string message;
  std::string detail;
  std::string hint;
  /// The byte in `statement` at which the engine saw the mistake.
  std::optional<uint32_t> position;
  /// The row of the data, from 1, at which it stopped; 0: not known.
  uint64_t row = 0;

  /// One line: what was attempted, the engine's message, its code. The statement
  /// is not part of it, nor are detail and hint.
  void log(llvm::raw_ostream& os) const override;
  std::error_code convertToErrorCode() const override;
};

} // namespace retort
