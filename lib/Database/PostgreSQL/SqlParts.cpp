#include "Database/PostgreSQL/SqlParts.h"

#include "Dialect/Common/SqlLexer.h"
#include "Dialect/PostgreSQL/Lexis.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace retort::postgres {
namespace {

/// Tokens with how deep they stand in parentheses or brackets.
class DeepLexer {
public:
  explicit DeepLexer(llvm::StringRef sql) : sql_(sql), lexer_(sql, postgresql::lexis) {}

  /// A `)` has the depth of its `(`.
  SqlToken next(unsigned& depth) {
    SqlToken token = lexer_.next();
    const bool isSign = token.kind == SqlToken::Operator;
    if (isSign && (token.text == ")" || token.text == "]") && depth_ > 0)
      --depth_;
    depth = depth_;
    if (isSign && (token.text == "(" || token.text == "["))
      ++depth_;
    return token;
  }
  size_t placeOf(const SqlToken& token) const { return token.text.begin() - sql_.begin(); }

private:
  llvm::StringRef sql_;
  SqlLexer lexer_;
  unsigned depth_ = 0;
};

struct Parentheses {
  size_t open = llvm::StringRef::npos;
  size_t close = llvm::StringRef::npos;
};

} // namespace

static Parentheses firstParentheses(llvm::StringRef sql) {
  Parentheses found;
  DeepLexer lexer(sql);
  unsigned depth = 0;
  for (SqlToken token = lexer.next(depth); token.kind != SqlToken::End; token = lexer.next(depth)) {
    if (token.kind != SqlToken::Operator || depth != 0)
      continue;
    if (token.text == "(" && found.open == llvm::StringRef::npos)
      found.open = lexer.placeOf(token);
    if (token.text == ")") {
      found.close = lexer.placeOf(token);
      break;
    }
  }
  return found;
}

llvm::StringRef insideParentheses(llvm::StringRef sql) {
  const Parentheses found = firstParentheses(sql);
  return found.close == llvm::StringRef::npos ? "" : sql.slice(found.open + 1, found.close);
}

llvm::StringRef behindParentheses(llvm::StringRef sql) {
  const Parentheses found = firstParentheses(sql);
  return found.close == llvm::StringRef::npos ? "" : sql.drop_front(found.close + 1);
}

std::vector<llvm::StringRef> itemsOf(llvm::StringRef list) {
  std::vector<llvm::StringRef> items;
  DeepLexer lexer(list);
  unsigned depth = 0;
  size_t begin = 0;
  for (SqlToken token = lexer.next(depth); token.kind != SqlToken::End; token = lexer.next(depth))
    if (depth == 0 && token.kind == SqlToken::Operator && token.text == ",") {
      items.push_back(list.slice(begin, lexer.placeOf(token)).trim());
      begin = lexer.placeOf(token) + 1;
    }
  if (llvm::StringRef last = list.drop_front(begin).trim(); !last.empty() || !items.empty())
    items.push_back(last);
  return items;
}

size_t findWords(llvm::StringRef sql, llvm::StringRef first, llvm::StringRef second) {
  DeepLexer lexer(sql);
  unsigned depth = 0;
  size_t place = llvm::StringRef::npos;
  bool isBehindFirst = false;
  for (SqlToken token = lexer.next(depth); token.kind != SqlToken::End; token = lexer.next(depth)) {
    const bool isWord = token.kind == SqlToken::Word && depth == 0;
    if (isBehindFirst && isWord && token.text.equals_insensitive(second))
      return place;
    isBehindFirst = isWord && token.text.equals_insensitive(first);
    if (isBehindFirst)
      place = lexer.placeOf(token);
    if (isBehindFirst && second.empty())
      return place;
  }
  return llvm::StringRef::npos;
}

/// `FROM people people`, and not the beginning of `people people(a, b)`.
static bool isIdleAlias(llvm::ArrayRef<SqlToken> tokens, size_t at) {
  if (at < 2 || at + 1 >= tokens.size())
    return false;
  auto isName = [](const SqlToken& token) {
    return token.kind == SqlToken::Word || token.kind == SqlToken::QuotedName;
  };
  static constexpr llvm::StringLiteral starts[] = {"FROM", "JOIN", "ONLY", ",", "(", "."};
  return isName(tokens[at]) && isName(tokens[at - 1]) && tokens[at].text == tokens[at - 1].text &&
         llvm::is_contained(starts, tokens[at - 2].text) && tokens[at + 1].text != "(";
}

std::string withoutIdleAliases(llvm::StringRef query) {
  llvm::SmallVector<SqlToken> tokens;
  SqlLexer lexer(query, postgresql::lexis);
  do {
    tokens.push_back(lexer.next());
  } while (tokens.back().kind != SqlToken::End);
  std::string text;
  const char* copied = query.begin();
  for (size_t at = 0; at < tokens.size(); ++at)
    if (isIdleAlias(tokens, at)) {
      text.append(copied, tokens[at - 1].text.end());
      copied = tokens[at].text.end();
    }
  text.append(copied, query.end());
  return text;
}

} // namespace retort::postgres
