//===- ExpressionWriter.h - an expression as MySQL and MariaDB spell it ----===//
#pragma once

#include "Dialect/Common/ExpressionWriter.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

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
  std::string writeQuery(const Expr& expr) const override;

  const MySQL& mysql_;
};

} // namespace retort::mysql
