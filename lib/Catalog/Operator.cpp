#include "Catalog/Operator.h"

namespace retort {

namespace {
struct Row {
  llvm::StringLiteral spelling;
  Precedence precedence;
};
constexpr Row binaryRows[] = {
#define RETORT_BINARY_OPERATOR(Name, Spelling, Level) {Spelling, Precedence::Level},
#include "Catalog/Operators.def"
};
constexpr Row unaryRows[] = {
#define RETORT_UNARY_OPERATOR(Name, Spelling, Level) {Spelling, Precedence::Level},
#include "Catalog/Operators.def"
};
} // namespace

llvm::StringRef spelling(BinaryOperator op) {
  return binaryRows[static_cast<size_t>(op)].spelling;
}
llvm::StringRef spelling(UnaryOperator op) {
  return unaryRows[static_cast<size_t>(op)].spelling;
}
Precedence precedenceOf(BinaryOperator op) {
  return binaryRows[static_cast<size_t>(op)].precedence;
}
Precedence precedenceOf(UnaryOperator op) {
  return unaryRows[static_cast<size_t>(op)].precedence;
}

std::optional<BinaryOperator> binaryOperatorOf(llvm::StringRef spelling) {
  for (size_t i = 0; i < std::size(binaryRows); ++i)
    if (binaryRows[i].spelling == spelling)
      return static_cast<BinaryOperator>(i);
  return std::nullopt;
}

} // namespace retort
