#include "Dialect/Common/SqlLexer.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

/// A byte above ASCII is part of a name, in all engines.
static bool isNameStart(char c) {
  return llvm::isAlpha(c) || c == '_' || static_cast<signed char>(c) < 0;
}
static bool isNamePart(char c) {
  return isNameStart(c) || llvm::isDigit(c) || c == '$';
}

SqlToken SqlLexer::take(SqlToken::Kind kind, size_t length) {
  llvm::StringRef text = rest_.take_front(length);
  rest_ = rest_.drop_front(text.size());
  return {kind, text};
}

/// The length of a comment from `/*` on.
static size_t blockCommentLength(llvm::StringRef text, bool nested) {
  unsigned depth = 1;
  size_t i = 2;
  while (i < text.size() && depth != 0) {
    llvm::StringRef rest = text.substr(i);
    if (rest.starts_with("*/")) {
      --depth;
      i += 2;
    } else if (nested && rest.starts_with("/*")) {
      ++depth;
      i += 2;
    } else {
      ++i;
    }
  }
  return i;
}

bool SqlLexer::atLineComment() const {
  if (lexis_.hashComments && rest_.starts_with("#"))
    return true;
  if (!rest_.starts_with("--"))
    return false;
  return !lexis_.dashesNeedBlank || rest_.size() == 2 || llvm::isSpace(rest_[2]);
}

bool SqlLexer::skipComment() {
  if (atLineComment()) {
    rest_ = rest_.drop_until([](char c) { return c == '\n'; });
    return true;
  }
  if (!rest_.starts_with("/*") || (lexis_.versionComments && rest_.starts_with("/*!")))
    return false;
  rest_ = rest_.drop_front(blockCommentLength(rest_, lexis_.nestedComments));
  return true;
}

void SqlLexer::skipBlanksAndComments() {
  do
    rest_ = rest_.ltrim();
  while (skipComment());
}

/// From an opening quote, after `prefix` bytes, to its closing one; a doubled one
/// stands for itself.
SqlToken SqlLexer::takeQuoted(SqlToken::Kind kind, size_t prefix, char close, bool backslashes) {
  size_t i = prefix + 1;
  while (i < rest_.size()) {
    if (backslashes && rest_[i] == '\\') {
      i += 2;
    } else if (rest_[i] != close) {
      ++i;
    } else if (close != ']' && i + 1 < rest_.size() && rest_[i + 1] == close) {
      i += 2;
    } else {
      ++i;
      break;
    }
  }
  return take(kind, i);
}

/// Of `$tag$ ... $tag$`; 0 if there is none here.
size_t SqlLexer::dollarQuoteLength() const {
  size_t tagEnd = rest_.find('$', 1);
  if (tagEnd == llvm::StringRef::npos)
    return 0;
  llvm::StringRef name = rest_.slice(1, tagEnd);
  bool isTag = name.empty() || (isNameStart(name.front()) && llvm::all_of(name, isNamePart));
  if (!isTag)
    return 0;
  llvm::StringRef tag = rest_.take_front(tagEnd + 1);
  size_t close = rest_.find(tag, tag.size());
  return close == llvm::StringRef::npos ? rest_.size() : close + tag.size();
}

SqlToken SqlLexer::takeWord() {
  bool escapes = lexis_.escapeStrings && rest_.size() > 1 && rest_[1] == '\'' &&
                 llvm::toLower(rest_.front()) == 'e';
  if (escapes)
    return takeQuoted(SqlToken::String, 1, '\'', /*backslashes=*/true);
  return take(SqlToken::Word, rest_.take_while(isNamePart).size());
}

SqlToken SqlLexer::next() {
  skipBlanksAndComments();
  if (rest_.empty())
    return {SqlToken::End, rest_};
  char c = rest_.front();
  if (isNameStart(c))
    return takeWord();
  if (llvm::isDigit(c))
    return take(SqlToken::Number,
                rest_.take_while([](char d) { return llvm::isAlnum(d) || d == '.'; }).size());
  if (c == '\'')
    return takeQuoted(SqlToken::String, 0, '\'', lexis_.backslashEscapes);
  if (c == '"')
    return takeQuoted(lexis_.doubleQuotedTexts ? SqlToken::String : SqlToken::QuotedName, 0, '"',
                      lexis_.backslashEscapes);
  if (c == '`' && lexis_.backquotes)
    return takeQuoted(SqlToken::QuotedName, 0, '`', false);
  if (c == '[' && lexis_.brackets)
    return takeQuoted(SqlToken::QuotedName, 0, ']', false);
  if (c == '$' && lexis_.dollarQuotes)
    if (size_t length = dollarQuoteLength())
      return take(SqlToken::String, length);
  return take(SqlToken::Operator, 1);
}

} // namespace retort
