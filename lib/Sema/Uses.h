//===- Uses.h - what uses a column, a key or a table ----------------------===//
//
// Before something is dropped or retyped, whatever needs it is found here, so that
// each user can be listed with its place, or dropped along.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

#include <variant>

namespace retort {

/// A part of a table that uses something, or an object beside tables. Pointers are into the
/// catalog.
struct Use {
  const Table* table = nullptr; // null: of an object
  std::variant<const Constraint*, const Index*, const Column*, ObjectId> user;
  /// It uses nothing else, and so makes no sense without it.
  bool goesAlong = false;

  /// "foreign key `fk_a` of table `posts`".
  std::string describe() const;
};

/// Whatever uses the column, of its own table and of others.
std::vector<Use> usesOfColumn(const Catalog& catalog, const Table& table, llvm::StringRef column);

/// Reports what keeps the column from being retyped: no engine does that to what a stored column is
/// computed from, and what a view gives has a type. Remarks texts that may use it.
void checkReaders(Context& ctx, const Table& table, llvm::StringRef column, SourceRange range);

/// The foreign keys of other tables that refer to the table.
std::vector<Use> usesOfTable(const Catalog& catalog, const Table& table);

/// The foreign keys that would refer to no key any more if `dropped` (a primary key,
/// unique constraint or index of the table) were gone.
std::vector<Use> usesOfKey(const Catalog& catalog, const Table& table, const void* dropped);

/// Is there a primary key, unique constraint or unique index of exactly these columns,
/// in any order and each compared whole? `but` is left out of account.
bool hasKeyOn(const Table& table, const std::vector<std::string>& columns,
              const void* but = nullptr);

/// Adds a note for each user, with its place where that is known.
void noteUses(const Context& ctx, DiagnosticBuilder& builder, llvm::ArrayRef<Use> uses);

} // namespace retort
