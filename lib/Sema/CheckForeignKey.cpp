#include "Sema/ResolveColumn.h"
#include "Sema/ResolveConstraint.h"
#include "Sema/ResolveName.h"
#include "Sema/TypeRules.h"
#include "Sema/Uses.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

static std::string columnList(llvm::ArrayRef<std::string> columns) {
  return "(" + llvm::join(columns, ", ") + ")";
}

/// The columns that are referred to: those that are written, or the primary key.
static std::optional<std::vector<std::string>>
referredColumns(Context& ctx, const ast::References& written, const Table& target) {
  if (written.columns.empty()) {
    if (const PrimaryKey* key = target.primaryKey())
      return key->columns;
    DiagnosticBuilder builder =
        ctx.report(diag::NoPrimaryKey, written.table.range(), target.name.str());
    builder.help("name the columns: `references " + written.table.last().text.str() + " (...)`");
    ctx.noteSite(builder, ObjectKind::Table, target.name);
    return std::nullopt;
  }
  const ErrorMark mark(ctx);
  std::vector<std::string> columns = findColumns(ctx, target, written.columns, "the foreign key");
  if (!mark.isClean())
    return std::nullopt;
  return columns;
}

/// MySQL is strict about integers of another width, and on every engine some values
/// can never match.
static bool haveOtherWidth(const Type& a, const Type& b) {
  return a.isInteger() && b.isInteger() && a.kind != b.kind;
}

static void checkTypes(Context& ctx, const PendingConstraint& pending, const ForeignKey& key,
                       const Table& table, const Table& target) {
  for (size_t i = 0; i < key.columns.size(); ++i) {
    const Column* from = table.findColumn(key.columns[i]);
    const Column* to = target.findColumn(key.referredColumns[i]);
    if (!from || !to)
      continue;
    const Type& a = typeFor(ctx, *from);
    const Type& b = typeFor(ctx, *to);
    const bool matches = areComparable(a, b);
    if (matches && !haveOtherWidth(a, b))
      continue;
    DiagnosticBuilder builder =
        ctx.report(matches ? diag::ForeignKeyWidth : diag::ForeignKeyType, pending.columnsRange,
                   from->name, a.str(), target.name.str() + "." + to->name, b.str());
    // A key that is written as an attribute stands at its column already.
    const DeclarationSite site = ctx.sites->find(ObjectKind::Column, table.name, from->name);
    if (site.origin != ctx.at(pending.columnsRange))
      ctx.noteSite(builder, ObjectKind::Column, table.name, from->name);
    ctx.noteSite(builder, ObjectKind::Column, target.name, to->name);
  }
}

static void checkSetNull(Context& ctx, const PendingConstraint& pending, const ForeignKey& key,
                         const Table& table) {
  auto check = [&](llvm::StringRef what, llvm::ArrayRef<std::string> columns) {
    for (const std::string& name : columns)
      if (const Column* column = table.findColumn(name); column && isNotNull(table, *column)) {
        ctx.report(diag::SetNullOnNotNull, pending.target->range, what, name);
        return;
      }
  };
  if (key.onDelete == ReferentialAction::SetNull)
    check("on delete set null", key.onDeleteColumns.empty() ? key.columns : key.onDeleteColumns);
  if (key.onUpdate == ReferentialAction::SetNull)
    check("on update set null", key.columns);
}

static void checkTarget(Context& ctx, const PendingConstraint& pending, const ForeignKey& key,
                        const Table& target) {
  if (hasKeyOn(target, key.referredColumns))
    return;
  const SourceRange range = pending.target->columns.empty()
                                ? pending.target->table.range()
                                : SourceRange::join(pending.target->columns.front().range,
                                                    pending.target->columns.back().range);
  DiagnosticBuilder builder = ctx.report(diag::ForeignKeyTarget, range, target.name.str(),
                                         "`" + columnList(key.referredColumns) + "`");
  builder.help("make them one: `unique " + columnList(key.referredColumns) + "` in table `" +
               target.name.str() + "`");
  ctx.noteSite(builder, ObjectKind::Table, target.name);
}

bool completeForeignKey(Context& ctx, PendingConstraint& pending, const Table& table) {
  auto& key = std::get<ForeignKey>(pending.constraint);
  const ErrorMark mark(ctx);
  const bool isOwn = key.referredTable == table.name;
  const Table* target = isOwn ? &table : findTable(ctx, pending.target->table);
  if (!target)
    return false;
  auto columns = referredColumns(ctx, *pending.target, *target);
  if (!columns)
    return false;
  key.referredColumns = std::move(*columns);
  if (key.columns.size() != key.referredColumns.size()) {
    DiagnosticBuilder builder = ctx.report(diag::ForeignKeyCount, pending.columnsRange,
                                           counted(key.columns.size(), "column"),
                                           counted(key.referredColumns.size(), "column"));
    builder.help("`" + target->name.str() + columnList(key.referredColumns) +
                 "` is what it refers to");
    return false;
  }
  checkTarget(ctx, pending, key, *target);
  checkTypes(ctx, pending, key, table, *target);
  checkSetNull(ctx, pending, key, table);
  return mark.isClean();
}

} // namespace retort
