#include "Sema/CheckObject.h"
#include "Sema/CheckView.h"
#include "Sema/QueryResolver.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"
#include "Sema/ResolveOptions.h"
#include "Sema/WhenChoice.h"
#include "Sema/Was.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Texts ------------------------------------------------------------===//

std::optional<DialectTexts> resolveTexts(Context& ctx, ast::List<ast::RawBody> bodies,
                                         const std::string& what) {
  const ErrorMark mark(ctx);
  DialectTexts texts;
  bool isForThis = false;
  for (const ast::RawBody* body : bodies) {
    isForThis |= body->dialects.empty() || namesDialect(ctx, body->dialects);
    llvm::SmallVector<std::string> dialects;
    for (const ast::Name& dialect : body->dialects)
      dialects.push_back(dialect.text.str());
    if (dialects.empty())
      dialects.emplace_back();
    for (std::string& dialect : dialects)
      if (!texts.try_emplace(dialect, body->text.value.str()).second)
        ctx.report(diag::RepeatedText, body->range, what,
                   dialect.empty() ? "all dialects" : dialect);
  }
  if (mark.isClean() && !isForThis &&
      !textFor(texts, ctx.dialect.name(), ctx.dialect.facts().relative)) {
    const auto names = llvm::make_first_range(texts);
    const std::vector<std::string> dialects(names.begin(), names.end());
    ctx.report(diag::OtherDialect, bodies.front()->range, what, listed(dialects),
               ctx.dialect.displayName())
        .help("guard it: `when " + llvm::join(dialects, ", ") + " { ... }`");
  }
  if (!mark.isClean())
    return std::nullopt;
  return texts;
}

std::optional<std::vector<ObjectId>> resolveUses(Context& ctx, llvm::ArrayRef<ast::Path> written,
                                                 ObjectKind kind, const QualifiedName& name) {
  std::vector<ObjectId> uses;
  const ErrorMark mark(ctx);
  for (const ast::Path& path : written)
    for (ObjectId& id : findAll(ctx, path))
      if (id != ObjectId{kind, name} && !llvm::is_contained(uses, id))
        uses.push_back(std::move(id));
  if (!mark.isClean())
    return std::nullopt;
  llvm::sort(uses);
  return uses;
}

//===--- Views ------------------------------------------------------------===//

/// Where the column of that number is written: in the list of names, or what is selected.
static SourceRange rangeOfColumn(const ast::ViewDecl& written, size_t index) {
  return written.columns.empty() ? written.query->range : written.columns[index].range;
}

static bool resolveQuery(Context& ctx, const ast::ViewDecl& written, View& view) {
  std::optional<ResolvedQuery> query = QueryResolver(ctx).resolve(*written.query);
  if (!query || !nameColumns(ctx, written.columns, *query))
    return false;
  const ErrorMark mark(ctx);
  for (auto [index, column] : llvm::enumerate(query->columns)) {
    const SourceRange range = rangeOfColumn(written, index);
    if (column.name.empty())
      ctx.report(diag::UnnamedColumn, range, "column " + std::to_string(index + 1))
          .help("name it: `EXPR as NAME`");
    else if (view.findColumn(column.name))
      ctx.report(diag::DuplicateColumn, range, column.name, view.name.str())
          .help("give one of them another name: `EXPR as NAME`");
    else
      view.columns.push_back({column.name, column.type});
  }
  view.query = QueryRef(std::move(query->query));
  return mark.isClean();
}

static bool resolveText(Context& ctx, const ast::ViewDecl& written, View& view) {
  for (const ast::Name& column : written.columns) {
    if (view.findColumn(column.text))
      ctx.report(diag::DuplicateColumn, column.range, column.text, view.name.str());
    view.columns.push_back({column.text.str(), Type()});
  }
  auto texts = resolveTexts(ctx, written.bodies, describe(idOf(view)));
  auto uses = resolveUses(ctx, written.uses, view.kind(), view.name);
  if (!texts || !uses)
    return false;
  view.texts = std::move(*texts);
  view.uses = std::move(*uses);
  return true;
}

std::optional<View> resolveObject(Context& ctx, const ast::ViewDecl& written) {
  const ErrorMark mark(ctx);
  checkNewName(ctx, written.name);
  View view;
  view.name = qualify(ctx, written.name);
  noteWas(ctx, written.was, ObjectKind::View, {view.name.schema, ""}, view.name.name);
  view.materialized = written.materialized;
  view.comment = written.comment.value.str();
  resolveOptions(ctx, written.options,
                 view.materialized ? OptionOwner::MaterializedView : OptionOwner::View,
                 view.options);
  if (written.query && !written.uses.empty())
    ctx.report(diag::NoEffect, written.uses.front().range(), "`uses`")
        .help("what a query reads is known");
  const bool isResolved =
      written.query ? resolveQuery(ctx, written, view) : resolveText(ctx, written, view);
  if (!isResolved || !mark.isClean())
    return std::nullopt;
  return view;
}

