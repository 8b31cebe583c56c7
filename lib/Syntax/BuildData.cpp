// What changes rows.
#include "Syntax/AstBuilder.h"

namespace retort {

//===--- Data -------------------------------------------------------------===//

ast::Text AstBuilder::rowFile(MigParser::TextContext* ctx) {
  const ast::Text path = text(ctx);
  if (path)
    rowFiles_.push_back(path);
  return path;
}

ast::Statement* AstBuilder::build(MigParser::InsertStatementContext* ctx) {
  auto* insert = make<ast::InsertStatement>(ctx);
  insert->table = path(ctx->table);
  insert->columns = build(ctx->columns);
  if (ctx->source->rows)
    insert->source = build(ctx->source->rows);
  else if (ctx->source->select)
    insert->source = build(ctx->source->select);
  insert->csv = rowFile(ctx->source->csv);
  insert->defaultValues = ctx->source->isDefault;
  insert->onConflict = build(ctx->conflict);
  insert->undo = undoOf(ctx->end);
  return insert;
}

const ast::OnConflict* AstBuilder::build(MigParser::OnConflictContext* ctx) {
  if (!ctx)
    return nullptr;
  auto* conflict = make<ast::OnConflict>(ctx);
  conflict->columns = build(ctx->columns);
  conflict->targetWhere = build(ctx->targetWhere);
  conflict->constraint = name(ctx->constraint);
  conflict->doNothing = ctx->nothing;
  conflict->set = build(ctx->set);
  conflict->where = build(ctx->where);
  return conflict;
}

ast::List<ast::Assignment> AstBuilder::build(MigParser::AssignmentsContext* ctx) {
  if (!ctx)
    return {};
  llvm::SmallVector<const ast::Assignment*, 8> all;
  for (MigParser::AssignmentContext* each : ctx->items) {
    auto* assignment = make<ast::Assignment>(each);
    assignment->inParens = each->columns;
    assignment->columns = each->columns
                              ? build(each->columns)
                              : arena_.copy(llvm::ArrayRef<ast::Name>(name(each->column)));
    assignment->value = build(each->value);
    all.push_back(assignment);
  }
  return copy(all);
}

const ast::Batches* AstBuilder::build(MigParser::BatchesContext* ctx) {
  if (!ctx)
    return nullptr;
  auto* batches = make<ast::Batches>(ctx);
  batches->size = number(ctx->size, /*least=*/1);
  batches->by = build(ctx->by);
  batches->pause = duration(ctx->pause);
  return batches;
}

ast::Statement* AstBuilder::build(MigParser::UpdateStatementContext* ctx) {
  auto* update = make<ast::UpdateStatement>(ctx);
  update->table = path(ctx->table);
  update->alias = name(ctx->alias);
  update->set = build(ctx->set);
  update->from = build(ctx->from);
  update->where = build(ctx->where);
  update->batches = build(ctx->inBatches);
  update->undo = undoOf(ctx->end);
  return update;
}

ast::Statement* AstBuilder::build(MigParser::DeleteStatementContext* ctx) {
  auto* remove = make<ast::DeleteStatement>(ctx);
  remove->table = path(ctx->table);
  remove->alias = name(ctx->alias);
  remove->usingTables = build(ctx->tables);
  remove->csv = rowFile(ctx->csv);
  remove->where = build(ctx->where);
  remove->batches = build(ctx->inBatches);
  remove->undo = undoOf(ctx->end);
  return remove;
}

ast::Statement* AstBuilder::build(MigParser::TruncateStatementContext* ctx) {
  auto* truncate = make<ast::TruncateStatement>(ctx);
  truncate->table = path(ctx->table);
  truncate->undo = undoOf(ctx->end);
  return truncate;
}

} // namespace retort
