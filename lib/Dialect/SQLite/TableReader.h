//===- TableReader.h - a table from its CREATE TABLE -----------------------===//
//
// SQLite keeps the text that a table was made with, and its pragmas do not tell all that is
// in it: names of constraints, checks, collations, conflict clauses, AUTOINCREMENT.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/SQLite/SQLite.h"

#include <optional>

namespace retort::sqlite {

/// What a statement says and the language has no word for.
struct Unsayable {
  std::string kind; // `column`
  std::string name;
  std::string why; // a clause
};

struct ReadTable {
  Table table;
  std::vector<Unsayable> lost;
};

/// The table that the statement makes, as SQLite can hold it (`SQLite::express` changes
/// nothing of it); without indexes, which have statements of their own. A foreign key that says no
/// columns has none: it refers to a key that another statement tells. An expression that is not
/// understood is opaque. Nothing if the statement itself is not understood, or says what a Table
/// cannot: then its text is all that is known.
std::optional<ReadTable> readTable(const SQLite& dialect, llvm::StringRef sql);

} // namespace retort::sqlite
