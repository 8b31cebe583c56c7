#include "Dialect/Common/Names.h"

#include "Dialect/Dialect.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

static bool isPlain(llvm::StringRef name) {
  auto isNameCharacter = [](char c) { return llvm::isLower(c) || llvm::isDigit(c) || c == '_'; };
  return !name.empty() && !llvm::isDigit(name.front()) && llvm::all_of(name, isNameCharacter);
}

std::string quotedWhereNeeded(llvm::StringRef name, char quote,
                              llvm::ArrayRef<llvm::StringLiteral> reserved) {
  assert(llvm::is_sorted(reserved) && "a word that is out of order is not found");
  bool plain = isPlain(name) && !std::binary_search(reserved.begin(), reserved.end(), name);
  return plain ? name.str() : enclosed(name, quote);
}

std::string nameList(const Dialect& dialect, llvm::ArrayRef<std::string> names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + dialect.quote(name);
  return text;
}

std::string nameTuple(const Dialect& dialect, llvm::ArrayRef<std::string> names) {
  return "(" + nameList(dialect, names) + ")";
}

} // namespace retort
