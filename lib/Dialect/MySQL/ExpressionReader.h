//===- ExpressionReader.h - what MySQL's and MariaDB's own text means ------===//
//
// Neither engine keeps an expression as it was written. MySQL parenthesises all and puts
// `_utf8mb4` before each text; MariaDB drops what it can, turns `NOT (a > b)` into `a <= b`,
// and calls functions by other names (`lcase`, `curdate`). Both write TRUE as 1.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"

#include <optional>

namespace retort {
class MySQL;
}

namespace retort::mysql {

/// Nothing if any part of the text is not understood. `table`, if any, is what its columns
/// are of; `target`, if any, the type of the column that the value is for. Both the text of
/// SHOW CREATE TABLE and that of information_schema are read.
std::optional<Expr> readExpression(const MySQL& dialect, llvm::StringRef sql, const Table* table,
                                   const Type* target);

} // namespace retort::mysql
