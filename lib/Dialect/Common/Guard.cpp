#include "Dialect/Common/Guard.h"

#include "Catalog/QueryWalk.h"
#include "Dialect/Common/QueryWriter.h"

namespace retort {

std::optional<std::string> conditionOf(const Dialect& dialect, const op::ObjectExists& claim,
                                       Origin origin, DiagnosticEngine& diags) {
  std::optional<std::string> exists = dialect.existsCondition(claim);
  if (!exists)
    diags
        .report(diag::NotInDialect, origin, dialect.displayName(),
                "way to ask whether there is `" + op::describe(claim) + "`")
        .help(claim.kind == ObjectKind::Constraint
                  ? "there it is a word within its table's text: ask for the table"
                  : "there it is part of the columns that use it: ask for one of these");
  else if (claim.negated)
    return "NOT " + *exists;
  return exists;
}

static std::string conditionOf(const Dialect& dialect, const op::NoRows& claim) {
  Query query;
  Select select;
  select.items.push_back({Expr::number("1"), ""});
  select.from.push_back(FromTable{claim.table, claim.table.name, /*isCommon=*/false});
  select.where = claim.where;
  query.body = std::move(select);
  return "NOT EXISTS (" + dialect.spell(unqualified(std::move(query))) + ")";
}

static std::string conditionOf(const Dialect& dialect, const op::SqlComparison& claim) {
  return "(" + claim.sql + ") " + spelling(claim.op).str() + " " + dialect.spell(claim.expected);
}

void addGuard(const Dialect& dialect, const op::Assert& assertion, StatementSink& sink,
              DiagnosticEngine& diags) {
  const auto* exists = std::get_if<op::ObjectExists>(&assertion.claim);
  std::optional<std::string> condition;
  if (exists)
    condition = conditionOf(dialect, *exists, sink.origin(), diags);
  else if (const auto* none = std::get_if<op::NoRows>(&assertion.claim))
    condition = conditionOf(dialect, *none);
  else
    condition = conditionOf(dialect, std::get<op::SqlComparison>(assertion.claim));
  if (!condition)
    return;
  for (std::string& statement : dialect.guard(*condition, op::messageOf(assertion)))
    sink.add(std::move(statement));
}

} // namespace retort
