//===- StatementLoad.h - the rows of a file as statements -------------------===//
#pragma once

#include "Dialect/Dialect.h"
#include "Dialect/RowLoad.h"

namespace retort {

/// Few enough for a reader and for every engine's limits (MariaDB takes 16 MiB by default, SQLite
/// nests conditions 1,000 deep), and so many that parsing them is no burden.
inline constexpr PartSize partSize = {.rows = 500, .bytes = 256 << 10};

/// Statements of so many rows each, lowered as if the author had written them.
class StatementLoad : public RowLoad {
public:
  /// `operation` is an Insert of a file or a Delete by one, which runs on `before`. The dialect
  /// must outlive this.
  StatementLoad(const Dialect& dialect, const Catalog& before, Operation operation)
      : dialect_(dialect), before_(before), operation_(std::move(operation)) {}

  llvm::Error forEachStatement(Handler act) const override;
  const RowFile& file() const override;

protected:
  const Catalog& before() const { return before_; }

private:
  llvm::Error runPart(Operation part, size_t rows, unsigned line, Handler act) const;

  const Dialect& dialect_;
  Catalog before_;
  Operation operation_;
};

/// The same as operations that need no load: for where all stands in one text.
std::vector<Operation> withoutFile(const Operation& operation, const Catalog& before);

} // namespace retort
