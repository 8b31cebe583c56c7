#include "Sema/Naming.h"

#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

bool namesTable(llvm::StringRef pattern) {
  return pattern.contains("{table}") || pattern.contains("{hash}");
}

bool isTaken(Context& ctx, llvm::StringRef name, const Table& own, bool inSchema) {
  const bool isOwn =
      llvm::any_of(
          own.constraints,
          [&](const Constraint& it) { return name.equals_insensitive(baseOf(it).name); }) ||
      llvm::any_of(own.indexes, [&](const Index& it) { return name.equals_insensitive(it.name); });
  if (isOwn || !inSchema)
    return isOwn;
  ctx.names.update(*ctx.catalog);
  return name.equals_insensitive(own.name.name) || ctx.names.contains(name);
}

/// "a table", "an index of table `users`".
static std::string describe(const NameHolder& holder) {
  if (holder.kind == ObjectKind::Table)
    return "a table";
  const bool hasVowel = llvm::StringRef("aei").contains(holder.noun.front());
  return (llvm::Twine(hasVowel ? "an " : "a ") + holder.noun + " of table " +
          quoted(holder.table->name.str()))
      .str();
}

void reportTaken(Context& ctx, diag::Code code, SourceRange range, llvm::StringRef name,
                 const NameHolder& holder) {
  DiagnosticBuilder builder = ctx.report(code, range, name, describe(holder));
  if (holder.kind == ObjectKind::Table)
    ctx.noteSite(builder, ObjectKind::Table, holder.table->name);
  else
    ctx.noteSite(builder, holder.kind, holder.table->name, name);
}

static bool isKey(const Constraint& constraint) {
  return std::holds_alternative<PrimaryKey>(constraint) ||
         std::holds_alternative<Unique>(constraint);
}

static std::optional<NameHolder> findIn(const Context& ctx, const Table& table,
                                        llvm::StringRef name) {
  const DialectFacts& facts = ctx.dialect.facts();
  if (ctx.isSameName(table.name.name, name))
    return NameHolder{&table, ObjectKind::Table, "table"};
  if (facts.indexNamesAreRelations)
    for (const Index& index : table.indexes)
      if (ctx.isSameName(index.name, name))
        return NameHolder{&table, ObjectKind::Index, "index"};
  if (facts.keyNamesAreRelations)
    for (const Constraint& constraint : table.constraints)
      if (isKey(constraint) && ctx.isSameName(baseOf(constraint).name, name))
        return NameHolder{&table, ObjectKind::Constraint, kindSpelling(constraint)};
  return std::nullopt;
}

std::optional<NameHolder> findHolder(Context& ctx, llvm::StringRef name, const Table& own) {
  if (std::optional<NameHolder> holder = findIn(ctx, own, name))
    return holder;
  ctx.names.update(*ctx.catalog);
  if (!ctx.names.contains(name))
    return std::nullopt;
  for (const auto& table : ctx.catalog->tables.all())
    if (table->name.schema == own.name.schema)
      if (std::optional<NameHolder> holder = findIn(ctx, *table, name))
        return holder;
  return std::nullopt;
}

} // namespace retort
