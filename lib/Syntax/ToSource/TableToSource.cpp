#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

//===--- Options ----------------------------------------------------------===//

ast::List<ast::Option> SourceMaker::options(const Options& options, llvm::StringRef comment) {
  llvm::SmallVector<const ast::Option*> all;
  auto add = [&](ast::Path key, const ast::Expr* value) {
    auto* option = make<ast::Option>();
    option->key = key;
    option->value = value;
    all.push_back(option);
  };
  if (!comment.empty())
    add(pathOf({"comment"}), string(comment));
  for (const auto& [key, value] : options) {
    auto [dialect, option] = llvm::StringRef(key).split('.');
    add(pathOf({dialect, option}), value.isString ? string(value.text) : word(value.text));
  }
  return list(all);
}

ast::List<ast::Option> SourceMaker::optionNames(llvm::ArrayRef<std::string> names) {
  return listOf<ast::Option>(names, [&](llvm::StringRef name) {
    auto* option = make<ast::Option>();
    llvm::SmallVector<llvm::StringRef, 2> parts;
    name.split(parts, '.');
    option->key = pathOf(parts);
    return option;
  });
}

//===--- Constraints ------------------------------------------------------===//

ast::ConstraintName SourceMaker::constraintName(const ConstraintBase& base) {
  ast::ConstraintName result;
  result.unnamed = base.name.empty();
  if (!result.unnamed)
    result.name = name(base.name);
  return result;
}

static ast::Deferral deferralOf(Deferral deferral) {
  switch (deferral) {
  case Deferral::NotDeferrable:
    return ast::Deferral::Unspecified;
  case Deferral::InitiallyImmediate:
    return ast::Deferral::Deferrable;
  case Deferral::InitiallyDeferred:
    return ast::Deferral::DeferrableInitially;
  }
  llvm_unreachable("not a deferral");
}

ast::ConstraintModifiers SourceMaker::modifiers(const ConstraintBase& base) {
  ast::ConstraintModifiers result;
  result.deferral = deferralOf(base.deferral);
  result.notValid = base.notValid;
  result.comment = comment(base.comment);
  result.options = options(base.options);
  return result;
}

ast::List<ast::KeyColumn> SourceMaker::keyColumns(const Key& key) {
  return listOf<ast::KeyColumn>(key.columns, [&](const std::string& column) {
    const KeyPart part = partOf(key, column);
    auto* node = make<ast::KeyColumn>();
    node->name = name(column);
    node->form.collation = pathOf({part.collation});
    node->form.descending = part.descending;
    node->form.prefix = part.prefix;
    return node;
  });
}

const ast::TableItem* SourceMaker::item(const PrimaryKey& key) {
  auto* node = make<ast::PrimaryKeyItem>();
  node->name = constraintName(key);
  node->columns = keyColumns(key);
  node->modifiers = modifiers(key);
  node->modifiers.include = names(key.include);
  return node;
}

const ast::TableItem* SourceMaker::item(const Unique& unique) {
  auto* node = make<ast::UniqueItem>();
  node->name = constraintName(unique);
  node->columns = keyColumns(unique);
  node->nullsNotDistinct = unique.nullsNotDistinct;
  node->modifiers = modifiers(unique);
  node->modifiers.include = names(unique.include);
  return node;
}

static ast::ReferentialAction actionOf(ReferentialAction action) {
  switch (action) {
  case ReferentialAction::NoAction:
    return ast::ReferentialAction::Unspecified;
  case ReferentialAction::Restrict:
    return ast::ReferentialAction::Restrict;
  case ReferentialAction::Cascade:
    return ast::ReferentialAction::Cascade;
  case ReferentialAction::SetNull:
    return ast::ReferentialAction::SetNull;
  case ReferentialAction::SetDefault:
    return ast::ReferentialAction::SetDefault;
  }
  llvm_unreachable("not a referential action");
}

const ast::TableItem* SourceMaker::item(const ForeignKey& key) {
  auto* target = make<ast::References>();
  target->table = path(key.referredTable);
  target->columns = names(key.referredColumns);
  target->onDelete = actionOf(key.onDelete);
  target->onDeleteColumns = names(key.onDeleteColumns);
  target->onUpdate = actionOf(key.onUpdate);
  target->match = key.matchFull ? ast::MatchKind::Full : ast::MatchKind::Unspecified;
  auto* node = make<ast::ForeignKeyItem>();
  node->name = constraintName(key);
  node->columns = names(key.columns);
  node->target = target;
  node->modifiers = modifiers(key);
  return node;
}

const ast::TableItem* SourceMaker::item(const Check& check) {
  auto* node = make<ast::CheckItem>();
  node->name = constraintName(check);
  node->condition = expr(check.condition);
  node->modifiers = modifiers(check);
  node->modifiers.noInherit = check.noInherit;
  return node;
}

