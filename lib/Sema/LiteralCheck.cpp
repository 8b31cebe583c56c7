#include "Sema/LiteralCheck.h"

#include "Sema/DecimalText.h"
#include "Sema/ResolveType.h"
#include "Sema/TemporalText.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"
#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

#include <cmath>
#include <cstdlib>
#include <limits>

namespace retort {

static bool isNegatedNumber(const Expr& expr) {
  return expr.kind == ExprKind::Unary && expr.unary == UnaryOperator::Negate &&
         expr.operands[0].kind == ExprKind::Number;
}

bool isConstant(const Expr& expr) {
  switch (expr.kind) {
  case ExprKind::Null:
  case ExprKind::Boolean:
  case ExprKind::Number:
  case ExprKind::String:
    return true;
  default:
    return isNegatedNumber(expr);
  }
}

static Misfit mismatch(std::string replacement = "") {
  return {diag::TypeMismatch, "", std::move(replacement)};
}

static std::optional<Misfit> doesNotFit(std::string why) {
  if (why.empty())
    return std::nullopt;
  return Misfit{diag::ValueDoesNotFit, std::move(why), ""};
}

//===--- Numbers ----------------------------------------------------------===//

static std::string integerProblem(const DecimalText& number, bool isNegative, IntegerRange range) {
  if (number.fractionDigits != 0)
    return "it is not a whole number";
  // The bounds of a two's complement type: the least is one further from zero.
  const uint64_t bound = uint64_t(range.greatest) + (isNegative ? 1 : 0);
  if (number.whole && *number.whole <= bound)
    return "";
  return "it holds " + std::to_string(range.least) + " to " + std::to_string(range.greatest);
}

static std::string decimalProblem(const DecimalText& number, const Type& type) {
  if (!type.length)
    return "";
  const uint64_t scale = type.scale.value_or(0);
  if (number.fractionDigits > scale)
    return "it has " + counted(number.fractionDigits, "digit") + " after the point";
  if (number.wholeDigits > *type.length - scale)
    return "it has " + counted(number.wholeDigits, "digit") + " before the point";
  return "";
}

static std::string binaryProblem(llvm::StringRef digits, TypeKind kind) {
  const double value = std::strtod(digits.str().c_str(), nullptr);
  const double greatest = kind == TypeKind::Real ? double(std::numeric_limits<float>::max())
                                                 : std::numeric_limits<double>::max();
  return std::isinf(value) || value > greatest ? "it is too large" : "";
}

static std::optional<Misfit> numberMisfit(llvm::StringRef digits, bool isNegative,
                                          const Type& type) {
  const DecimalText number = DecimalText::of(digits);
  const std::string written = (isNegative ? "-" : "") + digits.str();
  if (std::optional<IntegerRange> range = rangeOf(type.kind))
    return doesNotFit(integerProblem(number, isNegative, *range));
  if (type.kind == TypeKind::Decimal)
    return doesNotFit(decimalProblem(number, type));
  if (type.isNumeric())
    return doesNotFit(binaryProblem(digits, type.kind));
  if (type.kind == TypeKind::Boolean && (written == "0" || written == "1"))
    return mismatch(written == "0" ? "false" : "true");
  return type.isText() ? mismatch("'" + written + "'") : mismatch();
}

//===--- Texts ------------------------------------------------------------===//

static std::string lengthProblem(uint64_t length, const Type& type, llvm::StringRef noun) {
  if (!type.length || length <= *type.length)
    return "";
  return "it has " + counted(length, noun);
}

static bool isUuid(llvm::StringRef text) {
  if (text.size() != 36)
    return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
    if (isDash ? text[i] != '-' : !llvm::isHexDigit(text[i]))
      return false;
  }
  return true;
}

static std::string jsonProblem(llvm::StringRef text) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  if (value)
    return "";
  // The parser's message ends with the place, "[1:2, byte=2]", which says little about
  // a short text.
  std::string message = llvm::toString(value.takeError());
  return "it is no JSON: " + llvm::StringRef(message).split("]: ").second.lower();
}

static std::optional<Misfit> enumMisfit(llvm::StringRef text, const Type& type,
                                        const Catalog& catalog) {
  const Enum* declared = catalog.find<Enum>(type.name);
  if (!declared || llvm::is_contained(declared->values, text))
    return std::nullopt;
  llvm::StringRef nearest = nearestName(text, declared->values);
  return Misfit{diag::UnknownEnumValue, "", nearest.empty() ? "" : quotedText(nearest)};
}

/// A string where a number is expected is a number in quotes, most likely.
static Misfit unquoted(llvm::StringRef text) {
  double value = 0;
  return text.getAsDouble(value) ? mismatch() : mismatch(text.str());
}

static std::optional<Misfit> stringMisfit(llvm::StringRef text, const Type& type,
                                          const Catalog& catalog) {
  switch (type.kind) {
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::Decimal:
  case TypeKind::Real:
  case TypeKind::Double:
    return unquoted(text);
  case TypeKind::Boolean:
    return text == "true" || text == "false" ? mismatch(text.str()) : mismatch();
  case TypeKind::Char:
  case TypeKind::String:
  case TypeKind::Text:
    return doesNotFit(lengthProblem(countCodePoints(text), type, "character"));
  case TypeKind::Binary:
  case TypeKind::Bytes:
    return doesNotFit(lengthProblem(text.size(), type, "byte"));
  case TypeKind::Date:
  case TypeKind::Time:
  case TypeKind::DateTime:
  case TypeKind::TimestampTz:
  case TypeKind::Interval:
    return doesNotFit(temporalProblem(text, type));
  case TypeKind::Json:
  case TypeKind::Jsonb:
    return doesNotFit(jsonProblem(text));
  case TypeKind::Uuid:
    return doesNotFit(isUuid(text) ? "" : "it is written `00000000-0000-0000-0000-000000000000`");
  case TypeKind::Enum:
    return enumMisfit(text, type, catalog);
  case TypeKind::Domain:
  case TypeKind::Native:
  case TypeKind::Opaque:
  case TypeKind::Unknown:
    return std::nullopt; // only the engine can tell
  }
  llvm_unreachable("all kinds of types are covered");
}

//===--- Constants --------------------------------------------------------===//

std::optional<Misfit> findMisfit(const Expr& constant, const Type& type, const Catalog& catalog) {
  if (!type.isKnown() || type.kind == TypeKind::Native || type.kind == TypeKind::Domain)
    return std::nullopt;
  const bool isArray = constant.kind == ExprKind::Array;
  if (isArray && type.isArray()) {
    Type element = type;
    --element.arrayDepth;
    for (const Expr& item : constant.operands)
      if (std::optional<Misfit> misfit = findMisfit(item, element, catalog))
        return misfit;
    return std::nullopt;
  }
  // `'{a, b}'` is PostgreSQL's own spelling of an array: only the engine can tell.
  if (type.isArray() && constant.kind == ExprKind::String)
    return std::nullopt;
  if (!isConstant(constant) || constant.kind == ExprKind::Null)
    return std::nullopt;
  if (type.isArray())
    return mismatch();
  if (constant.kind == ExprKind::Number)
    return numberMisfit(constant.text, false, type);
  if (isNegatedNumber(constant))
    return numberMisfit(constant.operands[0].text, true, type);
  if (constant.kind == ExprKind::String)
    return stringMisfit(constant.text, type, catalog);
  if (type.kind == TypeKind::Boolean)
    return std::nullopt;
  return type.isNumeric() ? mismatch(constant.text == "true" ? "1" : "0") : mismatch();
}

} // namespace retort
