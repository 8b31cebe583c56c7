#include "Sema/QueryScope.h"

#include "Sema/FunctionTable.h"
#include "Sema/ResolveName.h"
#include "Sema/UnknownUse.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

using ResolvedColumn = std::optional<std::pair<Expr, Type>>;

static const QuerySource* findIn(const std::vector<QuerySource>& sources, llvm::StringRef alias) {
  auto at = llvm::find_if(sources, [&](const QuerySource& it) { return it.alias == alias; });
  return at == sources.end() ? nullptr : &*at;
}

const QuerySource* CommonScope::find(llvm::StringRef name) const {
  if (const QuerySource* found = findIn(tables, name))
    return found;
  return outer ? outer->find(name) : nullptr;
}

const QuerySource* QueryScope::find(llvm::StringRef alias) const {
  return findIn(sources_, alias);
}

QuerySource sourceOf(const Table& table, llvm::StringRef alias) {
  QuerySource source;
  source.alias = alias.str();
  source.table = table.name;
  for (const Column& column : table.columns)
    source.columns.push_back({column.name, column.type});
  return source;
}

QuerySource sourceOf(const View& view, llvm::StringRef alias) {
  QuerySource source;
  source.alias = alias.str();
  source.table = view.name;
  for (const ViewColumn& column : view.columns)
    source.columns.push_back({column.name, column.type});
  return source;
}

void QueryScope::add(Context& ctx, QuerySource source, SourceRange range) {
  if (find(source.alias))
    ctx.report(diag::DuplicateSource, range, source.alias)
        .help("give one of them another name: `as NAME`");
  sources_.push_back(std::move(source));
}

bool QueryScope::hasUnknown() const {
  return llvm::any_of(sources_, [](const QuerySource& it) { return it.isUnknown; }) ||
         (outer_ && outer_->hasUnknown());
}

//===--- Columns ----------------------------------------------------------===//

static std::pair<Expr, Type> columnOf(const QuerySource& source, const SourceColumn& column) {
  Expr expr = Expr::column(column.name);
  expr.qualifier = source.alias;
  return {std::move(expr), column.type};
}

/// The columns of that name; two, if there are several.
static std::vector<std::pair<Expr, Type>> columnsNamed(const QuerySource& source,
                                                       llvm::StringRef name) {
  std::vector<std::pair<Expr, Type>> found;
  for (const SourceColumn& column : source.columns)
    if (column.name == name)
      found.push_back(columnOf(source, column));
  return found;
}

static void reportAmbiguous(Context& ctx, const ast::Name& name,
                            const std::vector<std::pair<Expr, Type>>& found) {
  std::vector<std::string> owners;
  for (const auto& [expr, type] : found)
    if (!llvm::is_contained(owners, quoted(expr.qualifier)))
      owners.push_back(quoted(expr.qualifier));
  DiagnosticBuilder builder =
      ctx.report(diag::AmbiguousColumn, name.range, name.text, listed(owners));
  if (owners.size() > 1)
    builder.help("say which: " + quoted(found.front().first.qualifier + "." + name.text.str()));
}

/// Reports a column that no source has, with the nearest one that some has.
static void reportMissing(Context& ctx, const ast::Name& name,
                          llvm::ArrayRef<const QuerySource*> sources) {
  NearestName nearest(name.text);
  const QuerySource* owner = nullptr;
  for (const QuerySource* source : sources)
    for (const SourceColumn& column : source->columns) {
      nearest.consider(column.name);
      if (nearest.found() == column.name)
        owner = source;
    }
  llvm::StringRef function = name.quoted ? "" : portableFunctionFor(name.text);
  DiagnosticBuilder builder =
      sources.size() == 1
          ? ctx.report(diag::UnknownColumn, name.range, name.text,
                       sources[0]->table ? sources[0]->table->str() : sources[0]->alias)
          : ctx.report(diag::UnknownInQuery, name.range, name.text);
  if (!function.empty())
    builder.fix(ctx.at(name.range), function.str(), ("write `" + function + "`").str());
  else if (!nearest.found().empty())
    builder.fix(ctx.at(name.range), quotedName(nearest.found()), didYouMean(nearest.found()));
  else if (name.quoted)
    builder.fix(ctx.at(name.range), quotedText(name.text), "a string stands in single quotes");
  if (owner && owner->table)
    ctx.noteSite(builder, ObjectKind::Column, *owner->table, nearest.found());
}

/// Of those that are called so, the one that there should be.
static ResolvedColumn onlyOne(Context& ctx, const QueryScope& scope, const ast::Name& name,
                              const std::vector<std::pair<Expr, Type>>& found) {
  if (found.size() > 1) {
    reportAmbiguous(ctx, name, found);
    return std::nullopt;
  }
  if (const QuerySource& source = *scope.find(found.front().first.qualifier); source.table)
    remarkUse(ctx, {{ObjectKind::Table, *source.table}, ObjectKind::Column, name.text.str()},
              name.range);
  return found.front();
}

ResolvedColumn QueryScope::resolveName(Context& ctx, const ast::Name& name) const {
  std::vector<const QuerySource*> seen;
  for (const QueryScope* scope = this; scope; scope = scope->outer_) {
    for (const MergedColumn& column : scope->merged_)
      if (column.name == name.text)
        return std::pair(column.value, column.type);
    std::vector<std::pair<Expr, Type>> found;
    for (const QuerySource& source : scope->sources_) {
      seen.push_back(&source);
      llvm::append_range(found, columnsNamed(source, name.text));
    }
    if (!found.empty())
      return onlyOne(ctx, *scope, name, found);
  }
  if (!hasUnknown())
    reportMissing(ctx, name, seen);
  return std::nullopt;
}

static bool isCalled(const Context& ctx, const QuerySource& source, const ast::Path& path) {
  if (path.parts.size() == 1)
    return source.alias == path.last().text;
  return source.table && source.alias == source.table->name && qualify(ctx, path) == *source.table;
}

ResolvedColumn QueryScope::resolveQualified(Context& ctx, const ast::Path& path) const {
  const ast::Path table{path.parts.drop_back()};
  const ast::Name& name = path.last();
  NearestName nearest(table.last().text);
  for (const QueryScope* scope = this; scope; scope = scope->outer_)
    for (const QuerySource& source : scope->sources_) {
      nearest.consider(source.alias);
      if (!isCalled(ctx, source, table))
        continue;
      std::vector<std::pair<Expr, Type>> found = columnsNamed(source, name.text);
      if (!found.empty())
        return onlyOne(ctx, *scope, name, found);
      if (!source.isUnknown)
        reportMissing(ctx, name, {&source});
      return std::nullopt;
    }
  if (hasUnknown())
    return std::nullopt;
  DiagnosticBuilder builder =
      ctx.report(diag::UnknownSource, table.range(), ctx.buffer->text(table.range()));
  if (!nearest.found().empty())
    builder.fix(ctx.at(table.range()), quotedName(nearest.found()), didYouMean(nearest.found()));
  return std::nullopt;
}

ResolvedColumn QueryScope::resolve(Context& ctx, const ast::Path& path) const {
  return path.parts.size() == 1 ? resolveName(ctx, path.last()) : resolveQualified(ctx, path);
}

} // namespace retort
