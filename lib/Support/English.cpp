#include "Support/English.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

namespace retort {

std::string quoted(llvm::StringRef name) {
  return ("`" + name + "`").str();
}

std::string plural(llvm::StringRef noun) {
  for (llvm::StringRef end : {"s", "x", "z", "ch", "sh"})
    if (noun.ends_with(end))
      return (noun + "es").str();
  const bool afterVowel =
      noun.size() > 1 && llvm::StringRef("aeiou").contains(noun.drop_back().back());
  if (noun.ends_with("y") && !afterVowel)
    return (noun.drop_back() + "ies").str();
  return (noun + "s").str();
}

std::string counted(uint64_t number, llvm::StringRef noun) {
  return std::to_string(number) + ' ' + (number == 1 ? noun.str() : plural(noun));
}

std::string listed(llvm::ArrayRef<std::string> items, llvm::StringRef lastWord) {
  std::string result;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0)
      result += i + 1 == items.size() ? (" " + lastWord + " ").str() : ", ";
    result += items[i];
  }
  return result;
}

std::string quotedList(llvm::ArrayRef<llvm::StringRef> names, llvm::StringRef lastWord,
                       size_t limit) {
  llvm::SmallVector<std::string> items;
  for (llvm::StringRef name : names.take_front(limit))
    items.push_back(quoted(name));
  if (names.size() > limit)
    items.push_back(std::to_string(names.size() - limit) + " more");
  return listed(items, lastWord);
}

std::string didYouMean(llvm::StringRef name) {
  return "did you mean " + quoted(name) + "?";
}

} // namespace retort
