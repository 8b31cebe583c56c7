#include "Database/MySQL/ShownText.h"

#include "Dialect/Common/SqlLexer.h"
#include "Dialect/MySQL/Lexis.h"

#include <vector>

namespace retort {

bool mayLackCharacterSets(llvm::StringRef text) {
  return text.find_first_of("'\"") != llvm::StringRef::npos;
}

static std::vector<SqlToken> tokensOf(llvm::StringRef text) {
  std::vector<SqlToken> tokens;
  SqlLexer lexer(text, mysql::lexis);
  for (SqlToken token = lexer.next(); token.kind != SqlToken::End; token = lexer.next())
    tokens.push_back(token);
  return tokens;
}

/// A literal is told in another character set, and so with other bytes.
static bool isSame(const SqlToken& a, const SqlToken& b) {
  return a.kind == b.kind && (a.kind == SqlToken::String || a.text == b.text);
}

std::optional<std::string> withCharacterSets(llvm::StringRef text, llvm::StringRef shown) {
  const std::vector<SqlToken> wanted = tokensOf(text), there = tokensOf(shown);
  size_t at = there.size(); // behind what is still to be found
  auto isCharacterSet = [&](size_t i) {
    return there[i].kind == SqlToken::Word && there[i].text.starts_with("_") &&
           i + 1 < there.size() && there[i + 1].kind == SqlToken::String;
  };
  for (size_t i = wanted.size(); i > 0; --i) {
    while (at > 0 && !isSame(wanted[i - 1], there[at - 1]) && isCharacterSet(at - 1))
      --at;
    if (at == 0 || !isSame(wanted[i - 1], there[at - 1]))
      return std::nullopt;
    --at;
  }
  if (at > 0 && at < there.size() && isCharacterSet(at - 1))
    --at;
  return at == there.size() ? "" : shown.substr(there[at].text.data() - shown.data()).str();
}

} // namespace retort
