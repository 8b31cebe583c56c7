#include "Catalog/QueryWalk.h"
#include "Operation/AlterEnum.h"
#include "Operation/Apply.h"
#include "Syntax/ToSource/AlterationToSource.h"

#include <algorithm>
#include <iterator>

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
    if (const auto* alter = std::get_if<op::AlterObject>(&operation))
      addAlteration(*alter);
    else if (!std::holds_alternative<op::Unsettle>(operation))
      statements_.push_back(statementOf(operation));
    if (const auto* create = std::get_if<op::CreateObject>(&operation))
      addIndexes(View(), create->object, /*concurrently=*/false);
    if (const auto* create = std::get_if<op::CreateObject>(&operation))
      if (!saysComment(create->object) && !commentOf(create->object).empty())
        statements_.push_back(maker_.commentOn(create->object));
    if (const auto* create = std::get_if<op::CreateObject>(&operation))
      changeGrants(create->object, {});
    if (const auto* create = std::get_if<op::CreateTable>(&operation))
      llvm::append_range(statements_,
                         maker_.grants(maker_.objectRef({ObjectKind::Table, create->table.name}),
                                       create->table.grants));
    apply(operation, catalog_);
  }

  OperationSource take() { return {maker_.list(statements_), std::move(unsaid_)}; }

