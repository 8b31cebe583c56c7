//===- Token.h - the words of a file, without the parser ------------------===//
#pragma once

#include "Support/SourceBuffer.h"

namespace retort {

/// One word, literal or sign that the parser sees.
struct Token {
  uint16_t kind = 0;
  SourceRange range;
  friend bool operator==(const Token&, const Token&) = default;
};

/// `'create'`, `Identifier`, `';'`: as the lexer grammar calls it.
llvm::StringRef tokenName(uint16_t kind);

/// What the parser does not see, and the formatter keeps.
struct Comment {
  enum Kind : uint8_t {
    Line,  // `// to the end of the line`
    Block, // `/* ... */`
    Doc    // `/// about the declaration that follows`
  };
  Kind kind = Line;
  SourceRange range; // without the line end
  friend bool operator==(const Comment&, const Comment&) = default;
};

} // namespace retort
