#include "Operation/Apply.h"
#include "Syntax/ToSource/AlterationToSource.h"

namespace retort {

namespace {

class OperationsToSource {
public:
  OperationsToSource(const Catalog& before, ast::Arena& arena)
      : catalog_(before), arena_(arena), maker_(arena) {}

  void add(const Operation& operation) {
    if (const auto* alter = std::get_if<op::AlterTable>(&operation)) {
      AlterationToSource(maker_, statements_, unsaid_).add(*alter, catalog_);
      return;
    }
    statements_.push_back(statementOf(operation));
    apply(operation, catalog_);
  }

  OperationSource take() { return {maker_.list(statements_), std::move(unsaid_)}; }

private:
  const ast::Node* create(const ast::Declaration* declaration) {
    auto* node = maker_.make<ast::CreateStatement>();
    node->declaration = declaration;
    return node;
  }

  const ast::Node* drop(ObjectKind kind, const QualifiedName& name) {
    auto* node = maker_.make<ast::DropStatement>();
    node->object.kind = kind;
    node->object.name = maker_.path(name);
    return node;
  }

  const ast::Node* rename(const op::RenameTable& rename) {
    auto* node = maker_.make<ast::RenameStatement>();
    node->object.kind = ObjectKind::Table;
    node->object.name = maker_.path(rename.from);
    node->to = maker_.name(rename.to);
    return node;
  }

  const ast::Node* sql(const op::RawSql& raw) {
    auto* node = maker_.make<ast::SqlStatement>();
    node->text = maker_.text(raw.text);
    node->hasEffect = raw.hasEffect;
    OperationsToSource effect(catalog_, arena_);
    for (const Operation& each : raw.effect)
      effect.add(each);
    OperationSource source = effect.take();
    node->effect = source.statements;
    unsaid_.insert(unsaid_.end(), source.unsaid.begin(), source.unsaid.end());
    return node;
  }

  const ast::Node* statementOf(const Operation& operation) {
    return std::visit(
        Overloaded{
            [&](const op::CreateTable& it) { return create(maker_.table(it.table)); },
            [&](const op::DropTable& it) { return drop(ObjectKind::Table, it.name); },
            [&](const op::RenameTable& it) { return rename(it); },
            [&](const op::AlterTable&) -> const ast::Node* {
              llvm_unreachable("an `alter table` may be several statements");
            },
            [&](const op::CreateEnum& it) { return create(maker_.enumDecl(it.type)); },
            [&](const op::DropEnum& it) { return drop(ObjectKind::Enum, it.name); },
            [&](const op::RawSql& it) { return sql(it); },
        },
        operation);
  }

  Catalog catalog_;
  ast::Arena& arena_;
  SourceMaker maker_;
  llvm::SmallVector<const ast::Node*> statements_;
  std::vector<std::string> unsaid_;
};

} // namespace

OperationSource toSource(llvm::ArrayRef<Operation> operations, const Catalog& before,
                         ast::Arena& arena) {
  OperationsToSource source(before, arena);
  for (const Operation& operation : operations)
    source.add(operation);
  return source.take();
}

} // namespace retort
