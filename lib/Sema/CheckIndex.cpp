#include "Sema/CheckIndex.h"

#include "Sema/CheckView.h"
#include "Sema/Naming.h"
#include "Sema/ResolveIndex.h"
#include "Sema/ResolveName.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Actions ----------------------------------------------------------===//

/// `if not exists` of an index that exists. True if that is what it is.
static bool compareIndex(Context& ctx, const ast::IndexSpec& written, const Table& table) {
  const Index* existing = written.name ? table.findIndex(written.name.text) : nullptr;
  if (!existing)
    return false;
  Table without = table;
  llvm::erase_if(without.indexes, [&](const Index& it) { return it.name == existing->name; });
  std::optional<Index> index = resolveIndex(ctx, written, without);
  if (index && *index != *existing) {
    DiagnosticBuilder builder =
        ctx.report(diag::DiffersFromExisting, written.name.range, "index", existing->name);
    ctx.noteSite(builder, ObjectKind::Index, table.name, existing->name);
  }
  return true;
}

void addIndex(Context& ctx, TableAlteration& alteration, const ast::IndexSpec& written,
              SourceRange range, bool ifNotExists) {
  const Table& table = alteration.table();
  if (ifNotExists && compareIndex(ctx, written, table))
    return;
  std::optional<Index> index = resolveIndex(ctx, written, table);
  if (!index || !checkNewIndex(ctx, *index, table, nameRange(written)))
    return;
  ctx.declare(ObjectKind::Index, table.name, index->name, nameRange(written), SiteVerb::Added);
  alteration.act(op::AddIndex{std::move(*index), written.concurrently}, range);
}

void dropIndex(Context& ctx, TableAlteration& alteration, const ast::Name& name, bool cascade,
               bool concurrently, SourceRange range) {
  const Index* index = findIndex(ctx, alteration.table(), name);
  if (!index)
    return;
  const std::vector<Use> uses = usesOfKey(*ctx.catalog, alteration.table(), index);
  if (!uses.empty() && !cascade) {
    DiagnosticBuilder builder =
        ctx.report(diag::KeyInUse, name.range, "unique index " + quoted(name.text));
    noteUses(ctx, builder, uses);
    builder.help("drop these first, or drop them along: add `cascade`");
  }
  alteration.drop(uses, range);
  alteration.act(op::DropIndex{name.text.str(), concurrently}, range);
}

void renameIndex(Context& ctx, TableAlteration& alteration, const ast::Name& from,
                 const ast::Name& to, SourceRange range) {
  const Index* index = findIndex(ctx, alteration.table(), from);
  checkNewName(ctx, to);
  if (!index)
    return;
  if (from.text == to.text) {
    ctx.report(diag::Unchanged, to.range, "the name of the index");
    return;
  }
  Index renamed = *index;
  renamed.name = to.text.str();
  if (!ctx.isSameName(from.text, to.text) &&
      !checkNewIndex(ctx, renamed, alteration.table(), to.range))
    return;
  ctx.sites->rename(ObjectKind::Index, alteration.name(), from.text, to.text,
                    {ctx.at(to.range), SiteVerb::Renamed});
  alteration.act(op::RenameIndex{from.text.str(), to.text.str()}, range);
}

//===--- Materialized views -----------------------------------------------===//

/// Changes the indexes of a view.
static void changeIndexes(Context& ctx, const View& view, std::vector<Index> indexes,
                          bool concurrently, SourceRange range) {
  op::AlterObject alter{view, concurrently};
  std::get<View>(alter.to).indexes = std::move(indexes);
  emit(ctx, std::move(alter), range);
}

static void addIndex(Context& ctx, const View& view, const ast::IndexDecl& written,
                     SourceRange range, bool ifNotExists) {
  if (!view.materialized) {
    DiagnosticBuilder builder =
        ctx.report(diag::NotATable, written.table.range(), describe(idOf(view)));
    builder.help("an index is made of the rows of a table, or of a materialized view");
    return;
  }
  const Table table = tableOf(view);
  const ast::IndexSpec& spec = *written.spec;
  if (ifNotExists && compareIndex(ctx, spec, table))
    return;
  std::optional<Index> index = resolveIndex(ctx, spec, table);
  if (!index || !checkNewIndex(ctx, *index, table, nameRange(spec)))
    return;
  ctx.declare(ObjectKind::Index, view.name, index->name, nameRange(spec), SiteVerb::Added);
  std::vector<Index> indexes = view.indexes;
  indexes.push_back(std::move(*index));
  changeIndexes(ctx, view, std::move(indexes), spec.concurrently, range);
}

