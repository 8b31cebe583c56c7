#include "Sema/CheckTable.h"

#include "Sema/CheckObject.h"
#include "Sema/CheckSequence.h"
#include "Sema/CheckView.h"
#include "Sema/Naming.h"
#include "Sema/ResolveName.h"
#include "Sema/TableAlteration.h"
#include "Sema/Uses.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// Each key by an operation of its own, of the table that holds it.
static void dropKeysTo(Context& ctx, const std::vector<Use>& uses, SourceRange range) {
  struct Key {
    QualifiedName table;
    Constraint constraint;
  };
  std::vector<Key> keys;
  for (const Use& use : uses)
    keys.push_back({use.table->name, *std::get<const Constraint*>(use.user)});
  for (Key& key : keys) {
    TableAlteration alteration(ctx, key.table, range);
    alteration.act(op::DropConstraint{std::move(key.constraint)}, range);
    alteration.finish();
  }
}

/// What else stands on the table: views, triggers. Its sequences and its parts go with it.
static std::vector<ObjectUse> objectsOn(const Catalog& catalog, const QualifiedName& table) {
  std::vector<ObjectUse> uses = usesOf(catalog, {ObjectKind::Table, table});
  llvm::erase_if(uses, [](const ObjectUse& use) {
    return use.isPart() || use.user.kind == ObjectKind::Sequence ||
           use.user.kind == ObjectKind::Table;
  });
  return uses;
}

/// With its parts, each by an operation of its own.
static void dropTable(Context& ctx, const QualifiedName& name, const ast::DropStatement& statement) {
  std::vector<QualifiedName> partitions;
  for (const Table* partition : partitionsOf(*ctx.catalog, name))
    partitions.push_back(partition->name);
  for (const QualifiedName& partition : partitions)
    dropTable(ctx, partition, statement);
  const std::vector<Use> uses = usesOfTable(*ctx.catalog, *ctx.catalog->tables.find(name));
  const std::vector<ObjectUse> objects = objectsOn(*ctx.catalog, name);
  std::vector<ObjectUse> others = objects;
  llvm::erase_if(others, [&](const ObjectUse& use) {
    return hangsOn(*ctx.catalog, use, {ObjectKind::Table, name});
  });
  if ((!uses.empty() || !others.empty()) && !statement.cascade) {
    DiagnosticBuilder builder =
        ctx.report(diag::TableInUse, statement.object.name.range(), name.str());
    noteUses(ctx, builder, uses);
    noteUses(ctx, builder, others);
    builder.help("drop these first, or drop them along: `drop table " + name.str() + " cascade`");
  }
  // Also after the error: what follows is checked as if the table were gone.
  for (const ObjectUse& use : objects)
    dropAlong(ctx, use.user, statement.range);
  dropKeysTo(ctx, uses, statement.range);
  const std::vector<QualifiedName> sequences = sequencesOf(*ctx.catalog, name);
  disown(ctx, sequences, statement.range);
  emit(ctx, op::DropTable{name}, statement.range);
  dropSequences(ctx, sequences, statement.range);
  ctx.sites->forget(ObjectKind::Table, name);
}

void checkDropTable(Context& ctx, const ast::DropStatement& statement) {
  const ast::Path& path = statement.object.name;
  if (statement.ifExists && !ctx.catalog->tables.find(qualify(ctx, path)))
    return;
  if (const Table* table = findOwnTable(ctx, path))
    dropTable(ctx, QualifiedName(table->name), statement);
}

void checkRenameTable(Context& ctx, const ast::RenameStatement& statement) {
  const Table* table = findOwnTable(ctx, statement.object.name);
  checkNewName(ctx, statement.to);
  if (!table)
    return;
  const QualifiedName from = table->name;
  const QualifiedName to = {from.schema, statement.to.text.str()};
  if (from == to) {
    ctx.report(diag::Unchanged, statement.to.range, "the name of the table");
    return;
  }
  std::optional<NameHolder> holder = findHolder(ctx, {ObjectKind::Table, to});
  // Only the case of the name changes: the table itself is what the dialect finds.
  if (holder && !(holder->kind == ObjectKind::Table && holder->owner.name == from)) {
    reportTaken(ctx, diag::DuplicateTable, statement.to.range, to.name, *holder);
    return;
  }
  if (!checkTexts(ctx, {ObjectKind::Table, from}, "table " + quoted(from.str()),
                  statement.to.range))
    return;
  emit(ctx, op::RenameTable{from, to.name}, statement.range);
  ctx.sites->rename(ObjectKind::Table, from, to, {ctx.at(statement.to.range), SiteVerb::Renamed});
}

//===--- External tables --------------------------------------------------===//

void checkForget(Context& ctx, const ast::ForgetStatement& statement) {
  const Table* table = findTable(ctx, statement.table);
  if (!table)
    return;
  const QualifiedName name = table->name;
  if (!table->external) {
    DiagnosticBuilder builder =
        ctx.report(diag::NotExternal, statement.table.range(), name.str());
    builder.help("to drop it, with its rows, write `drop table " + spelling(name) + "`");
    ctx.noteSite(builder, ObjectKind::Table, name);
    return;
  }
  const std::vector<Use> uses = usesOfTable(*ctx.catalog, *table);
  const std::vector<ObjectUse> objects = objectsOn(*ctx.catalog, name);
  if (!uses.empty() || !objects.empty()) {
    DiagnosticBuilder builder = ctx.report(diag::TableInUse, statement.table.range(), name.str());
    noteUses(ctx, builder, uses);
    noteUses(ctx, builder, objects);
    builder.help("drop these first");
    return;
  }
  emit(ctx, op::ForgetExternal{name}, statement.range);
  ctx.sites->forget(ObjectKind::Table, name);
}

void checkUnused(Context& ctx, const Table& external, const Column& column, SourceRange range) {
  std::vector<Use> uses = usesOfColumn(*ctx.catalog, external, column.name);
  llvm::erase_if(uses, [&](const Use& use) { return use.table && use.table->external; });
  if (uses.empty())
    return;
  DiagnosticBuilder builder = ctx.report(diag::ColumnInUse, range, column.name, external.name.str());
  noteUses(ctx, builder, uses);
  builder.help("drop these first, or declare the column as well");
}

} // namespace retort
