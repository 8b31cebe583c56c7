//===- SqlLexer.h - tokens of an engine's own SQL -------------------------===//
#pragma once

#include "Dialect/Common/SqlSplitter.h"

namespace retort {

struct SqlToken {
  enum Kind : uint8_t {
    Word,       // a keyword or a bare name
    QuotedName, // with its quotes
    String,     // with its quotes, prefix or dollar tags
    Number,
    Operator, // one character
    End
  };
  Kind kind;
  llvm::StringRef text;
};

/// Cuts SQL into tokens; comments and blanks are left out. Never fails: what is not
/// closed goes to the end of the text, and is for the engine to refuse.
class SqlLexer {
public:
  /// Both must outlive the lexer and its tokens.
  SqlLexer(llvm::StringRef sql, const SqlLexis& lexis) : rest_(sql), lexis_(lexis) {}

  SqlToken next();

private:
  void skipBlanksAndComments();
  bool atLineComment() const;
  bool skipComment();
  SqlToken take(SqlToken::Kind kind, size_t length);
  SqlToken takeQuoted(SqlToken::Kind kind, size_t prefix, char close, bool backslashes);
  SqlToken takeWord();
  size_t dollarQuoteLength() const;

  llvm::StringRef rest_;
  const SqlLexis& lexis_;
};

} // namespace retort
