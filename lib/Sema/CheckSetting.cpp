#include "Sema/CheckSetting.h"

#include "Sema/ResolveOptions.h"
#include "Sema/WhenChoice.h"

namespace retort {

/// The settings of an engine are many, and it knows them best: a name is taken as it is written.
void checkSetVariable(Context& ctx, const ast::SetStatement& written) {
  const ast::Name& dialect = written.option.parts.front();
  if (!isDialectName(dialect.text)) {
    ctx.report(diag::UnknownDialect, dialect.range, dialect.text);
    return;
  }
  emit(ctx,
       op::SetVariable{dialect.text.str(), written.option.last().text.str(),
                       optionValue(ctx, written.value)},
       written.range);
}

} // namespace retort
