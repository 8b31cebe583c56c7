// Types and options.
#include "Syntax/AstBuilder.h"

namespace retort {

const ast::TypeRef* AstBuilder::build(MigParser::TypeRefContext* ctx) {
  if (!ctx)
    return nullptr;
  auto* type = make<ast::TypeRef>(ctx);
  type->name = path(ctx->target);
  if (ctx->raw) {
    const ast::Name& word = type->name.last();
    if (type->name.parts.size() != 1 || word.quoted || word.text != "sql")
      diags_.report(diag::MisplacedWord, at(ctx->raw), "only `sql` takes a string as a type")
          .fix(at(ctx->target), "sql", "write `sql`");
    if (ctx->arguments || !ctx->suffix.empty())
      diags_.report(diag::MisplacedWord, at(ctx), "all of a raw type stands in its string");
    type->name = {};
    type->sql = text(ctx->raw);
    type->arrayDepth = static_cast<unsigned>(ctx->dimensions.size());
    return type;
  }
  if (ctx->arguments)
    type->arguments = list<ast::Expr>(ctx->arguments->items);
  type->suffix = names(ctx->suffix);
  type->arrayDepth = static_cast<unsigned>(ctx->dimensions.size());
  return type;
}

const ast::Expr* AstBuilder::build(MigParser::TypeArgumentContext* ctx) {
  if (ctx->string) {
    auto* literal = make<ast::StringLiteral>(ctx);
    literal->text = text(ctx->string);
    return literal;
  }
  if (ctx->bare) {
    auto* word = make<ast::NameExpr>(ctx);
    word->path.parts = arena_.copy(llvm::ArrayRef<ast::Name>(name(ctx->bare)));
    return word;
  }
  auto* literal = arena_.make<ast::NumberLiteral>(range(ctx->number));
  literal->text = textOf(literal->range);
  if (!ctx->minus)
    return literal;
  auto* negated = make<ast::Unary>(ctx);
  negated->op = UnaryOperator::Negate;
  negated->opRange = range(ctx->minus);
  negated->operand = literal;
  return negated;
}

ast::List<ast::Option> AstBuilder::build(MigParser::OptionListContext* ctx) {
  return ctx ? list<ast::Option>(ctx->items) : ast::List<ast::Option>();
}

const ast::Option* AstBuilder::build(MigParser::OptionContext* ctx) {
  auto* option = make<ast::Option>(ctx);
  option->key = path(ctx->key->target);
  option->value = build(ctx->value);
  return option;
}

const ast::Expr* AstBuilder::build(MigParser::OptionValueContext* ctx) {
  if (ctx->string) {
    auto* literal = make<ast::StringLiteral>(ctx);
    literal->text = text(ctx->string);
    return literal;
  }
  if (ctx->number) {
    const ast::Expr* literal = build(ctx->number);
    if (!ctx->minus)
      return literal;
    auto* negated = make<ast::Unary>(ctx);
    negated->op = UnaryOperator::Negate;
    negated->opRange = range(ctx->minus);
    negated->operand = literal;
    return negated;
  }
  switch (ctx->start->getType()) {
  case MigParser::True:
  case MigParser::False: {
    auto* literal = make<ast::BooleanLiteral>(ctx);
    literal->value = ctx->start->getType() == MigParser::True;
    return literal;
  }
  case MigParser::Null:
    return make<ast::NullLiteral>(ctx);
  default: {
    auto* word = make<ast::NameExpr>(ctx);
    word->path.parts = arena_.copy(llvm::ArrayRef<ast::Name>(name(ctx->start)));
    return word;
  }
  }
}

} // namespace retort
