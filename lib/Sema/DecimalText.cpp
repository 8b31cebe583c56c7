#include "Sema/DecimalText.h"

#include <algorithm>
#include <string>

namespace retort {

/// Far beyond what any engine holds, and small enough to count with.
static constexpr int64_t greatestExponent = 1'000'000;

static int64_t exponentOf(llvm::StringRef text) {
  text.consume_front("+");
  int64_t exponent = 0;
  const bool isNegative = text.starts_with("-");
  if (text.getAsInteger(10, exponent) || std::abs(exponent) > greatestExponent)
    return isNegative ? -greatestExponent : greatestExponent;
  return exponent;
}

DecimalText DecimalText::of(llvm::StringRef literal) {
  const size_t e = literal.find_first_of("eE");
  const int64_t exponent = e == llvm::StringRef::npos ? 0 : exponentOf(literal.substr(e + 1));
  auto [before, after] = literal.substr(0, e).split('.');

  // The digits without their point, which stands `point` digits from the left.
  std::string digits = before.str() + after.str();
  int64_t point = int64_t(before.size()) + exponent;
  const size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  point -= int64_t(zeros);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.empty())
    return {0, 0, 0};

  DecimalText result;
  const int64_t count = int64_t(digits.size());
  result.wholeDigits = std::max<int64_t>(point, 0);
  result.fractionDigits = std::max<int64_t>(count - point, 0);
  uint64_t whole = 0;
  if (result.fractionDigits == 0 && result.wholeDigits <= 20) {
    digits.append(point - count, '0');
    if (!llvm::StringRef(digits).getAsInteger(10, whole))
      result.whole = whole;
  }
  return result;
}

} // namespace retort
