#include "Sema/CheckData.h"

#include "Sema/CheckRowFile.h"
#include "Sema/ColumnValues.h"
#include "Sema/ResolveName.h"
#include "Sema/Uses.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// A batch is the next rows in the order of a key: without one there is no next.
std::optional<op::Batches> resolveBatches(Context& ctx, const ast::Batches* written,
                                          const Table& table) {
  if (!written)
    return std::nullopt;
  op::Batches batches{written->size, {}, written->pause.milliseconds};
  if (written->by.empty()) {
    if (const PrimaryKey* key = table.primaryKey())
      batches.key = key->columns;
    else
      ctx.report(diag::NoPrimaryKey, written->range, table.name.str())
          .help("say by which key: `in batches of " + std::to_string(written->size) +
                " by (column)`");
    return batches;
  }
  batches.key = findColumns(ctx, table, written->by, "`by`");
  if (batches.key.size() == written->by.size() && !hasKeyOn(table, batches.key))
    ctx.report(diag::NoBatchKey,
               SourceRange::join(written->by.front().range, written->by.back().range),
               table.name.str());
  for (const std::string& name : batches.key)
    if (!isNotNull(table, *table.findColumn(name)))
      ctx.report(diag::BatchKeyNull, written->range, name)
          .help("rows without a key are in no batch: make the column `not null` first");
  return batches;
}

/// The target, and what stands beside it, as a scope.
static std::vector<FromItem> enterSources(Context& ctx, QueryScope& scope, const Table& table,
                                          const std::string& alias, SourceRange range,
                                          ast::List<ast::QueryPart> others) {
  scope.add(ctx, sourceOf(table, alias), range);
  std::vector<FromItem> items;
  QueryResolver resolver(ctx);
  for (const ast::QueryPart* other : others)
    if (std::optional<FromItem> item = resolver.resolveFrom(*other, scope))
      items.push_back(std::move(*item));
  return items;
}

static std::optional<Expr> resolveWhere(Context& ctx, const ast::Expr* written,
                                        const QueryScope& scope) {
  if (!written)
    return std::nullopt;
  ExprScope place{"`where`"};
  place.query = &scope;
  return ExprResolver(ctx, place).condition(*written);
}

static std::string aliasOf(const ast::Name& alias, const Table& table) {
  return alias ? alias.text.str() : table.name.name;
}

/// A row whose key changes would be found twice, or never.
static void checkKeyStays(Context& ctx, const op::Update& update, SourceRange range) {
  for (const op::Assignment& assignment : update.set)
    for (const std::string& column : assignment.columns)
      if (llvm::is_contained(update.batches->key, column))
        ctx.report(diag::BatchKeySet, range, column);
}

void checkUpdate(Context& ctx, const ast::UpdateStatement& written) {
  const Table* table = findTable(ctx, written.table);
  if (!table)
    return;
  const ErrorMark mark(ctx);
  op::Update update{.table = table->name, .alias = aliasOf(written.alias, *table)};
  QueryScope scope(nullptr, nullptr);
  update.from = enterSources(ctx, scope, *table, update.alias, written.table.range(), written.from);
  update.set = ColumnValues(ctx, *table).assignments(written.set, scope);
  update.where = resolveWhere(ctx, written.where, scope);
  update.batches = resolveBatches(ctx, written.batches, *table);
  if (update.batches)
    checkKeyStays(ctx, update, written.batches->range);
  if (mark.isClean())
    emit(ctx, std::move(update), written.range);
}

/// Which columns of the file are of the primary key; nothing after a report.
static std::optional<op::FileKeys> resolveKeys(Context& ctx, const ast::DeleteStatement& written,
                                               const Table& table) {
  std::optional<RowFile> file = readRowFile(ctx, written.csv);
  const PrimaryKey* key = table.primaryKey();
  if (!key)
    ctx.report(diag::NoPrimaryKey, written.table.range(), table.name.str());
  if (!file || !key)
    return std::nullopt;
  op::FileKeys keys{*file, {}};
  std::vector<const Column*> columns;
  for (const std::string& name : file->header()) {
    auto part =
        llvm::find_if(key->columns, [&](const auto& it) { return ctx.isSameName(it, name); });
    const bool isOfKey = part != key->columns.end();
    keys.columns.push_back(isOfKey ? *part : "");
    columns.push_back(isOfKey ? table.findColumn(*part) : nullptr);
  }
  for (const std::string& name : key->columns)
    if (llvm::count(keys.columns, name) != 1) {
      ctx.report(diag::BadCsv, written.csv.range, written.csv.value,
                 "its first line does not name " + quoted(name) +
                     " once, which is of the primary key");
      return std::nullopt;
    }
  checkRows(ctx, *file, table, columns);
  return keys;
}

static void checkDeleteByFile(Context& ctx, const ast::DeleteStatement& written,
                              const Table& table) {
  const ErrorMark mark(ctx);
  if (written.alias || written.where || written.batches)
    ctx.report(diag::BadCsv, written.range, written.csv.value,
               "it says alone which rows are deleted")
        .help("leave out what stands beside `using csv`");
  op::Delete remove{.table = table.name, .alias = table.name.name};
  remove.keys = resolveKeys(ctx, written, table);
  if (mark.isClean())
    emit(ctx, std::move(remove), written.range);
}

void checkDelete(Context& ctx, const ast::DeleteStatement& written) {
  const Table* table = findTable(ctx, written.table);
  if (!table)
    return;
  if (written.csv)
    return checkDeleteByFile(ctx, written, *table);
  const ErrorMark mark(ctx);
  op::Delete remove{.table = table->name, .alias = aliasOf(written.alias, *table)};
  QueryScope scope(nullptr, nullptr);
  remove.usingItems =
      enterSources(ctx, scope, *table, remove.alias, written.table.range(), written.usingTables);
  remove.where = resolveWhere(ctx, written.where, scope);
  remove.batches = resolveBatches(ctx, written.batches, *table);
  if (mark.isClean())
    emit(ctx, std::move(remove), written.range);
}

/// Engines differ in what becomes of rows that refer to it, so there must be none.
void checkTruncate(Context& ctx, const ast::TruncateStatement& written) {
  const Table* table = findTable(ctx, written.table);
  if (!table)
    return;
  const std::vector<Use> uses = usesOfTable(*ctx.catalog, *table);
  if (!uses.empty()) {
    DiagnosticBuilder builder =
        ctx.report(diag::TableInUse, written.table.range(), table->name.str());
    noteUses(ctx, builder, uses);
    builder.help("delete its rows by `delete from " + table->name.str() + "`");
    return;
  }
  emit(ctx, op::Truncate{table->name}, written.range);
}

} // namespace retort
