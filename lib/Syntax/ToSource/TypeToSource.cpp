#include "Syntax/ToSource/SourceMaker.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

/// An argument of a dialect's own type, as the catalog holds it: a string with its
/// quotes, a number or a word.
static const ast::Expr* argument(SourceMaker& maker, llvm::StringRef written) {
  if (!written.consume_front("'"))
    return maker.word(written);
  std::string value = written.drop_back().str();
  for (size_t at = 0; (at = value.find("''", at)) != std::string::npos; ++at)
    value.erase(at, 1);
  return maker.string(value);
}

const ast::TypeRef* SourceMaker::type(const Type& type) {
  auto* node = make<ast::TypeRef>();
  node->arrayDepth = type.arrayDepth;
  switch (type.kind) {
  case TypeKind::Enum:
  case TypeKind::Domain: {
    llvm::SmallVector<ast::Name, 2> parts;
    if (!type.name.schema.empty())
      parts.push_back(name(type.name.schema));
    parts.push_back(name(type.name.name));
    // A type that is called like a portable one is told from it by its quotes.
    parts.back().quoted = findType(type.name.name) || type.name.name == "sql";
    node->name = {arena_.copy(llvm::ArrayRef<ast::Name>(parts))};
    return node;
  }
  case TypeKind::Native: {
    llvm::SmallVector<llvm::StringRef> words;
    llvm::StringRef(type.words).split(words, ' ');
    node->name = pathOf({type.dialect, words.front()});
    node->arguments = listOf<ast::Expr>(
        type.arguments, [&](const std::string& each) { return argument(*this, each); });
    llvm::SmallVector<ast::Name> suffix;
    for (llvm::StringRef word : llvm::ArrayRef(words).drop_front())
      suffix.push_back(name(word));
    node->suffix = arena_.copy(llvm::ArrayRef<ast::Name>(suffix));
    return node;
  }
  case TypeKind::Opaque:
    node->sql = text(type.words);
    return node;
  case TypeKind::Unknown:
    llvm_unreachable("nothing is declared with an unknown type");
  default: // the portable ones
    break;
  }
  node->name = pathOf({infoOf(type.kind)->spelling});
  llvm::SmallVector<const ast::Expr*, 2> sizes;
  if (type.length)
    sizes.push_back(word(std::to_string(*type.length)));
  if (type.length && type.scale)
    sizes.push_back(word(std::to_string(*type.scale)));
  node->arguments = list(sizes);
  return node;
}

ast::List<ast::DialectType> SourceMaker::typesFor(const Column& column) {
  return listOf<ast::DialectType>(column.typeFor, [&](const auto& entry) {
    auto* node = make<ast::DialectType>();
    node->dialects = names({entry.first});
    node->type = type(entry.second);
    return node;
  });
}

} // namespace retort
