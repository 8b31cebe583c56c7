//===- StatementReader.h - what SQLite's statements share ------------------===//
#pragma once

#include "Dialect/Common/SqlCursor.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

/// A CREATE statement as `sqlite_master` keeps it, and a place in it. Each reader is false where
/// the text is not understood. Both arguments must outlive it.
class StatementReader {
protected:
  StatementReader(const SQLite& dialect, llvm::StringRef sql);

  /// `CREATE [TEMP] kind [IF NOT EXISTS] [main.]name`, up to the name.
  bool readHead(std::initializer_list<llvm::StringRef> kind, std::string& name);
  /// SQLite takes 'name' for a name, too.
  bool readName(std::string& name);
  /// `(a, b)`.
  bool readNames(std::vector<std::string>& names);
  /// An expression up to one of these words or signs, or to the end, outside of parentheses.
  llvm::StringRef takeUpTo(llvm::ArrayRef<llvm::StringRef> ends);
  /// From here to the end of the text, comments and all.
  llvm::StringRef rest() const;

  const SQLite& dialect_;
  SqlCursor at_;

private:
  llvm::StringRef sql_;
};

/// Without parentheses around the whole.
llvm::StringRef unparenthesised(llvm::StringRef sql);

/// The name as the table has it, which SQLite finds in any case; nothing if it has none.
std::optional<std::string> columnCalled(const Table& table, llvm::StringRef name);
/// The names as the table has them; false if it has one of them not.
bool settleNames(const Table& table, std::vector<std::string>& names);

} // namespace retort::sqlite
