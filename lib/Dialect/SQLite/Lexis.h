//===- Lexis.h - what SQLite's lexer knows --------------------------------===//
#pragma once

#include "Dialect/Common/SqlSplitter.h"

namespace retort::sqlite {

inline constexpr SqlLexis lexis = {
    .backquotes = true, .brackets = true, .bodies = BodyRule::TriggerUntilEnd};

} // namespace retort::sqlite