static const View* viewOfIndex(Context& ctx, const ast::ObjectRef& object) {
  const QualifiedName name = qualify(ctx, object.name);
  const QualifiedName on = object.on ? qualify(ctx, object.on) : QualifiedName();
  for (const View* view : ctx.catalog->all<View>())
    if (view->findIndex(name.name) &&
        (object.on ? view->name == on : view->name.schema == name.schema))
      return view;
  return nullptr;
}

static void dropIndex(Context& ctx, const View& view, const ast::DropStatement& statement) {
  std::vector<Index> indexes = view.indexes;
  const llvm::StringRef name = statement.object.name.last().text;
  llvm::erase_if(indexes, [&](const Index& index) { return index.name == name; });
  changeIndexes(ctx, view, std::move(indexes), statement.concurrently, statement.range);
}

static void renameIndex(Context& ctx, const View& view, const ast::RenameStatement& statement) {
  const ast::Name& to = statement.to;
  const llvm::StringRef from = statement.object.name.last().text;
  checkNewName(ctx, to);
  if (from == to.text) {
    ctx.report(diag::Unchanged, to.range, "the name of the index");
    return;
  }
  std::vector<Index> indexes = view.indexes;
  Index& renamed = *llvm::find_if(indexes, [&](const Index& index) { return index.name == from; });
  renamed.name = to.text.str();
  if (!checkNewIndex(ctx, renamed, tableOf(view), to.range))
    return;
  ctx.sites->rename(ObjectKind::Index, view.name, from, to.text,
                    {ctx.at(to.range), SiteVerb::Renamed});
  changeIndexes(ctx, view, std::move(indexes), /*concurrently=*/false, statement.range);
}

//===--- Statements -------------------------------------------------------===//

void checkCreateIndex(Context& ctx, const ast::IndexDecl& written, SourceRange range,
                      bool ifNotExists) {
  if (const View* view = ctx.catalog->findView(qualify(ctx, written.table)))
    return addIndex(ctx, *view, written, range, ifNotExists);
  const Table* table = findOwnTable(ctx, written.table);
  if (!table)
    return;
  TableAlteration alteration(ctx, table->name, range);
  addIndex(ctx, alteration, *written.spec, range, ifNotExists);
  alteration.finish();
}

const Table* tableOfIndex(Context& ctx, const ast::ObjectRef& object) {
  if (object.on)
    return findOwnTable(ctx, object.on);
  const QualifiedName name = qualify(ctx, object.name);
  const SourceRange range = object.name.range();
  std::vector<const Table*> holders;
  NearestName nearest(name.name);
  for (const auto& table : ctx.catalog->tables.all()) {
    if (table->name.schema != name.schema)
      continue;
    if (table->findIndex(name.name))
      holders.push_back(table.get());
    for (const Index& index : table->indexes)
      nearest.consider(index.name);
  }
  if (holders.size() == 1)
    return holders.front();
  if (holders.empty()) {
    DiagnosticBuilder builder = ctx.report(diag::UnknownIndex, range, name.name, "any table");
    if (!nearest.found().empty())
      builder.fix(ctx.at(object.name.last().range), quotedName(nearest.found()),
                  didYouMean(nearest.found()));
    return nullptr;
  }
  ctx.report(diag::AmbiguousIndex, range, name.name,
             quoted(holders[0]->name.str()) + " and " + quoted(holders[1]->name.str()))
      .help("say which: `" + name.name + " on " + holders[0]->name.str() + "`");
  return nullptr;
}

void checkDropIndex(Context& ctx, const ast::DropStatement& statement) {
  const ast::ObjectRef& object = statement.object;
  if (const View* view = viewOfIndex(ctx, object))
    return dropIndex(ctx, *view, statement);
  const auto holds = [&](const auto& table) {
    return table->findIndex(object.name.last().text) &&
           (!object.on || table->name == qualify(ctx, object.on));
  };
  if (statement.ifExists && llvm::none_of(ctx.catalog->tables.all(), holds))
    return;
  const Table* table = tableOfIndex(ctx, object);
  if (!table)
    return;
  TableAlteration alteration(ctx, table->name, statement.range);
  dropIndex(ctx, alteration, object.name.last(), statement.cascade, statement.concurrently,
            statement.range);
  alteration.finish();
}

void checkRenameIndex(Context& ctx, const ast::RenameStatement& statement) {
  if (const View* view = viewOfIndex(ctx, statement.object))
    return renameIndex(ctx, *view, statement);
  const Table* table = tableOfIndex(ctx, statement.object);
  if (!table)
    return;
  TableAlteration alteration(ctx, table->name, statement.range);
  renameIndex(ctx, alteration, statement.object.name.last(), statement.to, statement.range);
  alteration.finish();
}

} // namespace retort
