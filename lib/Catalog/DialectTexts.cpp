#include "Catalog/DialectTexts.h"

namespace retort {

const std::string* textFor(const DialectTexts& texts, llvm::StringRef dialect,
                           llvm::StringRef relative) {
  for (llvm::StringRef name : {dialect, relative, llvm::StringRef()})
    if (auto text = texts.find(name.str()); text != texts.end())
      return &text->second;
  return nullptr;
}

} // namespace retort
