//===- MigLexerBase.h - what the lexer grammar cannot say ----------------===//
//
// The base class of the generated lexer: the actions of grammar/MigLexer.g4. All of
// it stands here, as the generated code is a library below this one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "antlr4-runtime.h"

namespace retort {

class MigLexerBase : public antlr4::Lexer {
public:
  using Lexer::Lexer;

protected:
  /// After an opening fence: reads on to the first run of as many quotes. Without
  /// one it reads to the end and makes the token `unterminated`.
  void finishRawText(size_t unterminated) {
    size_t fence = _input->index() - tokenStartCharIndex;
    for (size_t quotes = 0; quotes < fence; _input->consume()) {
      size_t next = _input->LA(1);
      if (next == antlr4::IntStream::EOF)
        return setType(unterminated);
      quotes = next == '"' ? quotes + 1 : 0;
    }
  }
};

} // namespace retort
