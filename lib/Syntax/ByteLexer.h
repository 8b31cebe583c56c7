//===- ByteLexer.h - the generated lexer, walked by a table -----------------===//
//
// What grammar/MigLexer.g4 says, and nothing else: ANTLR makes an automaton of it while it reads.
// ANTLR's own walk looks up a hash table under a lock for each byte and makes an object of each
// token; this one keeps the automaton's edges in arrays, and asks ANTLR for those that it has not
// seen yet.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <memory>

namespace retort {

class ByteLexer {
public:
  struct Token {
    size_t kind; // antlr4::Token::EOF at the end
    size_t channel;
    size_t begin, end;
  };

  ByteLexer();
  ~ByteLexer();

  /// The text, which must outlive its tokens, from a place in it on.
  void open(llvm::StringRef text, size_t from);
  Token next();

private:
  struct Generated;
  std::unique_ptr<Generated> generated_;
};

} // namespace retort
