#include "Dialect/MySQL/Objects.h"

#include "Dialect/Common/Privileges.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/Views.h"
#include "Dialect/MySQL/Sequences.h"
#include "Dialect/MySQL/TypeChange.h"
#include "Dialect/MySQL/Views.h"

namespace retort::mysql {

static void add(std::vector<std::string> statements, StatementSink& sink) {
  for (std::string& statement : statements)
    sink.add(std::move(statement)).transactional = false;
}

void createObject(const MySQL& dialect, const SchemaObject& object, StatementSink& sink) {
  if (const auto* sequence = std::get_if<Sequence>(&object))
    createSequence(dialect, *sequence, sink);
  const auto* view = std::get_if<View>(&object);
  if (!view)
    return;
  createView(dialect, *view, /*orReplace=*/false, sink);
  add(grantStatements(dialect, grantTarget(dialect, object), view->grants), sink);
}

/// Privileges are of a name here: they would outlive the view.
static void revokeAll(const MySQL& dialect, const ObjectId& id, const Catalog& before,
                      StatementSink& sink) {
  if (const View* view = id.kind == ObjectKind::View ? before.findView(id.name) : nullptr)
    add(revokeStatements(dialect, grantTarget(dialect, id.name), view->grants), sink);
}

void dropObject(const MySQL& dialect, const ObjectId& id, const Catalog& before,
                StatementSink& sink) {
  revokeAll(dialect, id, before, sink);
  if (id.kind == ObjectKind::View)
    sink.add("DROP VIEW " + dialect.quote(id.name)).transactional = false;
  if (id.kind == ObjectKind::Sequence)
    sink.add("DROP SEQUENCE " + dialect.quote(id.name)).transactional = false;
}

/// A view or a sequence: both have the name of a table.
static void rename(const MySQL& dialect, const op::RenameObject& rename, const Catalog& before,
                   StatementSink& sink) {
  const QualifiedName to{rename.id.name.schema, rename.to};
  revokeAll(dialect, rename.id, before, sink);
  sink.add("RENAME TABLE " + dialect.quote(rename.id.name) + " TO " + dialect.quote(to))
      .transactional = false;
  if (const View* view =
          rename.id.kind == ObjectKind::View ? before.findView(rename.id.name) : nullptr)
    add(grantStatements(dialect, grantTarget(dialect, to), view->grants), sink);
}

static void alterView(const MySQL& dialect, const View& before, const View& after,
                      StatementSink& sink) {
  const DialectFacts& facts = dialect.facts();
  if (!sameDefinition(before, after) ||
      resolveFor(facts, before.options) != resolveFor(facts, after.options))
    createView(dialect, after, /*orReplace=*/true, sink);
  add(grantChanges(dialect, grantTarget(dialect, after.name), before.grants, after.grants), sink);
}

void changeObject(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags) {
  const auto* renaming = std::get_if<op::RenameObject>(&operation.operation);
  if (renaming && renaming->id.kind == ObjectKind::View) {
    rename(dialect, *renaming, before, sink);
    return restateViews(dialect, *renaming, before, sink);
  }
  // Defaults name the sequence as it was: those columns change after it.
  if (renaming && renaming->id.kind == ObjectKind::Sequence)
    rename(dialect, *renaming, before, sink);
  const auto* alter = std::get_if<op::AlterObject>(&operation.operation);
  if (const View* view = alter ? std::get_if<View>(&alter->to) : nullptr)
    return alterView(dialect, *before.findView(view->name), *view, sink);
  if (const Sequence* sequence = alter ? std::get_if<Sequence>(&alter->to) : nullptr)
    return alterSequence(dialect, *before.find<Sequence>(sequence->name), *sequence, sink);
  changeTypes(dialect, operation, before, sink, diags);
}

} // namespace retort::mysql
