#include "Sema/ResolveColumn.h"

#include "Sema/ExprResolver.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveOptions.h"
#include "Sema/ResolveType.h"
#include "Sema/WhenChoice.h"
#include "Sema/Was.h"
#include "Support/English.h"

namespace retort {

//===--- Types ------------------------------------------------------------===//

void resolveTypes(Context& ctx, const ast::TypeRef& type, ast::List<ast::DialectType> others,
                  Column& column) {
  column.type = resolveType(ctx, type).value_or(Type());
  column.typeFor.clear();
  for (const ast::DialectType* other : others) {
    namesDialect(ctx, other->dialects);
    std::optional<Type> resolved = resolveType(ctx, *other->type);
    if (!resolved)
      continue;
    for (const ast::Name& dialect : other->dialects) {
      column.typeFor[dialect.text.str()] = *resolved;
      if (dialect.text == ctx.dialect.name())
        requireType(ctx, *resolved, other->type->range);
    }
  }
  if (!column.typeFor.contains(ctx.dialect.name().str()))
    requireType(ctx, column.type, type.range);
}

const Type& typeFor(const Context& ctx, const Column& column) {
  auto own = column.typeFor.find(ctx.dialect.name().str());
  return own == column.typeFor.end() ? column.type : own->second;
}

Column declareColumn(Context& ctx, const ast::ColumnItem& written) {
  Column column;
  column.name = written.name.text.str();
  checkNewName(ctx, written.name);
  resolveTypes(ctx, *written.type, written.perDialect, column);
  return column;
}

//===--- Attributes -------------------------------------------------------===//

static constexpr llvm::StringLiteral defaultPlace = "a default";

/// A default is checked against the type that its dialects see.
static std::optional<Expr> resolveDefaultValue(Context& ctx, const ast::Expr& written,
                                               const Column& column, const Type& type) {
  ExprResolver resolver(ctx, {defaultPlace});
  return resolver.valueFor(written, type, quoted(column.name), "its default");
}

void resolveDefault(Context& ctx, const ast::DefaultAttribute& written, Column& column) {
  column.defaultValue = resolveDefaultValue(ctx, *written.value, column, column.type);
  column.defaultFor.clear();
  for (const auto& other : written.perDialect) {
    namesDialect(ctx, other.dialects);
    for (const ast::Name& dialect : other.dialects) {
      auto own = column.typeFor.find(dialect.text.str());
      const Type& type = own == column.typeFor.end() ? column.type : own->second;
      if (std::optional<Expr> value = resolveDefaultValue(ctx, *other.value, column, type))
        column.defaultFor[dialect.text.str()] = std::move(*value);
    }
  }
}

static std::string optionText(const Context& ctx, const ast::SequenceOption& option) {
  return option.value ? ctx.buffer->text(option.value->range).str() : "";
}

void resolveIdentity(Context& ctx, const ast::IdentityAttribute& written, Column& column) {
  static constexpr IdentityKind kinds[] = {IdentityKind::ByDefault, IdentityKind::Always,
                                           IdentityKind::ByDefault, IdentityKind::BySequence};
  Identity identity;
  identity.kind = kinds[static_cast<size_t>(written.mode)];
  if (written.sequence)
    identity.sequence = qualify(ctx, written.sequence);
  for (const ast::SequenceOption* option : written.options)
    identity.options[option->name.str()] = optionText(ctx, *option);
  column.identity = std::move(identity);
}

void resolveGenerated(Context& ctx, const ast::GeneratedAttribute& written, const Table& table,
                      Column& column) {
  ExprResolver resolver(ctx, {"a generated column", &table, /*mustBePure=*/true});
  std::optional<Expr> value =
      resolver.valueFor(*written.value, column.type, quoted(column.name), "what it is computed as");
  if (value)
    column.generated =
        Generated{std::move(*value), written.storage != ast::GeneratedStorage::Virtual};
}

void resolveOnUpdate(Context& ctx, const ast::OnUpdateAttribute& written, Column& column) {
  ExprResolver resolver(ctx, {"`on update`"});
  column.onUpdate =
      resolver.valueFor(*written.value, column.type, quoted(column.name), "its value on update");
}

std::string collationOf(const ast::CollateAttribute& written) {
  std::string collation;
  for (const ast::Name& part : written.collation.parts)
    collation += (collation.empty() ? "" : ".") + part.text.str();
  return collation;
}

namespace {
/// Reads the attributes of one column, each in its turn.
class AttributeReader {
public:
  AttributeReader(Context& ctx, const ast::ColumnItem& item, const Table& table, Column& column)
      : ctx_(ctx), item_(item), table_(table), column_(column) {}

