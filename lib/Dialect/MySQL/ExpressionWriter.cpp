#include "Dialect/MySQL/ExpressionWriter.h"

#include "Dialect/MySQL/Types.h"
#include "Dialect/MySQL/UtcText.h"

#include "llvm/ADT/StringExtras.h"

namespace retort::mysql {

ExpressionWriter::ExpressionWriter(const MySQL& dialect, const Type* columnType)
    : retort::ExpressionWriter(dialect, expressionStyle, columnType), mysql_(dialect) {}

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

Now nowFor(const Type* columnType) {
  constexpr unsigned mostDigits = 6;
  if (columnType && columnType->kind == TypeKind::Time)
    return {"CURRENT_TIME", "curtime", fractionDigits(*columnType)};
  const bool isKnown = columnType && isDateAndTime(*columnType);
  return {"CURRENT_TIMESTAMP", "current_timestamp",
          isKnown ? fractionDigits(*columnType) : mostDigits};
}

std::string ExpressionWriter::writeCall(const Expr& expr) const {
  if (expr.text != "now" || !expr.qualifier.empty())
    return retort::ExpressionWriter::writeCall(expr);
  if (columnType() && columnType()->kind == TypeKind::Date)
    return "CURRENT_DATE";
  const Now now = nowFor(columnType());
  std::string name = now.keyword.str();
  return now.digits == 0 ? name : name + "(" + std::to_string(now.digits) + ")";
}

std::string ExpressionWriter::writeSequence(const QualifiedName& name) const {
  return dialect().quote(name);
}

std::string ExpressionWriter::writeExtract(const Expr& expr) const {
  auto text = writeDatePart(dateParts, expr, write(expr.operands[0]));
  return text ? *text : retort::ExpressionWriter::writeExtract(expr);
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
