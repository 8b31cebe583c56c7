#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

const ast::File* SourceMaker::file(const Catalog& catalog) {
  llvm::SmallVector<const ast::Node*> declarations;
  auto declare = [&](const ast::Declaration* declaration) {
    auto* statement = make<ast::DeclarationStatement>();
    statement->declaration = declaration;
    declarations.push_back(statement);
  };
  for (const auto& each : catalog.objects.all()) {
    declare(object(*each));
    if (!saysComment(*each) && !commentOf(*each).empty())
      declarations.push_back(commentOn(*each));
    if (const Grants* own = grantsOf(*each))
      llvm::append_range(declarations, grants(objectRef(*each), *own));
  }
  for (const auto& each : catalog.tables.all()) {
    declare(table(*each));
    llvm::append_range(declarations,
                       grants(objectRef({ObjectKind::Table, each->name}), each->grants));
  }
  for (const View* view : catalog.all<View>())
    for (const Index& index : view->indexes)
      declare(indexOn(*view, index));
  auto* node = make<ast::File>();
  node->declarations = list(declarations);
  return node;
}

const ast::File* toSource(const Catalog& catalog, ast::Arena& arena) {
  return SourceMaker(arena).file(catalog);
}

} // namespace retort
