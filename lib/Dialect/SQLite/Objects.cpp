#include "Dialect/SQLite/Objects.h"

#include "Dialect/Common/Views.h"
#include "Dialect/SQLite/TypeChange.h"
#include "Dialect/SQLite/Views.h"

namespace retort::sqlite {

void createObject(const SQLite& dialect, const SchemaObject& object, StatementSink& sink) {
  if (const auto* view = std::get_if<View>(&object))
    sink.add(createView(dialect, *view));
}

void dropObject(const SQLite& dialect, const ObjectId& id, StatementSink& sink) {
  if (id.kind == ObjectKind::View)
    sink.add("DROP VIEW " + dialect.quote(id.name));
}

static void renameView(const SQLite& dialect, const op::RenameObject& rename, const Catalog& before,
                       StatementSink& sink) {
  View renamed = *before.findView(rename.id.name);
  renamed.name.name = rename.to;
  const ViewsAside readers(dialect, rename, before, sink);
  // Its triggers step aside with the readers: their header says the new name.
  replaceView(dialect, rename.id.name, renamed, Catalog(), sink);
}

void changeObject(const SQLite& dialect, const LocatedOperation& operation, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags) {
  const auto* rename = std::get_if<op::RenameObject>(&operation.operation);
  if (rename && rename->id.kind == ObjectKind::View)
    return renameView(dialect, *rename, before, sink);
  const auto* alter = std::get_if<op::AlterObject>(&operation.operation);
  if (const View* view = alter ? std::get_if<View>(&alter->to) : nullptr) {
    if (!sameDefinition(*before.findView(view->name), *view))
      replaceView(dialect, view->name, *view, before, sink);
    return;
  }
  changeTypes(dialect, operation, before, sink, diags);
}

} // namespace retort::sqlite
