#include "Sema/CheckAlterTable.h"
#include "Sema/CheckView.h"
#include "Sema/ResolveName.h"
#include "Sema/TableBuilder.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// What uses only this column goes with it; anything else has to be named.
void checkDropColumn(Context& ctx, TableAlteration& alteration, const ast::DropFromTable& action) {
  const Table& table = alteration.table();
  const Column* column = findColumn(ctx, table, action.name);
  if (!column)
    return;
  if (table.columns.size() == 1) {
    ctx.report(diag::LastColumn, action.name.range, column->name, table.name.str());
    return;
  }
  const std::string name = column->name;
  const std::vector<Use> uses = usesOfColumn(*ctx.catalog, table, name);
  std::vector<Use> blocking = uses;
  llvm::erase_if(blocking, [](const Use& use) { return use.goesAlong; });
  if (!blocking.empty() && !action.cascade) {
    DiagnosticBuilder builder =
        ctx.report(diag::ColumnInUse, action.name.range, name, table.name.str());
    noteUses(ctx, builder, blocking);
    builder.help("drop these first, or drop them along: `drop column " +
                 ctx.buffer->text(action.name.range).str() + " cascade`");
  }
  warnOfTexts(ctx, table.name, name, action.name.range);
  // Also after the error: what follows is checked as if the column were gone.
  alteration.dropColumn(name, action.range);
}

void checkRenameColumn(Context& ctx, TableAlteration& alteration,
                       const ast::RenameInTable& action) {
  const Table& table = alteration.table();
  const Column* column = findColumn(ctx, table, action.name);
  checkNewName(ctx, action.to);
  if (!column)
    return;
  if (action.name.text == action.to.text) {
    ctx.report(diag::Unchanged, action.to.range, "the name of the column");
    return;
  }
  // Another case of its own name is no other column.
  Table others = table;
  llvm::erase_if(others.columns, [&](const Column& it) { return it.name == column->name; });
  if (!checkNewColumn(ctx, action.to, others))
    return;
  if (!checkTexts(ctx, {ObjectKind::Table, table.name},
                  "column " + quoted(column->name) + " of table " + quoted(table.name.str()),
                  action.to.range))
    return;
  ctx.sites->rename(ObjectKind::Column, table.name, action.name.text, action.to.text,
                    {ctx.at(action.to.range), SiteVerb::Renamed});
  alteration.act(op::RenameColumn{action.name.text.str(), action.to.text.str()}, action.range);
}

} // namespace retort
