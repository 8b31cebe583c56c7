//===- Lexis.h - what PostgreSQL's lexer knows ----------------------------===//
#pragma once

#include "Dialect/Common/SqlSplitter.h"

namespace retort::postgresql {

inline constexpr SqlLexis lexis = {.escapeStrings = true,
                                   .dollarQuotes = true,
                                   .nestedComments = true,
                                   .bodies = BodyRule::BeginAtomic};

} // namespace retort::postgresql
