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

/// Of a view or a sequence, which are granted as tables are; null of anything else.
static const Grants* grantsAsOfTable(const SchemaObject& object) {
  const ObjectKind kind = idOf(object).kind;
  return kind == ObjectKind::View || kind == ObjectKind::Sequence ? grantsOf(object) : nullptr;
}

static void grantAll(const MySQL& dialect, const QualifiedName& name, const SchemaObject& object,
                     StatementSink& sink) {
  if (const Grants* grants = grantsAsOfTable(object))
    add(grantStatements(dialect, grantTarget(dialect, name), *grants), sink);
}

/// Privileges are of a name here: they would outlive the object.
static void revokeAll(const MySQL& dialect, const SchemaObject& object, StatementSink& sink) {
  if (const Grants* grants = grantsAsOfTable(object))
    add(revokeStatements(dialect, grantTarget(dialect, idOf(object).name), *grants), sink);
}

void createObject(const MySQL& dialect, const SchemaObject& object, StatementSink& sink) {
  if (const auto* sequence = std::get_if<Sequence>(&object))
    createSequence(dialect, *sequence, sink);
  if (const auto* view = std::get_if<View>(&object))
    createView(dialect, *view, /*orReplace=*/false, sink);
  grantAll(dialect, idOf(object).name, object, sink);
}

void dropObject(const MySQL& dialect, const ObjectId& id, const Catalog& before,
                StatementSink& sink) {
  revokeAll(dialect, *before.objects.find(id), sink);
  if (id.kind == ObjectKind::View)
    sink.add("DROP VIEW " + dialect.quote(id.name)).transactional = false;
  if (id.kind == ObjectKind::Sequence)
    sink.add("DROP SEQUENCE " + dialect.quote(id.name)).transactional = false;
}

/// A view or a sequence: both have the name of a table.
static void rename(const MySQL& dialect, const op::RenameObject& rename, const Catalog& before,
                   StatementSink& sink) {
  const QualifiedName to{rename.id.name.schema, rename.to};
  const SchemaObject& object = *before.objects.find(rename.id);
  revokeAll(dialect, object, sink);
  sink.add("RENAME TABLE " + dialect.quote(rename.id.name) + " TO " + dialect.quote(to))
      .transactional = false;
  grantAll(dialect, to, object, sink);
}

static void changeGrants(const MySQL& dialect, const SchemaObject& before,
                         const SchemaObject& after, StatementSink& sink) {
  add(grantChanges(dialect, grantTarget(dialect, idOf(after).name), *grantsAsOfTable(before),
                   *grantsAsOfTable(after)),
      sink);
}

static void alterView(const MySQL& dialect, const View& before, const View& after,
                      StatementSink& sink) {
  const DialectFacts& facts = dialect.facts();
  if (!sameDefinition(before, after) ||
      resolveFor(facts, before.options) != resolveFor(facts, after.options))
    createView(dialect, after, /*orReplace=*/true, sink);
  changeGrants(dialect, before, after, sink);
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
  if (const Sequence* sequence = alter ? std::get_if<Sequence>(&alter->to) : nullptr) {
    const Sequence& old = *before.find<Sequence>(sequence->name);
    alterSequence(dialect, old, *sequence, sink);
    return changeGrants(dialect, old, *sequence, sink);
  }
  changeTypes(dialect, operation, before, sink, diags);
}

} // namespace retort::mysql
