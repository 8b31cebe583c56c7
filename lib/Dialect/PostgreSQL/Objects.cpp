#include "Dialect/PostgreSQL/Objects.h"

#include "Dialect/Common/Privileges.h"
#include "Dialect/PostgreSQL/Domains.h"
#include "Dialect/PostgreSQL/Enums.h"
#include "Dialect/PostgreSQL/Sequences.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Dialect/PostgreSQL/Views.h"

namespace retort::postgresql {

/// `TYPE user_status`, `SEQUENCE app.order_no`: how statements of every kind name it.
static std::string target(const PostgreSQL& dialect, const ObjectId& id) {
  std::string kind = id.kind == ObjectKind::Enum ? "TYPE" : spelling(id.kind).upper();
  return kind + " " + dialect.quote(id.name);
}

//===--- Create -----------------------------------------------------------===//

static void create(const PostgreSQL& dialect, const Schema& schema, StatementSink& sink) {
  sink.add("CREATE SCHEMA " + dialect.quote(schema.name));
}

static void create(const PostgreSQL& dialect, const Extension& extension, StatementSink& sink) {
  std::string text = "CREATE EXTENSION " + dialect.quote(extension.name);
  if (!extension.schema.empty())
    text += " SCHEMA " + dialect.quote(extension.schema);
  if (!extension.version.empty())
    text += " VERSION " + dialect.literal(extension.version);
  sink.add(std::move(text));
}

static void create(const PostgreSQL& dialect, const Enum& type, StatementSink& sink) {
  createEnum(dialect, type, sink);
}

static void create(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink) {
  createDomain(dialect, domain, sink);
}

static void create(const PostgreSQL& dialect, const Sequence& sequence, StatementSink& sink) {
  sink.add(createSequence(dialect, sequence));
}

static void create(const PostgreSQL& dialect, const View& view, StatementSink& sink) {
  addView(dialect, view, sink);
}

// What has a text is written elsewhere (Common/TextObjects.h).
static void create(const PostgreSQL&, const Opaque&, StatementSink&) {}
static void create(const PostgreSQL&, const Trigger&, StatementSink&) {}

static void commentOn(const PostgreSQL& dialect, const SchemaObject& object, StatementSink& sink) {
  sink.add(comment(dialect, target(dialect, idOf(object)), commentOf(object)));
}

static void changeGrants(const PostgreSQL& dialect, const Grants& before,
                         const SchemaObject& object, StatementSink& sink) {
  if (const Grants* grants = grantsOf(object))
    for (std::string& statement :
         grantChanges(dialect, grantTarget(dialect, object), before, *grants))
      sink.add(std::move(statement));
}

void createObject(const PostgreSQL& dialect, const SchemaObject& object, StatementSink& sink) {
  std::visit([&](const auto& it) { create(dialect, it, sink); }, object);
  if (!commentOf(object).empty())
    commentOn(dialect, object, sink);
  changeGrants(dialect, {}, object, sink);
}

//===--- Drop, rename, move -----------------------------------------------===//

void dropObject(const PostgreSQL& dialect, const ObjectId& id, StatementSink& sink) {
  sink.add("DROP " + target(dialect, id));
}

void renameObject(const PostgreSQL& dialect, const op::RenameObject& rename, StatementSink& sink) {
  sink.add("ALTER " + target(dialect, rename.id) + " RENAME TO " + dialect.quote(rename.to));
}

void moveObject(const PostgreSQL& dialect, const op::MoveObject& move, StatementSink& sink) {
  const std::string& schema = move.schema.empty() ? move.defaultSchema : move.schema;
  sink.add("ALTER " + target(dialect, move.id) + " SET SCHEMA " + dialect.quote(schema));
}

//===--- Alter ------------------------------------------------------------===//

// A domain is altered with those that are made of it, below.
static void alter(const PostgreSQL&, const Domain&, const Domain&, StatementSink&) {}
// A schema is nothing but its name, and an enum changes by operations of its own.
static void alter(const PostgreSQL&, const Schema&, const Schema&, StatementSink&) {}
static void alter(const PostgreSQL&, const Enum&, const Enum&, StatementSink&) {}
// A view may be made anew, and says so.
static void alter(const PostgreSQL&, const View&, const View&, StatementSink&) {}
static void alter(const PostgreSQL&, const Opaque&, const Opaque&, StatementSink&) {}
static void alter(const PostgreSQL&, const Trigger&, const Trigger&, StatementSink&) {}

static void alter(const PostgreSQL& dialect, const Extension& before, const Extension& after,
                  StatementSink& sink) {
  if (before.version != after.version)
    sink.add("ALTER EXTENSION " + dialect.quote(after.name) + " UPDATE" +
             (after.version.empty() ? "" : " TO " + dialect.literal(after.version)));
}

/// A domain of this one got its default when it was made, and keeps it.
static void alterDerived(const PostgreSQL& dialect, const Domain& domain, const Catalog& catalog,
                         StatementSink& sink) {
  for (const Domain* derived : catalog.all<Domain>()) {
    if (derived->type.kind != TypeKind::Domain || derived->type.name != domain.name ||
        derived->defaultValue)
      continue;
    Domain after = *derived;
    after.defaultValue = domain.defaultValue;
    alterDefault(dialect, after, sink);
    alterDerived(dialect, after, catalog, sink);
  }
}

static void alter(const PostgreSQL& dialect, const Domain& before, const Domain& after,
                  const Catalog& catalog, StatementSink& sink) {
  alterDomain(dialect, before, after, sink);
  if (before.defaultValue != after.defaultValue)
    alterDerived(dialect, after, catalog, sink);
}

static void alter(const PostgreSQL& dialect, const Sequence& before, const Sequence& after,
                  StatementSink& sink) {
  alterSequence(dialect, before, after, sink);
}

void alterObject(const PostgreSQL& dialect, const op::AlterObject& alteration,
                 const Catalog& before, StatementSink& sink, DiagnosticEngine& diags) {
  const SchemaObject& after = alteration.to;
  const SchemaObject& from = *before.objects.find(idOf(after));
  if (const auto* domain = std::get_if<Domain>(&after);
      domain && domain->type != std::get<Domain>(from).type)
    return retypeDomain(dialect, *domain, alteration.usingValue, before, sink, diags);
  bool isNew = false; // made anew, without its comment and privileges
  if (const auto* view = std::get_if<View>(&after))
    isNew = alterView(dialect, std::get<View>(from), *view, alteration.concurrently, before, sink,
                      diags);
  else if (const auto* domain = std::get_if<Domain>(&after))
    alter(dialect, std::get<Domain>(from), *domain, before, sink);
  else
    std::visit([&]<typename T>(const T& to) { alter(dialect, std::get<T>(from), to, sink); },
               after);
  if (isNew ? !commentOf(after).empty() : commentOf(from) != commentOf(after))
    commentOn(dialect, after, sink);
  const Grants* old = isNew ? nullptr : grantsOf(from);
  changeGrants(dialect, old ? *old : Grants(), after, sink);
}

} // namespace retort::postgresql