//===--- Materialized views -----------------------------------------------===//

Table tableOf(const View& view) {
  Table table;
  table.name = view.name;
  for (const ViewColumn& shown : view.columns) {
    Column column;
    column.name = shown.name;
    column.type = shown.type;
    table.columns.push_back(std::move(column));
  }
  table.indexes = view.indexes;
  return table;
}

/// Each row is found by columns that are unique, without a condition.
static bool canRefreshConcurrently(const View& view) {
  return llvm::any_of(view.indexes, [](const Index& index) {
    return index.unique && !index.where && llvm::all_of(index.parts, [](const IndexPart& part) {
             return part.value.kind == ExprKind::Column;
           });
  });
}

void checkRefresh(Context& ctx, const ast::RefreshStatement& statement) {
  const SchemaObject* object = findObject(ctx, ObjectKind::MaterializedView, statement.view);
  if (!object)
    return;
  const View& view = std::get<View>(*object);
  if (statement.concurrently && !canRefreshConcurrently(view)) {
    DiagnosticBuilder builder =
        ctx.report(diag::NoUniqueIndex, statement.view.range(), view.name.str());
    builder.help("make one: `create unique index I on " + spelling(view.name) + " (...)`");
    ctx.noteSite(builder, idOf(*object));
  }
  emit(ctx, op::RefreshView{view.name, statement.concurrently}, statement.range);
}

//===--- Replace ----------------------------------------------------------===//

/// Does the view read the other one, be it through further views?
static bool reads(const Catalog& catalog, const View& view, const ObjectId& other) {
  return llvm::any_of(needsOf(view, catalog), [&](const ObjectId& need) {
    if (need == other)
      return true;
    const View* read = isReadable(need.kind) ? catalog.findView(need.name) : nullptr;
    return read && reads(catalog, *read, other);
  });
}

bool checkReplacedView(Context& ctx, const View& from, const View& to, SourceRange range) {
  const ObjectId id = idOf(from);
  if (reads(*ctx.catalog, to, id)) {
    ctx.report(diag::ViewCycle, range, from.name.str());
    return false;
  }
  const ErrorMark mark(ctx);
  for (const ViewColumn& column : from.columns) {
    const std::vector<ObjectId> users = objectsThatMayUse(*ctx.catalog, from.name, column.name);
    const ViewColumn* same = to.findColumn(column.name);
    if (users.empty() || (same && same->type == column.type))
      continue;
    DiagnosticBuilder builder = ctx.report(diag::CannotReplace, range, describe(id));
    for (const ObjectId& user : users)
      builder.note(ctx.sites->find(user).origin,
                   "column " + quoted(column.name) + " is used by " + describe(user));
    builder.help("drop these first, and make them again after");
  }
  for (const Index& index : from.indexes)
    for (const std::string& column : columnsOf(index))
      if (const ViewColumn* same = to.findColumn(column);
          !same || same->type != from.findColumn(column)->type) {
        DiagnosticBuilder builder = ctx.report(diag::CannotReplace, range, describe(id));
        builder.note(ctx.sites->find(ObjectKind::Index, from.name, index.name).origin,
                     "column " + quoted(column) + " is used by index " + quoted(index.name));
        builder.help("drop it first, and make it again after");
        break;
      }
  return mark.isClean();
}

//===--- Texts that name something ----------------------------------------===//

void warnOfTexts(Context& ctx, const QualifiedName& table, llvm::StringRef column,
                 SourceRange range) {
  const std::vector<ObjectId> known = objectsUsing(*ctx.catalog, table, column);
  std::vector<ObjectId> texts = objectsThatMayUse(*ctx.catalog, table, column);
  llvm::erase_if(texts, [&](const ObjectId& id) { return llvm::is_contained(known, id); });
  if (texts.empty())
    return;
  DiagnosticBuilder builder = ctx.report(diag::TextMayUse, range, column, table.str());
  for (const ObjectId& text : texts)
    builder.note(ctx.sites->find(text).origin, "used by " + describe(text));
}

bool checkTexts(Context& ctx, const ObjectId& id, const std::string& what, SourceRange range) {
  const std::vector<ObjectId> texts = textsNaming(*ctx.catalog, id);
  if (texts.empty())
    return true;
  DiagnosticBuilder builder = ctx.report(diag::TextNamesIt, range, what);
  for (const ObjectId& text : texts)
    builder.note(ctx.sites->find(text).origin, "used by " + describe(text));
  builder.help("drop these first, and make them again after");
  return false;
}

} // namespace retort
