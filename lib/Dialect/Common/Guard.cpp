#include "Dialect/Common/Guard.h"

#include "Catalog/QueryWalk.h"
#include "Dialect/Common/QueryWriter.h"

namespace retort {

static std::optional<std::string> conditionOf(const Dialect& dialect,
                                              const op::ObjectExists& claim) {
  std::optional<std::string> exists = dialect.existsCondition(claim);
  if (exists && claim.negated)
    return "NOT " + *exists;
  return exists;
}

static std::optional<std::string> conditionOf(const Dialect& dialect, const op::NoRows& claim) {
  Query query;
  Select select;
  select.items.push_back({Expr::number("1"), ""});
  select.from.push_back(FromTable{claim.table, claim.table.name, /*isCommon=*/false});
  select.where = claim.where;
  query.body = std::move(select);
  return "NOT EXISTS (" + dialect.spell(unqualified(std::move(query))) + ")";
}

static std::optional<std::string> conditionOf(const Dialect& dialect,
                                              const op::SqlComparison& claim) {
  return "(" + claim.sql + ") " + spelling(claim.op).str() + " " + dialect.spell(claim.expected);
}

void addGuard(const Dialect& dialect, const op::Assert& assertion, StatementSink& sink,
              DiagnosticEngine& diags) {
  std::optional<std::string> condition =
      std::visit([&](const auto& claim) { return conditionOf(dialect, claim); }, assertion.claim);
  if (!condition) {
    diags.report(diag::NotInDialect, sink.origin(), dialect.displayName(),
                 "way to ask whether there is `" + op::describe(assertion.claim) + "`");
    return;
  }
  for (std::string& statement : dialect.guard(*condition, op::messageOf(assertion)))
    sink.add(std::move(statement));
}

} // namespace retort
