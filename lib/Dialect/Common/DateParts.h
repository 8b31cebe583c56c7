//===- DateParts.h - parts of a date that an engine says in another way ----===//
#pragma once

#include "Catalog/Expr.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace retort {

/// A row of a dialect's table, which has one for each part that is not `EXTRACT(part FROM d)`.
struct DatePart {
  llvm::StringLiteral name;
  /// With `$1` for the date, as in Functions.def.
  llvm::StringLiteral pattern;
};

/// `extract` in the engine's words, of a date that is spelled so; nothing if the table has
/// no row for it.
std::optional<std::string> writeDatePart(llvm::ArrayRef<DatePart> table, const Expr& extract,
                                         std::string date);

/// What reads as a row of the table is `extract` again, wherever it stands in `expr`. `read`
/// reads the engine's SQL, as `expr` was read.
void readDateParts(Expr& expr, llvm::ArrayRef<DatePart> table,
                   llvm::function_ref<std::optional<Expr>(llvm::StringRef sql)> read);

} // namespace retort
