//===- Express.h - what SQLite's tables say in options ---------------------===//
#pragma once

#include "Catalog/Table.h"

#include "llvm/ADT/StringRef.h"

namespace retort::sqlite {

/// Is `sqlite.NAME = true` among the options?
bool hasOption(const Options& options, llvm::StringRef name);

/// What SQLite does about a conflict where nothing is said.
inline constexpr llvm::StringLiteral defaultConflict = "abort";

/// An INTEGER that is the whole primary key numbers the rows, however that is said: it becomes an
/// identity.
void numberRows(Table& table);

/// A name that several constraints of a table have names none of them, and the language takes none
/// such: they are unnamed. Of a check and what is none, the other keeps the name. The checks of
/// several columns of one enum are of that kind.
void forgetRepeatedNames(Table& table);

} // namespace retort::sqlite
