#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

const ast::EnumDecl* SourceMaker::enumDecl(const Enum& type) {
  auto* node = make<ast::EnumDecl>();
  node->name = path(type.name);
  llvm::SmallVector<ast::Text> values;
  for (const std::string& value : type.values)
    values.push_back(text(value));
  node->values = arena_.copy(llvm::ArrayRef<ast::Text>(values));
  node->comment = comment(type.comment);
  return node;
}

const ast::File* SourceMaker::file(const Catalog& catalog) {
  llvm::SmallVector<const ast::Node*> declarations;
  auto declare = [&](const ast::Declaration* declaration) {
    auto* statement = make<ast::DeclarationStatement>();
    statement->declaration = declaration;
    declarations.push_back(statement);
  };
  for (const auto& type : catalog.enums.all())
    declare(enumDecl(*type));
  for (const auto& each : catalog.tables.all())
    declare(table(*each));
  auto* node = make<ast::File>();
  node->declarations = list(declarations);
  return node;
}

const ast::EnumDecl* toSource(const Enum& type, ast::Arena& arena) {
  return SourceMaker(arena).enumDecl(type);
}

const ast::File* toSource(const Catalog& catalog, ast::Arena& arena) {
  return SourceMaker(arena).file(catalog);
}

} // namespace retort
