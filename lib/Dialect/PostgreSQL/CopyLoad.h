//===- CopyLoad.h - the rows of a file as the data of a COPY ----------------===//
#pragma once

#include "Dialect/Common/DataWriter.h"
#include "Dialect/Common/StatementLoad.h"

namespace retort::postgresql {

/// COPY in its text format: a line for each row, with tabs between, `\N` for null and a backslash
/// before what would be taken for one of these.
class CopyLoad final : public StatementLoad {
public:
  CopyLoad(const Dialect& dialect, const Catalog& before, const op::Insert& insert);

  std::string command() const override { return command_; }
  llvm::Error forEachBlock(Handler act) const override;

private:
  op::Insert insert_;
  std::string command_;
};

class PostgreSQLDataWriter final : public DataWriter {
public:
  using DataWriter::DataWriter;

private:
  /// COPY knows of no conflict, and neither rules nor policies act on it.
  std::shared_ptr<const RowLoad> loadOf(const op::Insert& insert) const override;
};

} // namespace retort::postgresql
