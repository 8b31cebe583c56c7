#include "Dialect/PostgreSQL/Domains.h"

#include "Dialect/Common/Ddl.h"
#include "Dialect/PostgreSQL/TableWriter.h"

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

} // namespace retort::postgresql
