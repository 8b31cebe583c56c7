//===- QueryWriter.h - a query as MySQL and MariaDB spell it ---------------===//
#pragma once

#include "Dialect/Common/QueryWriter.h"

namespace retort::mysql {

class QueryWriter final : public retort::QueryWriter {
public:
  using retort::QueryWriter::QueryWriter;

private:
  std::string writeValues(const FromValues& values) const override;
  std::string writeBounds(const Query& query) const override;
};

/// The query, as one that reads all of its rows before another statement changes them.
/// `alias` is what its rows are called there.
FromItem derived(Query query, const std::string& alias);

/// More rows than there are: what has a LIMIT is made before it is read, and not merged into
/// the query around it.
inline constexpr llvm::StringLiteral allRows = "18446744073709551615";

} // namespace retort::mysql
