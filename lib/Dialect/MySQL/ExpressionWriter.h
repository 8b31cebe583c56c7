//===- ExpressionWriter.h - an expression as MySQL and MariaDB spell it ----===//
#pragma once

#include "Dialect/Common/DateParts.h"
#include "Dialect/Common/ExpressionWriter.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// `||` is the call of a function; no other operator of its own is ever written.
inline constexpr ExpressionStyle expressionStyle = {
    .concat = Binding::Primary, .arrows = Binding::Primary, .containment = Binding::Primary};

/// Those that EXTRACT does not know, or knows otherwise. A week is ISO's, a second has a
/// fraction, the first day of a week is Sunday: as on PostgreSQL.
inline constexpr DatePart dateParts[] = {
    {"second", "(EXTRACT(SECOND_MICROSECOND FROM $1) / 1000000)"},
    {"epoch", "UNIX_TIMESTAMP($1)"},
    {"dow", "(DAYOFWEEK($1) - 1)"},
    {"isodow", "(WEEKDAY($1) + 1)"},
    {"doy", "DAYOFYEAR($1)"},
    {"week", "WEEK($1, 3)"},
    {"isoyear", "FLOOR(YEARWEEK($1, 3) / 100)"},
};

/// `now()` as the value of a column: with as many digits as it keeps, which a default must
/// have.
struct Now {
  llvm::StringLiteral keyword;  // CURRENT_TIME
  llvm::StringLiteral function; // curtime
  unsigned digits;
};
Now nowFor(const Type* columnType);

class ExpressionWriter : public retort::ExpressionWriter {
public:
  ExpressionWriter(const MySQL& dialect, const Type* columnType);

private:
  std::string writeString(const Expr& expr) const override;
  std::string writeTypedLiteral(const Expr& expr) const override;
  std::string writeBinary(const Expr& expr) const override;
  std::string writeDistinct(const Expr& expr) const override;
  std::string writeCast(const Expr& expr) const override;
  std::string writeCall(const Expr& expr) const override;
  std::string writeExtract(const Expr& expr) const override;
  std::string writeSequence(const QualifiedName& name) const override;
  std::string writeQuery(const Expr& expr) const override;

  const MySQL& mysql_;
};

} // namespace retort::mysql
