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

/// What stands for a character that cannot be written: by the letter behind the backslash.
static std::optional<std::string> escapedBy(char letter) {
  static constexpr std::pair<char, char> escapes[] = {{'0', '\0'}, {'b', '\b'}, {'n', '\n'},
                                                      {'r', '\r'}, {'t', '\t'}, {'Z', '\x1a'}};
  for (auto [code, character] : escapes)
    if (code == letter)
      return std::string(1, character);
  // Of a pattern of LIKE: both characters.
  if (letter == '%' || letter == '_')
    return std::string{'\\', letter};
  return std::nullopt;
}

/// The character behind a backslash, where that means itself.
static std::optional<std::string> escapedCharacter(char c, const SqlLexis& lexis) {
  if (c == '\\' || c == '\'')
    return std::string(1, c);
  // E'\n' and '\n' know different letters; only the latter are listed here.
  if (!lexis.backslashEscapes)
    return std::nullopt;
  if (std::optional<std::string> text = escapedBy(c))
    return text;
  return std::string(1, c);
}

std::optional<std::string> textOfLiteral(llvm::StringRef literal, const SqlLexis& lexis) {
  if (literal.starts_with("$")) {
    llvm::StringRef tag = literal.take_front(literal.find('$', 1) + 1);
    return literal.drop_front(tag.size()).drop_back(tag.size()).str();
  }
  const bool escapes = lexis.backslashEscapes || !literal.starts_with("'");
  llvm::StringRef rest = literal.drop_until([](char c) { return c == '\'' || c == '"'; });
  const char quote = rest.empty() ? '\0' : rest.front();
  if (rest.size() < 2 || rest.back() != quote)
    return std::nullopt;
  std::string text;
  for (rest = rest.drop_front().drop_back(); !rest.empty();) {
    if (escapes && rest.front() == '\\') {
      std::optional<std::string> character =
          rest.size() > 1 ? escapedCharacter(rest[1], lexis) : std::nullopt;
      if (!character)
        return std::nullopt;
      text += *character;
      rest = rest.drop_front(2);
      continue;
    }
    const bool isDoubled = rest.size() > 1 && rest[0] == quote && rest[1] == quote;
    text += rest.front();
    rest = rest.drop_front(isDoubled ? 2 : 1);
  }
  return text;
}

} // namespace retort
