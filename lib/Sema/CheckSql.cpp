#include "Sema/CheckSql.h"

#include "Sema/CheckAssert.h"
#include "Sema/CheckStatement.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

/// What is for some dialects is not guessed for another.
static void checkDialects(Context& ctx, const ast::SqlStatement& statement) {
  if (statement.dialects.empty() || namesDialect(ctx, statement.dialects))
    return;
  std::vector<std::string> names;
  for (const ast::Name& name : statement.dialects)
    if (isDialectName(name.text))
      names.push_back(name.text.str());
  if (names.empty())
    return; // none of them is a dialect, which was said
  const SourceRange range =
      SourceRange::join(statement.dialects.front().range, statement.dialects.back().range);
  ctx.report(diag::OtherDialect, range, "this SQL", listed(names), ctx.dialect.displayName())
      .help("guard it: `when " + llvm::join(names, ", ") + " { ... }`");
}

void checkSql(Context& ctx, const ast::SqlStatement& statement) {
  checkDialects(ctx, statement);
  op::RawSql raw;
  if (statement.doneWhen)
    raw.doneWhen = resolveProbe(ctx, *statement.doneWhen);
  raw.text = statement.text.value.str();
  raw.hasEffect = statement.hasEffect;
  // Applied when the statement is.
  for (LocatedOperation& located : checkApart(ctx, statement.effect)) {
    if (!changesSchema(located.operation))
      ctx.diags.report(diag::NotAnEffect, located.origin, describe(located.operation));
    else
      raw.effect.push_back(std::move(located.operation));
  }
  emit(ctx, std::move(raw), statement.range);
  if (!statement.hasEffect)
    ctx.rawSql = ctx.at(statement.text.range);
}

} // namespace retort
