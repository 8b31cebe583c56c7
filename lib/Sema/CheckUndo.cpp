#include "Sema/CheckUndo.h"

#include "Sema/CheckStatement.h"

namespace retort {

/// What the author wrote leaves no trace in the catalog: it runs on another day.
static std::vector<LocatedOperation> checkUndo(Context& ctx, const ast::Undo& undo) {
  std::vector<LocatedOperation> operations;
  if (undo.text) {
    LocatedOperation raw;
    raw.operation = op::RawSql{undo.text.value.str(), {}, false};
    raw.origin = ctx.at(undo.text.range);
    operations.push_back(std::move(raw));
    return operations;
  }
  Catalog catalog = *ctx.catalog;
  DeclarationSites sites(ctx.sites);
  Context other = ctx;
  other.catalog = &catalog;
  other.sites = &sites;
  other.operations = &operations;
  checkStatements(other, undo.body);
  return operations;
}

void attachUndo(Context& ctx, const ast::Undo& undo, size_t first) {
  std::vector<LocatedOperation> operations = checkUndo(ctx, undo);
  if (first == ctx.operations->size())
    return;
  // A statement that became several operations is undone as a whole: by its last one,
  // the first that a downgrade comes to. The others have nothing left to undo.
  for (size_t i = first; i + 1 < ctx.operations->size(); ++i)
    (*ctx.operations)[i].undo.emplace();
  ctx.operations->back().undo = std::move(operations);
}

} // namespace retort
