#include "Sema/ResolveIndex.h"

#include "Sema/ExprResolver.h"
#include "Sema/Naming.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveOptions.h"
#include "Sema/Was.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::string pathText(const ast::Path& path) {
  std::string text;
  for (const ast::Name& part : path.parts)
    text += (text.empty() ? "" : ".") + part.text.str();
  return text;
}

NullsOrder nullsOrder(ast::NullsOrder written) {
  switch (written) {
  case ast::NullsOrder::Default:
    return NullsOrder::Default;
  case ast::NullsOrder::First:
    return NullsOrder::First;
  case ast::NullsOrder::Last:
    return NullsOrder::Last;
  }
  llvm_unreachable("all orders are covered");
}

std::optional<IndexPart> resolveIndexPart(Context& ctx, const ast::IndexPart& written,
                                          const Table& table) {
  ExprResolver resolver(ctx, {"an index", &table, /*mustBePure=*/true});
  std::optional<TypedExpr> value = resolver.resolve(*written.value);
  if (!value)
    return std::nullopt;
  IndexPart part;
  part.value = std::move(value->value);
  part.collation = pathText(written.form.collation);
  part.operatorClass = pathText(written.form.operatorClass);
  part.descending = written.form.descending;
  part.nulls = nullsOrder(written.form.nulls);
  part.prefix = written.form.prefix;
  part.excludeOperator = written.excludeOperator.str();
  return part;
}

SourceRange nameRange(const ast::IndexSpec& written) {
  return written.name ? written.name.range : written.range;
}

/// The same column twice in an index is a slip; the same expression may not be.
static void checkParts(Context& ctx, const ast::IndexSpec& written, const Index& index) {
  std::vector<llvm::StringRef> seen;
  for (size_t i = 0; i < index.parts.size(); ++i) {
    const Expr& value = index.parts[i].value;
    if (value.kind != ExprKind::Column)
      continue;
    // With another operator class or order the column is indexed in another way.
    const bool isPlain = index.parts[i].operatorClass.empty();
    if (isPlain && llvm::is_contained(seen, value.text))
      ctx.report(diag::DuplicateKeyColumn, written.parts[i]->range, value.text, "the index");
    seen.push_back(value.text);
  }
}

std::optional<Index> resolveIndex(Context& ctx, const ast::IndexSpec& written, const Table& table) {
  const ErrorMark mark(ctx);
  Index index;
  index.name = written.name.text.str();
  if (written.name)
    checkNewName(ctx, written.name);
  index.unique = written.unique;
  index.method = written.method.text.str();
  index.nullsNotDistinct = written.nullsNotDistinct;
  index.comment = written.comment.value.str();
  for (const ast::IndexPart* part : written.parts)
    if (std::optional<IndexPart> resolved = resolveIndexPart(ctx, *part, table))
      index.parts.push_back(std::move(*resolved));
  index.include = findColumns(ctx, table, written.include, "`include`");
  if (written.where) {
    ExprResolver resolver(ctx, {"the condition of an index", &table, /*mustBePure=*/true});
    index.where = resolver.condition(*written.where);
  }
  resolveOptions(ctx, written.options, OptionOwner::Index, index.options);
  if (!mark.isClean())
    return std::nullopt;
  checkParts(ctx, written, index);
  if (index.name.empty())
    index.name = freeName(index, table, nameScope(ctx));
  noteWas(ctx, written.was, ObjectKind::Index, table.name, index.name);
  return index;
}

bool checkNewIndex(Context& ctx, const Index& index, const Table& table, SourceRange range) {
  std::optional<NameHolder> holder;
  if (table.findIndex(index.name))
    holder = NameHolder{{ObjectKind::Table, table.name}, ObjectKind::Index, "index"};
  else if (ctx.dialect.facts().indexNamesAreRelations)
    holder = findHolder(ctx, index.name, table);
  if (!holder)
    return true;
  reportTaken(ctx, diag::DuplicateIndex, range, index.name, *holder);
  return false;
}

} // namespace retort
