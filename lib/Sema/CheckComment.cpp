#include "Sema/CheckComment.h"

#include "Sema/CheckIndex.h"
#include "Sema/CheckObject.h"
#include "Sema/ResolveName.h"
#include "Sema/TableAlteration.h"
#include "Support/English.h"

namespace retort {

/// True if there is nothing to do, which is told.
static bool isSame(Context& ctx, const ast::CommentStatement& statement, const std::string& before,
                   const std::string& text) {
  if (before == text)
    ctx.report(diag::Unchanged, statement.range,
               "the comment of " + quoted(statement.object.name.last().text));
  return before == text;
}

static void act(Context& ctx, const ast::CommentStatement& statement, const QualifiedName& table,
                op::TableAction action) {
  TableAlteration alteration(ctx, table, statement.range);
  alteration.act(std::move(action), statement.range);
  alteration.finish();
}

static void commentOnTable(Context& ctx, const ast::CommentStatement& statement,
                           const std::string& text) {
  const Table* table = findOwnTable(ctx, statement.object.name);
  if (table && !isSame(ctx, statement, table->comment, text))
    act(ctx, statement, table->name, op::SetTableComment{text});
}

/// `users.email`, or `email on users`.
static void commentOnColumn(Context& ctx, const ast::CommentStatement& statement,
                            const std::string& text) {
  const ast::ObjectRef& object = statement.object;
  const ast::Path path = object.on ? object.on : ast::Path{object.name.parts.drop_back()};
  if (!path) {
    ctx.report(diag::ColumnOfNoTable, object.name.range(), object.name.last().text)
        .help("write `T." + object.name.last().text.str() + "`");
    return;
  }
  const Table* table = findOwnTable(ctx, path);
  const Column* column = table ? findColumn(ctx, *table, object.name.last()) : nullptr;
  if (!column || isSame(ctx, statement, column->comment, text))
    return;
  Column to = *column;
  to.comment = text;
  act(ctx, statement, table->name, op::AlterColumn{std::move(to)});
}

/// `ix_email on users`, or without the table where no other has an index of the name.
static void commentOnIndex(Context& ctx, const ast::CommentStatement& statement,
                           const std::string& text) {
  const Table* table = tableOfIndex(ctx, statement.object);
  const Index* index = table ? findIndex(ctx, *table, statement.object.name.last()) : nullptr;
  if (index && !isSame(ctx, statement, index->comment, text))
    act(ctx, statement, table->name, op::SetIndexComment{index->name, text});
}

static void commentOnConstraint(Context& ctx, const ast::CommentStatement& statement,
                                const std::string& text) {
  const ast::ObjectRef& object = statement.object;
  if (!object.on) {
    ctx.report(diag::ConstraintOfNoTable, object.name.range(), object.name.last().text)
        .help("write `" + object.name.last().text.str() + " on T`");
    return;
  }
  const Table* table = findOwnTable(ctx, object.on);
  const Constraint* constraint = table ? findConstraint(ctx, *table, object.name.last()) : nullptr;
  if (!constraint || isSame(ctx, statement, baseOf(*constraint).comment, text))
    return;
  Constraint to = *constraint;
  baseOf(to).comment = text;
  act(ctx, statement, table->name, op::SetConstraintComment{std::move(to)});
}

void checkComment(Context& ctx, const ast::CommentStatement& statement) {
  const std::string text = statement.isNull ? "" : statement.text.value.str();
  switch (statement.object.kind) {
  case ObjectKind::Table:
    return commentOnTable(ctx, statement, text);
  case ObjectKind::Column:
    return commentOnColumn(ctx, statement, text);
  case ObjectKind::Index:
    return commentOnIndex(ctx, statement, text);
  case ObjectKind::Constraint:
    return commentOnConstraint(ctx, statement, text);
  default:
    return commentOnObject(ctx, statement, text);
  }
}

} // namespace retort
