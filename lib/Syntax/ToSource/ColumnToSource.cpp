#include "Syntax/ToSource/SourceMaker.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

const ast::NullabilityAttribute* SourceMaker::nullability(bool notNull) {
  auto* node = make<ast::NullabilityAttribute>();
  node->notNull = notNull;
  return node;
}

const ast::DefaultAttribute* SourceMaker::defaultOf(const Column& column) {
  auto* node = make<ast::DefaultAttribute>();
  node->value = expr(column.defaultValue);
  llvm::SmallVector<ast::DefaultAttribute::PerDialect> others;
  for (const auto& [dialect, value] : column.defaultFor)
    others.push_back({names({dialect}), expr(value)});
  node->perDialect = arena_.copy(llvm::ArrayRef<ast::DefaultAttribute::PerDialect>(others));
  return node;
}

static ast::IdentityMode modeOf(IdentityKind kind) {
  switch (kind) {
  case IdentityKind::ByDefault:
    return ast::IdentityMode::Unspecified;
  case IdentityKind::Always:
    return ast::IdentityMode::Always;
  case IdentityKind::BySequence:
    return ast::IdentityMode::BySequence;
  }
  llvm_unreachable("not a kind of identity");
}

ast::List<ast::SequenceOption> SourceMaker::sequenceOptions(const SequenceOptions& options) {
  return listOf<ast::SequenceOption>(options, [&](const auto& entry) {
    auto* option = make<ast::SequenceOption>();
    option->name = arena_.copy(llvm::StringRef(entry.first));
    option->value = entry.second.empty() ? nullptr : word(entry.second);
    return option;
  });
}

const ast::IdentityAttribute* SourceMaker::identity(const Identity& identity) {
  auto* node = make<ast::IdentityAttribute>();
  node->mode = modeOf(identity.kind);
  node->sequence = path(identity.sequence);
  node->options = sequenceOptions(identity.options);
  return node;
}

const ast::GeneratedAttribute* SourceMaker::generated(const Generated& generated) {
  auto* node = make<ast::GeneratedAttribute>();
  node->value = expr(generated.value);
  node->storage = generated.stored ? ast::GeneratedStorage::Stored : ast::GeneratedStorage::Virtual;
  return node;
}

const ast::OnUpdateAttribute* SourceMaker::onUpdate(const Expr& value) {
  auto* node = make<ast::OnUpdateAttribute>();
  node->value = expr(value);
  return node;
}

const ast::CollateAttribute* SourceMaker::collation(llvm::StringRef name) {
  auto* node = make<ast::CollateAttribute>();
  node->collation = pathOf({name});
  return node;
}

const ast::CommentAttribute* SourceMaker::commentAttribute(llvm::StringRef value) {
  auto* node = make<ast::CommentAttribute>();
  node->text = text(value);
  return node;
}

const ast::OptionsAttribute* SourceMaker::optionsAttribute(const Options& options) {
  auto* node = make<ast::OptionsAttribute>();
  node->options = this->options(options);
  return node;
}

/// Empty: `first`.
const ast::PlaceAttribute* SourceMaker::place(llvm::StringRef after) {
  auto* node = make<ast::PlaceAttribute>();
  if (!after.empty())
    node->after = name(after);
  return node;
}

/// In the order of the formatter.
ast::List<ast::ColumnAttribute> SourceMaker::attributes(const Column& column,
                                                        const op::AddColumn* add) {
  llvm::SmallVector<const ast::ColumnAttribute*> all;
  if (column.notNull)
    all.push_back(nullability(true));
  if (column.defaultValue)
    all.push_back(defaultOf(column));
  if (column.identity)
    all.push_back(identity(*column.identity));
  if (column.generated)
    all.push_back(generated(*column.generated));
  if (column.onUpdate)
    all.push_back(onUpdate(*column.onUpdate));
  if (!column.collation.empty())
    all.push_back(collation(column.collation));
  if (!column.comment.empty())
    all.push_back(commentAttribute(column.comment));
  if (add && add->backfill) {
    auto* backfill = make<ast::BackfillAttribute>();
    backfill->value = expr(*add->backfill);
    if (add->batches)
      backfill->batches = batches(*add->batches);
    all.push_back(backfill);
  }
  if (add && add->after)
    all.push_back(place(*add->after));
  if (!column.options.empty())
    all.push_back(optionsAttribute(column.options));
  return list(all);
}

static ast::ColumnItem* columnItem(SourceMaker& maker, const Column& column) {
  auto* node = maker.make<ast::ColumnItem>();
  node->name = maker.name(column.name);
  node->type = maker.type(column.type);
  node->perDialect = maker.typesFor(column);
  return node;
}

const ast::ColumnItem* SourceMaker::column(const Column& column) {
  ast::ColumnItem* node = columnItem(*this, column);
  node->attributes = attributes(column, nullptr);
  return node;
}

const ast::ColumnItem* SourceMaker::column(const op::AddColumn& add) {
  ast::ColumnItem* node = columnItem(*this, add.column);
  node->attributes = attributes(add.column, &add);
  return node;
}

} // namespace retort
