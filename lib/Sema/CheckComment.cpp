#include "Sema/CheckComment.h"

#include "Sema/CheckObject.h"
#include "Sema/ResolveName.h"
#include "Sema/TableAlteration.h"
#include "Support/English.h"

namespace retort {

static void commentOnTable(Context& ctx, const ast::CommentStatement& statement,
                           const std::string& text) {
  const Table* table = findOwnTable(ctx, statement.object.name);
  if (!table)
    return;
  if (table->comment == text) {
    ctx.report(diag::Unchanged, statement.range, "the comment of " + quoted(table->name.str()));
    return;
  }
  TableAlteration alteration(ctx, table->name, statement.range);
  alteration.act(op::SetTableComment{text}, statement.range);
  alteration.finish();
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
  if (!column)
    return;
  if (column->comment == text) {
    ctx.report(diag::Unchanged, statement.range, "the comment of " + quoted(column->name));
    return;
  }
  Column to = *column;
  to.comment = text;
  TableAlteration alteration(ctx, table->name, statement.range);
  alteration.act(op::AlterColumn{std::move(to), std::nullopt}, statement.range);
  alteration.finish();
}

void checkComment(Context& ctx, const ast::CommentStatement& statement) {
  const std::string text = statement.isNull ? "" : statement.text.value.str();
  switch (statement.object.kind) {
  case ObjectKind::Table:
    return commentOnTable(ctx, statement, text);
  case ObjectKind::Column:
    return commentOnColumn(ctx, statement, text);
  case ObjectKind::Schema:
  case ObjectKind::Extension:
  case ObjectKind::Enum:
  case ObjectKind::Domain:
  case ObjectKind::Sequence:
  case ObjectKind::View:
    return commentOnObject(ctx, statement, text);
  default:
    ctx.notYet(statement.range,
               ("a comment on " +
                llvm::Twine(statement.object.kind == ObjectKind::Index ? "an " : "a ") +
                spelling(statement.object.kind))
                   .str());
  }
}

} // namespace retort