  ColumnAttributes readAll() {
    for (const ast::ColumnAttribute* attribute : item_.attributes)
      ast::visit(*attribute, [&](const auto& node) { read(node); });
    checkColumn(ctx_, column_, item_.name.range);
    checkNull();
    return std::move(result_);
  }

private:
  void read(const ast::NullabilityAttribute& node) {
    column_.notNull = node.notNull;
    saysNull_ = !node.notNull;
  }
  void read(const ast::DefaultAttribute& node) { resolveDefault(ctx_, node, column_); }
  void read(const ast::IdentityAttribute& node) { resolveIdentity(ctx_, node, column_); }
  void read(const ast::GeneratedAttribute& node) { resolveGenerated(ctx_, node, table_, column_); }
  void read(const ast::OnUpdateAttribute& node) { resolveOnUpdate(ctx_, node, column_); }
  void read(const ast::CollateAttribute& node) { column_.collation = collationOf(node); }
  void read(const ast::CommentAttribute& node) { column_.comment = node.text.value.str(); }
  void read(const ast::OptionsAttribute& node) {
    resolveOptions(ctx_, node.options, OptionOwner::Column, column_.options);
  }
  void read(const ast::BackfillAttribute& node) { result_.backfill = &node; }
  void read(const ast::PlaceAttribute& node) { result_.place = &node; }
  void read(const ast::WasAttribute& node) {
    noteWas(ctx_, node.name, ObjectKind::Column, table_.name, item_.name.text);
  }
  void read(const ast::PrimaryKeyAttribute& node) {
    isKey_ = true;
    readConstraint(node);
  }
  void read(const ast::UniqueAttribute& node) { readConstraint(node); }
  void read(const ast::ReferencesAttribute& node) { readConstraint(node); }
  void read(const ast::CheckAttribute& node) { readConstraint(node); }
  void read(const ast::Node&) { llvm_unreachable("an attribute is of one of its kinds"); }

  void readConstraint(const ast::ColumnAttribute& node) {
    if (auto pending = resolveConstraint(ctx_, node, item_.name, table_))
      result_.constraints.push_back(std::move(*pending));
  }

  void checkNull();

  Context& ctx_;
  const ast::ColumnItem& item_;
  const Table& table_;
  Column& column_;
  ColumnAttributes result_;
  bool saysNull_ = false;
  bool isKey_ = false;
};
} // namespace

void AttributeReader::checkNull() {
  if (saysNull_ && (isKey_ || column_.identity))
    ctx_.report(diag::ConflictingAttributes, item_.name.range, item_.name.text, "`null`",
                isKey_ ? "a primary key" : "an identity");
  const bool isNotNull = column_.notNull || isKey_;
  if (isNotNull && column_.defaultValue && column_.defaultValue->kind == ExprKind::Null)
    ctx_.report(diag::NullDefault, item_.name.range, item_.name.text)
        .help("leave `default null` out: then every insert must give a value");
}

void checkColumn(Context& ctx, const Column& column, SourceRange range) {
  auto conflict = [&](llvm::StringRef a, llvm::StringRef b) {
    ctx.report(diag::ConflictingAttributes, range, column.name, a, b);
  };
  if (column.identity && column.type.isKnown() && column.type.kind != TypeKind::Native &&
      !(column.type.isInteger() && !column.type.isArray()))
    ctx.report(diag::IdentityType, range, column.name, column.type.str());
  if (column.identity && column.defaultValue)
    conflict("an identity", "`default`");
  if (column.generated && column.defaultValue)
    conflict("generated", "`default`");
  if (column.generated && column.identity)
    conflict("generated", "an identity");
}

ColumnAttributes resolveAttributes(Context& ctx, const ast::ColumnItem& written, const Table& table,
                                   Column& column) {
  return AttributeReader(ctx, written, table, column).readAll();
}

} // namespace retort