const ast::TableItem* SourceMaker::item(const Exclude& exclude) {
  auto* node = make<ast::ExcludeItem>();
  node->name = constraintName(exclude);
  if (!exclude.method.empty())
    node->method = name(exclude.method);
  node->parts = listOf<ast::IndexPart>(exclude.parts, [&](const auto& each) { return part(each); });
  node->where = expr(exclude.where);
  node->modifiers = modifiers(exclude);
  return node;
}

const ast::TableItem* SourceMaker::constraint(const op::PromoteIndex& promote) {
  auto ofIndex = [&](auto* node, const ConstraintBase& base) {
    node->name = constraintName(base);
    node->modifiers = modifiers(base);
    node->modifiers.usingIndex = name(promote.index);
    return node;
  };
  if (const auto* key = std::get_if<PrimaryKey>(&promote.constraint))
    return ofIndex(make<ast::PrimaryKeyItem>(), *key);
  return ofIndex(make<ast::UniqueItem>(), baseOf(promote.constraint));
}

const ast::TableItem* SourceMaker::constraint(const Constraint& constraint) {
  return std::visit([&](const auto& it) { return item(it); }, constraint);
}

//===--- Indexes ----------------------------------------------------------===//

const ast::IndexPart* SourceMaker::part(const IndexPart& part) {
  auto* node = make<ast::IndexPart>();
  node->value = expr(part.value);
  node->form.collation = pathOf({part.collation});
  node->form.operatorClass = pathOf({part.operatorClass});
  node->form.descending = part.descending;
  node->form.nulls = nullsOrder(part.nulls);
  node->form.prefix = part.prefix;
  node->excludeOperator = arena_.copy(llvm::StringRef(part.excludeOperator));
  return node;
}

const ast::IndexSpec* SourceMaker::indexSpec(const Index& index, bool concurrently) {
  auto* node = make<ast::IndexSpec>();
  node->unique = index.unique;
  node->concurrently = concurrently;
  node->name = name(index.name);
  node->parts = listOf<ast::IndexPart>(index.parts, [&](const auto& each) { return part(each); });
  if (!index.method.empty())
    node->method = name(index.method);
  node->include = names(index.include);
  node->nullsNotDistinct = index.nullsNotDistinct;
  node->where = expr(index.where);
  node->comment = comment(index.comment);
  node->options = options(index.options);
  return node;
}

const ast::IndexItem* SourceMaker::index(const Index& index) {
  auto* node = make<ast::IndexItem>();
  node->spec = indexSpec(index);
  return node;
}

//===--- Tables -----------------------------------------------------------===//

const ast::PartitionBy* SourceMaker::partitionBy(const PartitionKey& key) {
  auto* node = make<ast::PartitionBy>();
  node->strategy = name(spelling(key.method));
  node->parts = listOf<ast::IndexPart>(key.parts, [&](const auto& each) { return part(each); });
  return node;
}

ast::List<ast::Expr> SourceMaker::boundValues(const std::vector<BoundValue>& values) {
  return listOf<ast::Expr>(values, [&](const BoundValue& it) {
    return it.value ? expr(*it.value) : word(it.isMaximum ? "maxvalue" : "minvalue");
  });
}

const ast::PartitionBound* SourceMaker::bound(const PartitionBound& bound) {
  auto* node = make<ast::PartitionBound>();
  if (bound.isDefault) {
    node->bound = ast::BoundKind::Default;
  } else if (!bound.modulus.empty()) {
    node->bound = ast::BoundKind::Modulus;
    node->from =
        list(llvm::SmallVector<const ast::Expr*>{word(bound.modulus), word(bound.remainder)});
  } else {
    node->bound = bound.to.empty() ? ast::BoundKind::In : ast::BoundKind::Range;
    node->from = boundValues(bound.from);
    node->to = boundValues(bound.to);
  }
  return node;
}

const ast::TableDecl* SourceMaker::table(const Table& table) {
  auto* node = make<ast::TableDecl>();
  node->external = node->inParens = table.external;
  node->name = path(table.name);
  node->hasBody = true;
  if (table.partitionOf) {
    node->partitionOf = path(table.partitionOf->table);
    node->bound = bound(table.partitionOf->bound);
  }
  if (table.partitionBy)
    node->partitionBy = partitionBy(*table.partitionBy);
  llvm::SmallVector<const ast::Node*> items;
  if (!table.partitionOf) // the columns of a part are those of its table
    for (const Column& each : table.columns)
      items.push_back(column(each));
  for (const Constraint& each : table.constraints)
    items.push_back(constraint(each));
  for (const Index& each : table.indexes)
    items.push_back(index(each));
  node->items = list(items);
  node->options = options(table.options, table.comment);
  return node;
}

const ast::TableDecl* toSource(const Table& table, ast::Arena& arena) {
  return SourceMaker(arena).table(table);
}

} // namespace retort
