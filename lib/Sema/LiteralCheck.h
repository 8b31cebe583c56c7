//===- LiteralCheck.h - can a constant be a value of a type? --------------===//
#pragma once

#include "Catalog/Catalog.h"
#include "Support/Diagnostics.h"

namespace retort {

/// Why a constant is no value of a type.
struct Misfit {
  /// TypeMismatch: of another kind altogether. ValueDoesNotFit: out of its range or
  /// form, and `why` says so. UnknownEnumValue.
  diag::Code code = diag::ValueDoesNotFit;
  std::string why;
  /// How it would be written, where that is known: `false` for `0`.
  std::string replacement;
};

/// Nothing if the constant fits, or is no constant whose value can be known before
/// anything runs. `catalog` resolves enums.
std::optional<Misfit> findMisfit(const Expr& constant, const Type& type, const Catalog& catalog);

/// Is it a number, string, boolean or null, or the negative of a number?
bool isConstant(const Expr& expr);

} // namespace retort
