#include "Syntax/Format/Naming.h"

#include "MigParser.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace retort {

namespace {

/// What the grammar takes a keyword for where it expects a name.
struct Reading {
  bool name = false;
  bool itemName = false;
};

llvm::StringMap<Reading> readKeywords() {
  MigParser parser(nullptr);
  const antlr4::atn::ATN& atn = parser.getATN();
  auto beginners = [&](size_t rule) { return atn.nextTokens(atn.ruleToStartState[rule]); };
  const auto names = beginners(MigParser::RuleName);
  const auto itemNames = beginners(MigParser::RuleItemName);

  llvm::StringMap<Reading> keywords;
  const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
  for (size_t kind = 1; kind <= vocabulary.getMaxTokenType(); ++kind) {
    const std::string literal = vocabulary.getLiteralName(kind);
    llvm::StringRef word(literal);
    if (!word.consume_front("'") || !word.consume_back("'") || !isIdentifier(word))
      continue;
    const auto type = static_cast<ssize_t>(kind);
    keywords[word] = {names.contains(type), itemNames.contains(type)};
  }
  return keywords;
}

const llvm::StringMap<Reading>& keywords() {
  static const llvm::StringMap<Reading> table = readKeywords();
  return table;
}

} // namespace

bool isIdentifier(llvm::StringRef text) {
  return !text.empty() && !llvm::isDigit(text.front()) &&
         llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

bool isKeyword(llvm::StringRef text) {
  return keywords().contains(text);
}

llvm::ArrayRef<std::string> allKeywords() {
  static const std::vector<std::string> sorted = [] {
    std::vector<std::string> words;
    for (const auto& entry : keywords())
      words.push_back(entry.first().str());
    llvm::sort(words);
    return words;
  }();
  return sorted;
}

bool needsQuotes(llvm::StringRef text, NamePlace place) {
  if (!isIdentifier(text))
    return true;
  auto keyword = keywords().find(text);
  if (keyword == keywords().end())
    return false;
  switch (place) {
  case NamePlace::Any:
  case NamePlace::Meaning:
    return !keyword->second.name;
  case NamePlace::Item:
    return !keyword->second.itemName;
  case NamePlace::Word:
    return false;
  case NamePlace::Optional:
    return true;
  }
  llvm_unreachable("all places are covered");
}

std::string spelledName(const ast::Name& name, NamePlace place, bool hasSource) {
  // What was read as a name without quotes is one, whatever it looks like.
  const bool wasBare = hasSource && !name.range.empty() && !name.quoted;
  const bool isMeant = place == NamePlace::Meaning ? name.quoted : isBareFunction(name.text);
  const bool isBare = wasBare || (!isMeant && !needsQuotes(name.text, place));
  return isBare ? name.text.str() : enclosed(name.text, '"');
}

} // namespace retort
