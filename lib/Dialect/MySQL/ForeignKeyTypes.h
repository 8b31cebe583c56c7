//===- ForeignKeyTypes.h - what a foreign key wants its columns to be -------===//
//
// The columns on both sides of a foreign key have one type, but for the length of a text, and
// one character set; the engine retypes none of them while the key is there. So a key stands
// aside while they change, and is there again as soon as both sides fit: what a catalog says
// of their types tells at any time whether the database has the key.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// A foreign key and the table that has it.
struct OwnedKey {
  QualifiedName table;
  ForeignKey key; // with its name
  friend bool operator==(const OwnedKey&, const OwnedKey&) = default;
};

/// Those of the table, and those of other tables that refer to it.
std::vector<OwnedKey> keysAround(const Catalog& catalog, const QualifiedName& table);
/// ... that the database has.
std::vector<OwnedKey> heldKeysAround(const MySQL& dialect, const Catalog& catalog,
                                     const QualifiedName& table);

/// The keys over columns that are of other types afterwards. No table comes or goes.
std::vector<OwnedKey> keysRetyped(const MySQL& dialect, const Catalog& before,
                                  const Catalog& after);

/// Takes those of them that the table has from it.
void forget(Table& table, llvm::ArrayRef<OwnedKey> keys);
// As a statement of its own.
void dropKey(const MySQL& dialect, const OwnedKey& key, StatementSink& sink);
void addKey(const MySQL& dialect, const OwnedKey& key, StatementSink& sink);

/// The table as the database has it.
Table expressHeld(const MySQL& dialect, const Catalog& catalog, const QualifiedName& table);

/// False, and told, if the columns do not fit. The table need not be in the catalog yet.
bool checkHeld(const MySQL& dialect, const Catalog& catalog, const Table& table,
               const ForeignKey& key, Origin origin, DiagnosticEngine& diags);
/// The same of all that the operations, which led to `after`, have retyped.
void checkHeld(const MySQL& dialect, llvm::ArrayRef<const LocatedOperation*> operations,
               const Catalog& after, DiagnosticEngine& diags);

/// May the action retype a column that foreign keys use?
bool mayRetype(const op::TableAction& action);
/// Is the column something else for a foreign key? Both tables are expressed.
bool isRetyped(const Table& before, const Table& after, llvm::StringRef column);

} // namespace retort::mysql
