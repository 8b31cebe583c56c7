#include "Dialect/PostgreSQL/Domains.h"

#include "Dialect/Common/Ddl.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/PostgreSQL/AlterColumn.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Dialect/PostgreSQL/TypeRebuild.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgresql {

static std::string defaultClause(const PostgreSQL& dialect, const Domain& domain) {
  return "DEFAULT " + dialect.spell(*domain.defaultValue, &domain.type);
}

static void commentCheck(const PostgreSQL& dialect, const Domain& domain, const Check& check,
                         StatementSink& sink) {
  if (!check.comment.empty())
    sink.add(comment(dialect,
                     "CONSTRAINT " + dialect.quote(check.name) + " ON DOMAIN " +
                         dialect.quote(domain.name),
                     check.comment));
}

void createDomain(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink) {
  std::string text =
      "CREATE DOMAIN " + dialect.quote(domain.name) + " AS " + dialect.spell(domain.type);
  if (!domain.collation.empty())
    text += " COLLATE " + dialect.quote(domain.collation);
  if (domain.defaultValue)
    text += " " + defaultClause(dialect, domain);
  if (domain.notNull)
    text += " NOT NULL";
  for (const Check& check : domain.checks)
    text += "\n  " + constraintClause(dialect, Constraint(check));
  sink.add(std::move(text));
  for (const Check& check : domain.checks)
    commentCheck(dialect, domain, check, sink);
}

//===--- Alter ------------------------------------------------------------===//

void alterDefault(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink) {
  sink.add("ALTER DOMAIN " + dialect.quote(domain.name) + " " +
           (domain.defaultValue ? "SET " + defaultClause(dialect, domain) : "DROP DEFAULT"));
}

void alterDomain(const PostgreSQL& dialect, const Domain& before, const Domain& after,
                 StatementSink& sink) {
  auto alter = [&](const std::string& what) {
    sink.add("ALTER DOMAIN " + dialect.quote(after.name) + " " + what);
  };
  for (const Check& check : before.checks) {
    const Check* kept = after.findCheck(check.name);
    if (!kept || kept->condition != check.condition)
      alter("DROP CONSTRAINT " + dialect.quote(check.name));
  }
  if (before.defaultValue != after.defaultValue)
    alterDefault(dialect, after, sink);
  if (before.notNull != after.notNull)
    alter(after.notNull ? "SET NOT NULL" : "DROP NOT NULL");
  for (const Check& check : after.checks) {
    const Check* old = before.findCheck(check.name);
    if (!old || old->condition != check.condition)
      alter("ADD " + constraintClause(dialect, Constraint(check)) +
            (check.notValid ? " NOT VALID" : ""));
    else if (old->notValid && !check.notValid)
      alter("VALIDATE CONSTRAINT " + dialect.quote(check.name));
    if (!old || old->comment != check.comment)
      commentCheck(dialect, after, check, sink);
  }
}

//===--- Another type -----------------------------------------------------===//

/// ` USING ...`: the values are those of the types that the domain is made of.
static std::string conversionOf(const PostgreSQL& dialect, const Column& column, const Type& from,
                                const Type& to, const std::optional<Expr>& usingValue) {
  if (usingValue)
    return " USING " +
           dialect.spell(renameColumn(*usingValue, Domain::valueName, column.name), &to);
  return castBetween(dialect, column.name, from, to, column.type);
}

/// With what is checked of new values only left out: the rows that are there would be held to it.
static void createAnew(const PostgreSQL& dialect, Domain domain, StatementSink& sink) {
  llvm::erase_if(domain.checks, [](const Check& check) { return check.notValid; });
  createDomain(dialect, domain, sink);
  if (!domain.comment.empty())
    sink.add(comment(dialect, "DOMAIN " + dialect.quote(domain.name), domain.comment));
  for (std::string& statement :
       grantStatements(dialect, grantTarget(dialect, SchemaObject(domain)), domain.grants))
    sink.add(std::move(statement));
}

void retypeDomain(const PostgreSQL& dialect, const Domain& after,
                  const std::optional<Expr>& usingValue, const Catalog& before,
                  StatementSink& sink, DiagnosticEngine& diags) {
  Catalog catalog = before;
  catalog.objects.put(after);
  const ObjectId id = idOf(after);
  TypeRebuild rebuild(dialect, id, before, catalog, sink);
  if (reportObstacles(rebuild, "change the type", id, dialect, sink.origin(), diags))
    return;
  const Type from = baseType(before, before.find<Domain>(after.name)->type);
  const Type to = baseType(catalog, after.type);
  rebuild.write([&] { createAnew(dialect, after, sink); },
                [&](const Column& column) {
                  return conversionOf(dialect, column, from, to, usingValue);
                });
  Domain valid = after;
  llvm::erase_if(valid.checks, [](const Check& check) { return check.notValid; });
  alterDomain(dialect, valid, after, sink);
}

} // namespace retort::postgresql
