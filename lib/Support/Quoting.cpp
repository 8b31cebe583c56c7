#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace retort {

// Sorted, as the table is: a test says so.
static constexpr llvm::StringLiteral reservedWords[] = {
#define RETORT_RESERVED_WORD(Spelling) Spelling,
#include "Support/ReservedWords.def"
};

bool isReservedWord(llvm::StringRef word) {
  return std::binary_search(std::begin(reservedWords), std::end(reservedWords), word);
}

bool isBareFunction(llvm::StringRef word) {
  static constexpr llvm::StringLiteral functions[] = {
      "current_date", "current_time",   "current_timestamp", "current_user",
      "localtime",    "localtimestamp", "session_user"};
  return llvm::is_contained(functions, word);
}

static bool isIdentifier(llvm::StringRef name) {
  auto isFirst = [](char c) { return llvm::isAlpha(c) || c == '_'; };
  auto isNext = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  return !name.empty() && isFirst(name.front()) && llvm::all_of(name.drop_front(), isNext);
}

std::string enclosed(llvm::StringRef text, char quote) {
  std::string result(1, quote);
  result.reserve(text.size() + 2);
  for (size_t inside; (inside = text.find(quote)) != llvm::StringRef::npos;) {
    result += text.take_front(inside + 1);
    result += quote;
    text = text.drop_front(inside + 1);
  }
  result += text;
  return result += quote;
}

std::string quotedName(llvm::StringRef name) {
  return isReservedWord(name) || isBareFunction(name) ? enclosed(name, '"')
                                                      : quotedNameAfterDot(name);
}

std::string quotedNameAfterDot(llvm::StringRef name) {
  return isIdentifier(name) ? name.str() : enclosed(name, '"');
}

/// A fence has one quote more than the longest run of quotes inside.
static std::string fenceFor(llvm::StringRef text) {
  size_t longest = 2, run = 0;
  for (char c : text) {
    run = c == '"' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, '"');
}

std::string quotedText(llvm::StringRef text) {
  if (text.find_first_of("\n\r") == llvm::StringRef::npos)
    return enclosed(text, '\'');
  // The line ends beside the fences are not part of the text. After a carriage
  // return the second one is left out, since both together would be one line end.
  std::string fence = fenceFor(text);
  return fence + "\n" + text.str() + (text.ends_with("\r") ? "" : "\n") + fence;
}

} // namespace retort
