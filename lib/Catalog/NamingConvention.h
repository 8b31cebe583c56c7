//===- NamingConvention.h - names for what the author left unnamed --------===//
#pragma once

#include "Catalog/Table.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Patterns with `{table}`, `{columns}` (joined by `_`) and `{referred_table}`. The
/// defaults are the `retort` preset of language.md.
struct NamingConvention {
  std::string primaryKey = "pk_{table}";
  std::string unique = "uq_{table}_{columns}";
  std::string foreignKey = "fk_{table}_{columns}_{referred_table}";
  std::string check = "ck_{table}_{columns}";
  std::string exclude = "ex_{table}_{columns}";
  std::string index = "ix_{table}_{columns}";

  /// At most 63 bytes on every dialect, the rest replaced by a hash, so that names
  /// are equal everywhere. The next number is appended while `taken` says so.
  std::string nameFor(const Constraint& constraint, const QualifiedName& table,
                      llvm::function_ref<bool(llvm::StringRef)> taken) const;
  std::string nameFor(const Index& index, const QualifiedName& table,
                      llvm::function_ref<bool(llvm::StringRef)> taken) const;
};

/// `retort`, `postgresql`, `mysql`, `rails`; null for another name.
const NamingConvention* findNamingPreset(llvm::StringRef name);

} // namespace retort
