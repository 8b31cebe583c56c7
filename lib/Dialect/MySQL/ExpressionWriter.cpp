#include "Dialect/MySQL/ExpressionWriter.h"

#include "Dialect/Common/Functions.h"
#include "Dialect/MySQL/Types.h"
#include "Dialect/MySQL/UtcText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::mysql {

/// `||` is the call of a function; the operators of PostgreSQL never come here.
static constexpr ExpressionStyle style = {
    .concat = Binding::Primary, .arrows = Binding::Primary, .containment = Binding::Comparison};

ExpressionWriter::ExpressionWriter(const MySQL& dialect, const Type* columnType)
    : retort::ExpressionWriter(dialect, style, columnType), mysql_(dialect) {}

//===--- Literals ---------------------------------------------------------===//

/// An instant is told in UTC, which is the zone of the session: not every server reads
/// a zone within a text.
std::string ExpressionWriter::writeString(const Expr& expr) const {
  bool isInstant = columnType() && columnType()->kind == TypeKind::TimestampTz;
  return dialect().literal(isInstant ? utcText(expr.text) : expr.text);
}

std::string ExpressionWriter::writeTypedLiteral(const Expr& expr) const {
  std::string text =
      dialect().literal(expr.type.kind == TypeKind::TimestampTz ? utcText(expr.text) : expr.text);
  // As the value of a column its text will do.
  if (columnType())
    return text;
  switch (expr.type.kind) {
  case TypeKind::Date:
    return "DATE " + text;
  case TypeKind::Time:
    return "TIME " + text;
  case TypeKind::DateTime:
  case TypeKind::TimestampTz:
    return "TIMESTAMP " + text;
  case TypeKind::Json:
  case TypeKind::Jsonb:
    return mysql_.flavor().jsonIsType ? "CAST(" + text + " AS JSON)" : text;
  default:
    return text;
  }
}

//===--- Operators --------------------------------------------------------===//

static void collectConcatenated(const Expr& expr, std::vector<Expr>& parts) {
  if (expr.kind != ExprKind::Binary || expr.binary != BinaryOperator::Concat)
    return parts.push_back(expr);
  collectConcatenated(expr.operands[0], parts);
  collectConcatenated(expr.operands[1], parts);
}

std::string ExpressionWriter::writeBinary(const Expr& expr) const {
  if (expr.binary != BinaryOperator::Concat)
    return retort::ExpressionWriter::writeBinary(expr);
  std::vector<Expr> parts;
  collectConcatenated(expr, parts);
  return "concat(" + writeList(parts) + ")";
}

std::string ExpressionWriter::writeDistinct(const Expr& expr) const {
  std::string same = writeOperand(expr.operands[0]) + " <=> " + writeOperand(expr.operands[1]);
  return expr.negated ? same : "NOT (" + same + ")";
}

std::string ExpressionWriter::writeCast(const Expr& expr) const {
  if (expr.type.kind == TypeKind::Boolean)
    return "(" + writeOperand(expr.operands[0]) + " <> 0)";
  return "CAST(" + write(expr.operands[0]) + " AS " + mysql_.castTarget(expr.type) + ")";
}

//===--- Functions --------------------------------------------------------===//

/// Now, with as many digits as the column keeps: a default must have them.
std::string ExpressionWriter::writeCall(const Expr& expr) const {
  if (expr.text != "now" || !expr.qualifier.empty())
    return retort::ExpressionWriter::writeCall(expr);
  if (columnType() && columnType()->kind == TypeKind::Date)
    return "CURRENT_DATE";
  bool isTime = columnType() && columnType()->kind == TypeKind::Time;
  bool known = isTime || (columnType() && isDateAndTime(*columnType()));
  unsigned digits = known ? fractionDigits(*columnType()) : 6;
  std::string name = isTime ? "CURRENT_TIME" : "CURRENT_TIMESTAMP";
  return digits == 0 ? name : name + "(" + std::to_string(digits) + ")";
}

namespace {
struct DatePart {
  llvm::StringLiteral name;
  llvm::StringLiteral pattern; // as in Functions.def
};
} // namespace

/// A week is ISO's, a second has a fraction, the first day of a week is Sunday: as on
/// PostgreSQL.
static constexpr DatePart dateParts[] = {
    {"second", "(EXTRACT(SECOND_MICROSECOND FROM $1) / 1000000)"},
    {"epoch", "UNIX_TIMESTAMP($1)"},
    {"dow", "(DAYOFWEEK($1) - 1)"},
    {"isodow", "(WEEKDAY($1) + 1)"},
    {"doy", "DAYOFYEAR($1)"},
    {"week", "WEEK($1, 3)"},
    {"isoyear", "(YEARWEEK($1, 3) DIV 100)"},
};

std::string ExpressionWriter::writeExtract(const Expr& expr) const {
  const auto* part =
      llvm::find_if(dateParts, [&](const DatePart& row) { return row.name == expr.text; });
  if (part == std::end(dateParts))
    return retort::ExpressionWriter::writeExtract(expr);
  return applyPattern(part->pattern, part->name, {write(expr.operands[0])});
}

//===--- Queries ----------------------------------------------------------===//

/// IN takes no query with a LIMIT, but one around it.
std::string ExpressionWriter::writeQuery(const Expr& expr) const {
  std::string text = retort::ExpressionWriter::writeQuery(expr);
  const bool isBounded = expr.query->limit || expr.query->offset;
  return expr.kind == ExprKind::InQuery && isBounded ? "(SELECT * FROM " + text + " AS bounded)"
                                                     : text;
}

} // namespace retort::mysql
