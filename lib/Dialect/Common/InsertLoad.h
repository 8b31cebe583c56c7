//===- InsertLoad.h - the rows of a file as INSERTs -------------------------===//
#pragma once

#include "Dialect/Common/StatementLoad.h"

namespace retort {

/// What is the same in each INSERT: only the rows go between, each value as the engine spells it.
struct InsertFrame {
  std::string head; // `INSERT INTO t (a, b) VALUES`
  /// Behind the values of the file in each row: `, DEFAULT`, or nothing.
  std::string rest;
  std::string tail; // `ON CONFLICT ...`, with the line end before it, or nothing
};

/// The same statements as of a StatementLoad, without an operation for each: there may be thousands.
class InsertLoad final : public StatementLoad {
public:
  /// `expressed` is the table as the engine holds it.
  InsertLoad(const Dialect& dialect, const Catalog& before, const op::Insert& insert,
             InsertFrame frame, Table expressed)
      : StatementLoad(dialect, before, insert), dialect_(dialect), insert_(insert),
        frame_(std::move(frame)), expressed_(std::move(expressed)) {}

  llvm::Error forEachStatement(Handler act) const override;

private:
  const Dialect& dialect_;
  op::Insert insert_;
  InsertFrame frame_;
  Table expressed_;
};

} // namespace retort
