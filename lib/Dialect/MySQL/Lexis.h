//===- Lexis.h - what MySQL's lexer knows ----------------------------------===//
#pragma once

#include "Dialect/Common/SqlLexer.h"

namespace retort::mysql {

inline constexpr SqlLexis lexis = {.backslashEscapes = true,
                                   .doubleQuotedTexts = true,
                                   .hashComments = true,
                                   .dashesNeedBlank = true,
                                   .versionComments = true,
                                   .backquotes = true,
                                   .bodies = BodyRule::Nested};

} // namespace retort::mysql
