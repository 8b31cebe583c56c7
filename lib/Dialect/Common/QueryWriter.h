//===- QueryWriter.h - a query as an engine spells it ---------------------===//
//
// Standard SQL in the dialect's own names and expressions. What an engine says in
// another way is an override.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Query.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

class Dialect;

class QueryWriter {
public:
  /// `separator` stands between the clauses: a line end where the query is a statement,
  /// a space within an expression.
  explicit QueryWriter(const Dialect& dialect, llvm::StringRef separator = " ")
      : dialect_(dialect), separator_(separator) {}
  virtual ~QueryWriter() = default;

  std::string write(const Query& query) const;
  /// The items of a FROM, with commas between them.
  std::string write(llvm::ArrayRef<FromItem> items) const;
  std::string write(const FromItem& item) const;

protected:
  const Dialect& dialect() const { return dialect_; }
  /// `(1, 'a'), (2, 'b')`.
  std::string writeRows(const ValueRows& rows) const;

  virtual std::string writeValues(const FromValues& values) const;
  /// One side of a set operation, with the parentheses that the engine needs.
  virtual std::string writeSide(const Query& side, SetOperator op, bool isLeft) const;
  /// LIMIT and OFFSET.
  virtual std::string writeBounds(const Query& query) const;

private:
  std::string writeBare(const FromTable& table) const;
  std::string writeBare(const FromQuery& from) const;
  std::string writeBare(const FromValues& values) const { return writeValues(values); }
  std::string writeBare(const Join& join) const;
  std::string writeBare(const SelectItem& item) const;
  std::string writeBare(const Select& select) const;
  std::string writeBare(const SetOperation& operation) const;
  std::string writeBare(const OrderItem& item) const;
  std::string writeBare(const CommonTable& table) const;
  std::string writeList(llvm::ArrayRef<Expr> exprs) const;
  std::string clause(llvm::StringRef words, const std::optional<Expr>& expr) const;

  const Dialect& dialect_;
  llvm::StringRef separator_;
};

} // namespace retort
