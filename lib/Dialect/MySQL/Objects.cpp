#include "Dialect/MySQL/Objects.h"

#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/Views.h"
#include "Dialect/MySQL/Sequences.h"
#include "Dialect/MySQL/TypeChange.h"
#include "Dialect/MySQL/Views.h"

namespace retort::mysql {

void createObject(const MySQL& dialect, const SchemaObject& object, StatementSink& sink) {
  if (const auto* view = std::get_if<View>(&object))
    createView(dialect, *view, /*orReplace=*/false, sink);
  if (const auto* sequence = std::get_if<Sequence>(&object))
    createSequence(dialect, *sequence, sink);
}

void dropObject(const MySQL& dialect, const ObjectId& id, StatementSink& sink) {
  if (id.kind == ObjectKind::View)
    sink.add("DROP VIEW " + dialect.quote(id.name)).transactional = false;
  if (id.kind == ObjectKind::Sequence)
    sink.add("DROP SEQUENCE " + dialect.quote(id.name)).transactional = false;
}

/// A view or a sequence: both have the name of a table.
static void rename(const MySQL& dialect, const op::RenameObject& rename, StatementSink& sink) {
  const QualifiedName to{rename.id.name.schema, rename.to};
  sink.add("RENAME TABLE " + dialect.quote(rename.id.name) + " TO " + dialect.quote(to))
      .transactional = false;
}

static void alterView(const MySQL& dialect, const View& before, const View& after,
                      StatementSink& sink) {
  const DialectFacts& facts = dialect.facts();
  if (!sameDefinition(before, after) ||
      resolveFor(facts, before.options) != resolveFor(facts, after.options))
    createView(dialect, after, /*orReplace=*/true, sink);
}

void changeObject(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags) {
  const auto* renaming = std::get_if<op::RenameObject>(&operation.operation);
  if (renaming && renaming->id.kind == ObjectKind::View) {
    rename(dialect, *renaming, sink);
    return restateViews(dialect, *renaming, before, sink);
  }
  // Defaults name the sequence as it was: those columns change after it.
  if (renaming && renaming->id.kind == ObjectKind::Sequence)
    rename(dialect, *renaming, sink);
  const auto* alter = std::get_if<op::AlterObject>(&operation.operation);
  if (const View* view = alter ? std::get_if<View>(&alter->to) : nullptr)
    return alterView(dialect, *before.findView(view->name), *view, sink);
  if (const Sequence* sequence = alter ? std::get_if<Sequence>(&alter->to) : nullptr)
    return alterSequence(dialect, *before.find<Sequence>(sequence->name), *sequence, sink);
  changeTypes(dialect, operation, before, sink, diags);
}

} // namespace retort::mysql
