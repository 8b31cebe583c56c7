//===- SqlCursor.h - walking over tokens of an engine's SQL ----------------===//
#pragma once

#include "Dialect/Common/SqlLexer.h"

#include <initializer_list>
#include <optional>

namespace retort {

/// All tokens of a text, and a place among them. Signs of several characters (`<=`,
/// `::`) are one token here. The text must outlive it.
class SqlCursor {
public:
  SqlCursor(llvm::StringRef sql, const SqlLexis& lexis);

  /// The token here, or further on; behind the last one stands End for ever.
  const SqlToken& token(size_t ahead = 0) const;
  bool atEnd() const { return token().kind == SqlToken::End; }
  bool isName() const;
  /// A keyword, in any case.
  bool isWord(llvm::StringRef word, size_t ahead = 0) const;
  bool isSign(llvm::StringRef sign, size_t ahead = 0) const;

  /// Moves on, and returns what was there.
  const SqlToken& take() { return tokens_[at_ + 1 == tokens_.size() ? at_ : at_++]; }
  // True, and moves on, if that is what stands here.
  bool takeWord(llvm::StringRef word);
  bool takeWords(std::initializer_list<llvm::StringRef> words);
  bool takeSign(llvm::StringRef sign);
  /// The text between a `(` here and the `)` that closes it; empty if there is none.
  llvm::StringRef takeParenthesised();

private:
  std::vector<SqlToken> tokens_;
  size_t at_ = 0;
};

/// The name without its quotes, if it has any.
std::string unquotedName(llvm::StringRef text);
/// What a string literal means; nothing if it holds an escape that is not known here.
std::optional<std::string> textOfLiteral(llvm::StringRef literal, const SqlLexis& lexis);

} // namespace retort
