//===- Operator.h - operators of expressions, and how tightly they bind ---===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace retort {

/// From the loosest to the tightest.
enum class Precedence : uint8_t {
  Or,
  And,
  Not,
  Comparison,
  Additive,
  Multiplicative,
  Sign,
  Path,
  Primary
};

enum class BinaryOperator : uint8_t {
#define RETORT_BINARY_OPERATOR(Name, Spelling, Precedence) Name,
#include "Catalog/Operators.def"
};

enum class UnaryOperator : uint8_t {
#define RETORT_UNARY_OPERATOR(Name, Spelling, Precedence) Name,
#include "Catalog/Operators.def"
};

llvm::StringRef spelling(BinaryOperator op);
llvm::StringRef spelling(UnaryOperator op);
Precedence precedenceOf(BinaryOperator op);
Precedence precedenceOf(UnaryOperator op);
std::optional<BinaryOperator> binaryOperatorOf(llvm::StringRef spelling);

} // namespace retort
