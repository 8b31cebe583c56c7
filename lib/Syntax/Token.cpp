#include "Syntax/Token.h"

#include "MigLexer.h"

namespace retort {

static std::vector<std::string> readVocabulary() {
  antlr4::ANTLRInputStream nothing;
  MigLexer lexer(&nothing);
  const antlr4::dfa::Vocabulary& vocabulary = lexer.getVocabulary();
  std::vector<std::string> names;
  for (size_t kind = 0; kind <= vocabulary.getMaxTokenType(); ++kind)
    names.push_back(vocabulary.getDisplayName(kind));
  return names;
}

llvm::StringRef tokenName(uint16_t kind) {
  static const std::vector<std::string> names = readVocabulary();
  return kind < names.size() ? llvm::StringRef(names[kind]) : "EOF";
}

} // namespace retort
