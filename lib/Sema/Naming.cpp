#include "Sema/Naming.h"

#include "Support/English.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

static bool isType(ObjectKind kind) {
  return kind == ObjectKind::Enum || kind == ObjectKind::Domain || kind == ObjectKind::Type;
}

/// "a table", "an index of table `users`".
static std::string describe(const NameHolder& holder) {
  const bool hasVowel = llvm::StringRef("aeio").contains(holder.noun.front());
  const std::string noun = (llvm::Twine(hasVowel ? "an " : "a ") + holder.noun).str();
  return holder.isPart() ? noun + " of " + describe(holder.owner) : noun;
}

void reportTaken(Context& ctx, diag::Code code, SourceRange range, llvm::StringRef name,
                 const NameHolder& holder) {
  DiagnosticBuilder builder = ctx.report(code, range, name, describe(holder));
  if (holder.isPart())
    ctx.noteSite(builder, holder.kind, holder.owner.name, name);
  else
    ctx.noteSite(builder, holder.owner);
}

static std::optional<NameHolder> findIn(const Context& ctx, const Table& table,
                                        llvm::StringRef name) {
  const DialectFacts& facts = ctx.dialect.facts();
  const ObjectId owner{ObjectKind::Table, table.name};
  if (ctx.isSameName(table.name.name, name))
    return NameHolder{owner, ObjectKind::Table, "table"};
  if (facts.indexNamesAreRelations)
    for (const Index& index : table.indexes)
      if (ctx.isSameName(index.name, name))
        return NameHolder{owner, ObjectKind::Index, "index"};
  if (facts.keyNamesAreRelations)
    for (const Constraint& constraint : table.constraints)
      if (asKey(constraint) && ctx.isSameName(baseOf(constraint).name, name))
        return NameHolder{owner, ObjectKind::Constraint, kindSpelling(constraint)};
  return std::nullopt;
}

/// A table or a part of one.
static std::optional<NameHolder> findTableHolder(Context& ctx, const QualifiedName& name) {
  ctx.names.update(*ctx.catalog);
  if (!ctx.names.contains(name.name))
    return std::nullopt;
  for (const auto& table : ctx.catalog->tables.all())
    if (table->name.schema == name.schema)
      if (std::optional<NameHolder> holder = findIn(ctx, *table, name.name))
        return holder;
  return std::nullopt;
}

/// A materialized view one of whose indexes has the name.
static std::optional<NameHolder> findIndexOfView(Context& ctx, const QualifiedName& name) {
  for (const View* view : ctx.catalog->all<View>())
    for (const Index& index : view->indexes)
      if (view->name.schema == name.schema && ctx.isSameName(index.name, name.name))
        return NameHolder{idOf(*view), ObjectKind::Index, "index"};
  return std::nullopt;
}

/// Any other object whose kind `counts`.
static std::optional<NameHolder> findObjectHolder(Context& ctx, const QualifiedName& name,
                                                  llvm::function_ref<bool(ObjectKind)> counts) {
  for (const auto& object : ctx.catalog->objects.all()) {
    const ObjectId id = idOf(*object);
    if (counts(id.kind) && id.name.schema == name.schema && ctx.isSameName(id.name.name, name.name))
      return NameHolder{id, id.kind, spelling(id.kind)};
  }
  return std::nullopt;
}

std::optional<NameHolder> findHolder(Context& ctx, llvm::StringRef name, const Table& own) {
  if (std::optional<NameHolder> holder = findIn(ctx, own, name))
    return holder;
  const QualifiedName wanted{own.name.schema, name.str()};
  if (std::optional<NameHolder> holder = findTableHolder(ctx, wanted))
    return holder;
  if (std::optional<NameHolder> holder = findIndexOfView(ctx, wanted);
      holder && ctx.dialect.facts().indexNamesAreRelations)
    return holder;
  return findObjectHolder(ctx, wanted, isRelation);
}

/// Where triggers are named by their schema, another table's may have the name.
static std::optional<NameHolder> findTrigger(Context& ctx, const ObjectId& wanted) {
  for (const Trigger* trigger : ctx.catalog->all<Trigger>())
    if (trigger->name.schema == wanted.name.schema &&
        ctx.isSameName(trigger->name.name, wanted.name.name) &&
        (!ctx.dialect.facts().tablesNameTriggers || trigger->table.name == wanted.on))
      return NameHolder{idOf(*trigger), ObjectKind::Trigger, "trigger"};
  return std::nullopt;
}

std::optional<NameHolder> findHolder(Context& ctx, const ObjectId& wanted) {
  if (wanted.kind == ObjectKind::Trigger)
    return findTrigger(ctx, wanted);
  if (!isNamedAlone(wanted.kind)) {
    if (!contains(*ctx.catalog, wanted))
      return std::nullopt;
    return NameHolder{wanted, wanted.kind, spelling(wanted.kind)};
  }
  if (isRelation(wanted.kind)) {
    Table own;
    own.name.schema = wanted.name.schema;
    if (std::optional<NameHolder> holder = findHolder(ctx, wanted.name.name, own))
      return holder;
  }
  const bool typesAreShared = ctx.dialect.facts().tableNamesAreTypes;
  if (isType(wanted.kind) && typesAreShared)
    for (const auto& table : ctx.catalog->tables.all())
      if (table->name == wanted.name)
        return NameHolder{{ObjectKind::Table, table->name}, ObjectKind::Table, "table"};
  return findObjectHolder(ctx, wanted.name, [&](ObjectKind kind) {
    return isType(wanted.kind)                ? isType(kind)
           : wanted.kind == ObjectKind::Table ? typesAreShared && isType(kind)
                                              : kind == wanted.kind;
  });
}

} // namespace retort
