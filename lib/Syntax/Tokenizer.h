//===- Tokenizer.h - from bytes to tokens ---------------------------------===//
//
// Checks the bytes of a file, divides them by the rules of grammar/MigLexer.g4 and
// reports what no rule of the language allows: bytes that are no text, texts
// without an end, signs that mean nothing, nesting that no machine should follow.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"
#include "Syntax/ByteLexer.h"
#include "Syntax/SourceTokens.h"

namespace retort {

class Tokenizer {
public:
  /// Fills `tokens` (ended by EOF) and `comments`. False if what was found, which
  /// has been reported, should not be parsed at all.
  bool tokenize(const SourceBuffer& source, SourceTokens& tokens, std::vector<Comment>& comments,
                DiagnosticEngine& diags);

private:
  ByteLexer lexer_;
};

} // namespace retort
