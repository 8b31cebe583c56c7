//===- NamingConvention.h - names for what the author left unnamed --------===//
#pragma once

#include "Catalog/Table.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Patterns of text and placeholders; a placeholder that is empty takes the `_`
/// before it along. The defaults are the `retort` preset of language.md.
///
///   {table}           the table, without its schema
///   {columns}         the columns, joined by `_`
///   {columns_and}     the columns, joined by `_and_`
///   {column}          the first column
///   {only_column}     the column, if there is exactly one
///   {parts}           the columns, or what PostgreSQL calls the expressions in their place
///   {referred_table}  what a foreign key refers to
///   {hash}            ten digits made of the table, the columns and the kind
///   {n}               1, or the next number that is not taken
struct NamingConvention {
  std::string primaryKey = "pk_{table}";
  std::string unique = "uq_{table}_{columns}";
  std::string foreignKey = "fk_{table}_{columns}_{referred_table}";
  std::string check = "ck_{table}_{columns}";
  std::string exclude = "ex_{table}_{columns}";
  std::string index = "ix_{table}_{columns}";

  /// What is appended to a name that is taken (where the pattern has no `{n}`): this,
  /// and a number that begins here.
  std::string repeatSeparator = "_";
  unsigned firstRepeat = 2;

  /// At most 63 bytes on every dialect, the rest replaced by a hash, so that names
  /// are equal everywhere. The next number is appended while `taken` says so.
  std::string nameFor(const Constraint& constraint, const QualifiedName& table,
                      llvm::function_ref<bool(llvm::StringRef)> taken) const;
  std::string nameFor(const Index& index, const QualifiedName& table,
                      llvm::function_ref<bool(llvm::StringRef)> taken) const;
};

/// `retort`, `postgresql`, `mysql`, `rails`; null for another name.
const NamingConvention* findNamingPreset(llvm::StringRef name);

/// The first placeholder of a pattern that does not exist, without its braces;
/// empty if all do.
llvm::StringRef findUnknownPlaceholder(llvm::StringRef pattern);

} // namespace retort