private:
  const ast::Node* create(const ast::Declaration* declaration) {
    auto* node = maker_.make<ast::CreateStatement>();
    node->declaration = declaration;
    return node;
  }

  ast::ObjectRef objectRef(const ObjectId& id) {
    const SchemaObject* object = catalog_.objects.find(id);
    return object ? maker_.objectRef(*object) : maker_.objectRef(id);
  }

  const ast::Node* drop(const ObjectId& id) {
    auto* node = maker_.make<ast::DropStatement>();
    node->object = objectRef(id);
    return node;
  }

  const ast::Node* rename(const ObjectId& id, const std::string& to) {
    auto* node = maker_.make<ast::RenameStatement>();
    node->object = objectRef(id);
    node->to = maker_.name(to);
    return node;
  }

  /// A table is moved by an action of `alter table`.
  const ast::Node* move(const op::MoveObject& move) {
    ast::Name schema = maker_.name(move.schema.empty() ? move.defaultSchema : move.schema);
    if (move.id.kind != ObjectKind::Table) {
      auto* node = maker_.make<ast::MoveStatement>();
      node->object = objectRef(move.id);
      node->schema = schema;
      return node;
    }
    auto* action = maker_.make<ast::SetSchema>();
    action->schema = schema;
    auto* node = maker_.make<ast::AlterTableStatement>();
    node->table = maker_.path(move.id.name);
    node->actions = maker_.list(llvm::SmallVector<const ast::Node*>{action});
    return node;
  }

  /// Where nothing but the comment differs, that is all that is said; indexes of a view are
  /// statements of their own.
  void addAlteration(const op::AlterObject& alter) {
    const SchemaObject& before = *catalog_.objects.find(idOf(alter.to));
    SchemaObject rest = before;
    if (auto* domain = std::get_if<Domain>(&rest)) {
      const Type& type = std::get<Domain>(alter.to).type;
      if (domain->type != type || alter.usingValue)
        statements_.push_back(retype(domain->name, type, alter.usingValue));
      domain->type = type;
    }
    if (auto* view = std::get_if<View>(&rest)) {
      dropIndexes(*view, std::get<View>(alter.to), alter.concurrently);
      view->indexes = std::get<View>(alter.to).indexes;
    }
    if (const Grants* grants = grantsOf(alter.to))
      setGrants(rest, *grants);
    SchemaObject withComment = rest;
    setComment(withComment, commentOf(alter.to));
    if (rest != alter.to && withComment == alter.to) {
      statements_.push_back(maker_.commentOn(alter.to));
    } else if (rest != alter.to) {
      auto* node = maker_.make<ast::CreateStatement>();
      node->orReplace = true;
      node->declaration = maker_.object(alter.to);
      statements_.push_back(node);
      // A declaration that says none leaves the comment as it is.
      if (commentOf(alter.to).empty() && !commentOf(before).empty())
        statements_.push_back(maker_.commentOn(alter.to));
    }
    if (const Grants* grants = grantsOf(before))
      changeGrants(alter.to, *grants);
    if (const auto* view = std::get_if<View>(&before))
      addIndexes(*view, alter.to, alter.concurrently);
  }

  const ast::Node* retype(const QualifiedName& domain, const Type& type,
                          const std::optional<Expr>& usingValue) {
    auto* node = maker_.make<ast::AlterDomainStatement>();
    node->name = maker_.path(domain);
    node->type = maker_.type(type);
    node->usingValue = maker_.expr(usingValue);
    return node;
  }

  void changeGrants(const SchemaObject& object, const Grants& before) {
    const Grants* after = grantsOf(object);
    if (!after)
      return;
    Grants gone, made;
    std::ranges::set_difference(before, *after, std::inserter(gone, gone.end()));
    std::ranges::set_difference(*after, before, std::inserter(made, made.end()));
    const ast::ObjectRef ref = maker_.objectRef(object);
    llvm::append_range(statements_, maker_.grants(ref, gone, /*revoke=*/true));
    llvm::append_range(statements_, maker_.grants(ref, made));
  }

  void dropIndexes(const View& before, const View& after, bool concurrently) {
    for (const Index& index : before.indexes) {
      const Index* same = after.findIndex(index.name);
      if (same && *same == index)
        continue;
      auto* node = maker_.make<ast::DropStatement>();
      node->object = maker_.objectRef({ObjectKind::Index, {before.name.schema, index.name}});
      node->object.on = maker_.path(before.name);
      node->concurrently = concurrently;
      statements_.push_back(node);
    }
  }

  void addIndexes(const View& before, const SchemaObject& object, bool concurrently) {
    const auto* view = std::get_if<View>(&object);
    if (!view)
      return;
    for (const Index& index : view->indexes)
      if (const Index* same = before.findIndex(index.name); !same || *same != index)
        statements_.push_back(create(maker_.indexOn(*view, index, concurrently)));
  }

  const ast::Node* alterEnum(const op::AlterEnum& alter) {
    auto* node = maker_.make<ast::AlterEnumStatement>();
    node->name = maker_.path(alter.name);
    Catalog now = catalog_;
    node->actions = maker_.listOf<ast::Node>(
        alter.actions, [&](const op::EnumAction& action) -> const ast::Node* {
          const Enum& type = *now.find<Enum>(alter.name);
          const ast::Node* said =
              std::visit([&](const auto& it) { return enumAction(it, type); }, action);
          apply(action, alter.name, now);
          return said;
        });
    return node;
  }

  const ast::Node* enumAction(const op::AddEnumValue& add, const Enum&) {
    auto* node = maker_.make<ast::AddEnumValue>();
    node->value = maker_.text(add.value);
    if (add.before)
      node->before = maker_.text(*add.before);
    return node;
  }
  const ast::Node* enumAction(const op::RenameEnumValue& rename, const Enum&) {
    auto* node = maker_.make<ast::RenameEnumValue>();
    node->value = maker_.text(rename.from);
    node->to = maker_.text(rename.to);
    return node;
  }
  const ast::Node* enumAction(const op::DropEnumValue& drop, const Enum&) {
    auto* node = maker_.make<ast::DropEnumValue>();
    node->value = maker_.text(drop.value);
    if (drop.replacement)
      node->replacement = maker_.text(*drop.replacement);
    return node;
  }
  const ast::Node* enumAction(const op::MoveEnumValue& move, const Enum& type) {
    auto* node = maker_.make<ast::MoveEnumValue>();
    node->value = maker_.text(move.value);
    if (move.before)
      node->before = maker_.text(*move.before);
    else
      node->after = maker_.text(type.values.back());
    return node;
  }

  const ast::Node* restart(const op::RestartSequence& restart) {
    auto* option = maker_.make<ast::SequenceOption>();
    option->name = "restart";
    option->value = restart.at ? maker_.word(*restart.at) : nullptr;
    auto* node = maker_.make<ast::AlterSequenceStatement>();
    node->name = maker_.path(restart.name);
    node->options = maker_.list(llvm::SmallVector<const ast::SequenceOption*>{option});
    return node;
  }

  const ast::Node* sql(const op::RawSql& raw) {
    auto* node = maker_.make<ast::SqlStatement>();
    node->text = maker_.text(raw.text);
    node->hasEffect = raw.hasEffect;
    node->effect = block(raw.effect);
    if (raw.doneWhen)
      node->doneWhen = maker_.probe(*raw.doneWhen);
    return node;
  }

  const ast::Node* ifRows(const op::IfRows& condition) {
    auto* probe = maker_.make<ast::Probe>();
    probe->negated = condition.negated;
    probe->query = maker_.query(unqualified(*condition.query));
    auto* node = maker_.make<ast::IfStatement>();
    node->condition = probe;
    node->then = block(condition.then);
    node->hasElse = !condition.otherwise.empty();
    node->otherwise = block(condition.otherwise);
    return node;
  }

  /// Operations that stand within another.
  ast::Block block(llvm::ArrayRef<Operation> operations) {
    OperationsToSource inner(catalog_, arena_);
    for (const Operation& each : operations)
      inner.add(each);
    OperationSource source = inner.take();
    unsaid_.insert(unsaid_.end(), source.unsaid.begin(), source.unsaid.end());
    return source.statements;
  }

  const ast::Node* statementOf(const Operation& operation) {
    return std::visit(
        Overloaded{
            [&](const op::CreateTable& it) { return create(maker_.table(it.table)); },
            [&](const op::DropTable& it) {
              return drop({ObjectKind::Table, it.name});
            },
            [&](const op::RenameTable& it) {
              return rename({ObjectKind::Table, it.from}, it.to);
            },
            [&](const op::AlterTable&) -> const ast::Node* {
              llvm_unreachable("an `alter table` may be several statements");
            },
            [&](const op::DeclareExternal& it) -> const ast::Node* {
              auto* node = maker_.make<ast::DeclarationStatement>();
              node->declaration = maker_.table(it.table);
              return node;
            },
            [&](const op::ForgetExternal& it) -> const ast::Node* {
              auto* node = maker_.make<ast::ForgetStatement>();
              node->table = maker_.path(it.name);
              return node;
            },
            [&](const op::CreateObject& it) { return create(maker_.object(it.object)); },
            [&](const op::DropObject& it) { return drop(it.id); },
            [&](const op::RenameObject& it) { return rename(it.id, it.to); },
            [&](const op::MoveObject& it) { return move(it); },
            [&](const op::AlterObject&) -> const ast::Node* {
              llvm_unreachable("an altered view may be several statements");
            },
            [&](const op::AlterEnum& it) { return alterEnum(it); },
            [&](const op::RestartSequence& it) { return restart(it); },
            [&](const op::RawSql& it) { return sql(it); },
            [&](const op::OnRows auto& it) -> const ast::Node* { return maker_.data(it); },
            [&](const op::IfRows& it) { return ifRows(it); },
            [](const op::Unsettle&) -> const ast::Node* {
              llvm_unreachable("no statement says it but the `if`");
            },
            [&](const op::LeavesNothing auto& it) -> const ast::Node* { return maker_.data(it); },
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
