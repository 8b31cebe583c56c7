#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

ast::Name SourceMaker::name(llvm::StringRef text) {
  ast::Name name;
  name.text = arena_.copy(text);
  return name;
}

ast::Names SourceMaker::names(llvm::ArrayRef<std::string> texts) {
  llvm::SmallVector<ast::Name> all;
  for (const std::string& text : texts)
    all.push_back(name(text));
  return arena_.copy(llvm::ArrayRef(all));
}

ast::Path SourceMaker::pathOf(llvm::ArrayRef<llvm::StringRef> parts) {
  llvm::SmallVector<ast::Name, 3> all;
  for (llvm::StringRef part : parts)
    if (!part.empty())
      all.push_back(name(part));
  return {arena_.copy(llvm::ArrayRef<ast::Name>(all))};
}

ast::Text SourceMaker::text(llvm::StringRef value) {
  ast::Text text;
  // An empty text must not be a null one, which is no text at all.
  text.value = value.empty() ? llvm::StringRef("") : arena_.copy(value);
  return text;
}

} // namespace retort
