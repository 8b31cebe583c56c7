#include "Dialect/Common/SqlCursor.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// Signs of several characters, the longer ones first.
static constexpr llvm::StringLiteral signs[] = {
    "!~~*", "->>", "#>>", "!~~", "!~*", "~~*", "<=>", "::", "<=", ">=", "<>",
    "!=",   "==",  "||",  "->",  "#>",  "@>",  "<@",  "&&", "~~", "!~", "~*",
};

/// The lexer's signs are single characters: those that belong together are joined.
SqlCursor::SqlCursor(llvm::StringRef sql, const SqlLexis& lexis) {
  SqlLexer lexer(sql, lexis);
  for (SqlToken token = lexer.next(); token.kind != SqlToken::End; token = lexer.next()) {
    const bool joins = token.kind == SqlToken::Operator && !tokens_.empty() &&
                       tokens_.back().kind == SqlToken::Operator &&
                       tokens_.back().text.end() == token.text.begin();
    if (joins) {
      llvm::StringRef both(tokens_.back().text.begin(), tokens_.back().text.size() + 1);
      auto begins = [&](llvm::StringRef sign) { return sign.starts_with(both); };
      if (llvm::any_of(signs, begins)) {
        tokens_.back().text = both;
        continue;
      }
    }
    tokens_.push_back(token);
  }
  tokens_.push_back({SqlToken::End, ""});
}

const SqlToken& SqlCursor::token(size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool SqlCursor::isWord(llvm::StringRef word, size_t ahead) const {
  return token(ahead).kind == SqlToken::Word && token(ahead).text.equals_insensitive(word);
}

bool SqlCursor::isSign(llvm::StringRef sign, size_t ahead) const {
  return token(ahead).kind == SqlToken::Operator && token(ahead).text == sign;
}

bool SqlCursor::takeWord(llvm::StringRef word) {
  return isWord(word) && ++at_;
}

bool SqlCursor::takeWords(std::initializer_list<llvm::StringRef> words) {
  size_t ahead = 0;
  for (llvm::StringRef word : words)
    if (!isWord(word, ahead++))
      return false;
  at_ += words.size();
  return true;
}

bool SqlCursor::takeSign(llvm::StringRef sign) {
  return isSign(sign) && ++at_;
}

bool SqlCursor::isName() const {
  return token().kind == SqlToken::Word || token().kind == SqlToken::QuotedName;
}

llvm::StringRef SqlCursor::takeParenthesised() {
  if (!isSign("("))
    return "";
  const char* begin = token().text.end();
  for (unsigned depth = 0; token().kind != SqlToken::End; ++at_) {
    depth += isSign("(");
    if (isSign(")") && --depth == 0) {
      llvm::StringRef inner(begin, token().text.begin() - begin);
      ++at_;
      return inner;
    }
  }
  return "";
}

//===--- Names and texts --------------------------------------------------===//

std::string unquotedName(llvm::StringRef text) {
  const char open = text.front();
  if (open != '"' && open != '`' && open != '[')
    return text.str();
  const char close = open == '[' ? ']' : open;
  std::string name;
  for (llvm::StringRef rest = text.drop_front().drop_back(); !rest.empty();) {
    name += rest.front();
    rest = rest.drop_front(rest.size() > 1 && rest[0] == close && rest[1] == close ? 2 : 1);
  }
  return name;
}

std::optional<std::string> textOfLiteral(llvm::StringRef literal, const SqlLexis& lexis) {
  if (literal.starts_with("$")) {
    llvm::StringRef tag = literal.take_front(literal.find('$', 1) + 1);
    return literal.drop_front(tag.size()).drop_back(tag.size()).str();
  }
  const bool escapes = lexis.backslashEscapes || !literal.starts_with("'");
  llvm::StringRef rest =
      literal.drop_until([](char c) { return c == '\''; }).drop_front().drop_back();
  std::string text;
  while (!rest.empty()) {
    const bool isEscaped = escapes && rest.front() == '\\' && rest.size() > 1;
    if (isEscaped && rest[1] != '\\' && rest[1] != '\'') // a line end, a code, ...
      return std::nullopt;
    if (isEscaped || rest.starts_with("''"))
      rest = rest.drop_front();
    text += rest.front();
    rest = rest.drop_front();
  }
  return text;
}

} // namespace retort
