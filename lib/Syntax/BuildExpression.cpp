// Expressions: the grammar's flat row of operands and operators becomes a tree, by
// the precedences of Catalog/Operators.def.
#include "Support/Quoting.h"
#include "Syntax/AstBuilder.h"
#include "Syntax/Parser.h"

#include <fmt/format.h>

namespace retort {

//===--- Precedence climbing ----------------------------------------------===//

struct AstBuilder::Climber {
  AstBuilder& builder;
  llvm::ArrayRef<MigParser::ExpressionTailContext*> tails;
  size_t next = 0;

  using Tail = MigParser::ExpressionTailContext;

  /// An operand with all that binds at least as tight as `level`.
  const ast::Expr* climb(MigParser::OperandContext* operand, Precedence level) {
    return extend(prefixed(operand, 0, level), level);
  }

private:
  static Precedence tighter(Precedence level) {
    return static_cast<Precedence>(static_cast<int>(level) + 1);
  }

  const ast::Expr* prefixed(MigParser::OperandContext* ctx, size_t i, Precedence level) {
    if (i == ctx->prefixes.size())
      return builder.primary(ctx);
    antlr4::Token* sign = ctx->prefixes[i];
    const UnaryOperator op =
        sign->getType() == MigParser::Not ? UnaryOperator::Not : UnaryOperator::Negate;
    const Precedence own = precedenceOf(op);
    if (own < level)
      builder.diags_
          .report(diag::MisplacedOperator, builder.at(sign),
                  fmt::format("`{}` binds looser than the operator before it", spelling(op).str()))
          .help(fmt::format("put parentheses around it: `({} ...)`", spelling(op).str()));
    const ast::Expr* operand = extend(prefixed(ctx, i + 1, own), own);
    auto* unary = builder.arena_.make<ast::Unary>(SourceRange::join(range(sign), operand->range));
    unary->op = op;
    unary->opRange = range(sign);
    unary->operand = operand;
    return unary;
  }

  const ast::Expr* extend(const ast::Expr* left, Precedence level) {
    bool compared = false;
    while (next < tails.size() && levelOf(tails[next]) >= level) {
      Tail* tail = tails[next++];
      const Precedence own = levelOf(tail);
      if (own == Precedence::Comparison && compared)
        builder.diags_.report(diag::ChainedComparison, builder.at(tail->start))
            .help("join them with `and`, or put parentheses around the first");
      compared |= own == Precedence::Comparison;
      left = apply(left, tail, own);
    }
    return left;
  }

  /// The level at which a tail takes what stands before it.
  static Precedence levelOf(Tail* tail) {
    if (tail->type)
      return Precedence::Path; // `::`
    if (std::optional<BinaryOperator> op = operatorOf(tail->start->getType()))
      return precedenceOf(*op);
    return Precedence::Comparison;
  }

  static std::optional<BinaryOperator> operatorOf(size_t kind) {
    switch (kind) {
    case MigParser::BangEqual:
      return BinaryOperator::NotEqual;
    case MigParser::DoubleEqual:
      return BinaryOperator::Equal;
    case MigParser::Not:
    case MigParser::Between:
    case MigParser::Like:
    case MigParser::Is:
    case MigParser::In:
    case MigParser::Escape:
    case MigParser::DoubleColon:
      return std::nullopt;
    default: {
      llvm::StringRef quoted = tokenName(kind);
      return binaryOperatorOf(quoted.drop_front().drop_back());
    }
    }
  }

  const ast::Expr* right(Tail* tail, Precedence level) { return climb(tail->right, level); }

  bool nextIs(size_t kind) const {
    return next < tails.size() && tails[next]->start->getType() == kind;
  }

  template <typename T> T* test(const ast::Expr* left, Tail* tail) {
    T* node = builder.arena_.make<T>(SourceRange::join(left->range, range(tail)));
    node->operand = left;
    node->negated = tail->negated;
    return node;
  }

  const ast::Expr* apply(const ast::Expr* left, Tail* tail, Precedence own) {
    if (tail->type)
      return conversion(left, tail);
    if (tail->between)
      return between(left, tail);
    if (tail->like)
      return like(left, tail);
    switch (tail->start->getType()) {
    case MigParser::Escape:
      builder.diags_.report(diag::MisplacedOperator, builder.at(tail->start),
                            "`escape` belongs to `like`");
      right(tail, Precedence::Additive);
      return left;
    case MigParser::Is:
      return is(left, tail);
    case MigParser::Not:
    case MigParser::In:
      return in(left, tail);
    default:
      return binary(left, tail, own);
    }
  }

  const ast::Expr* binary(const ast::Expr* left, Tail* tail, Precedence own) {
    const size_t kind = tail->start->getType();
    const BinaryOperator op = *operatorOf(kind);
    if (kind == MigParser::BangEqual || kind == MigParser::DoubleEqual)
      builder.diags_
          .report(diag::ForeignOperator, builder.at(tail->start),
                  builder.textOf(range(tail->start)), spelling(op))
          .fix(builder.at(tail->start), spelling(op).str(),
               fmt::format("write `{}`", spelling(op).str()));
    const ast::Expr* other = right(tail, tighter(own));
    auto* both = builder.arena_.make<ast::Binary>(SourceRange::join(left->range, other->range));
    both->op = op;
    both->opRange = range(tail->start);
    both->left = left;
    both->right = other;
    return both;
  }

  const ast::Expr* between(const ast::Expr* left, Tail* tail) {
    auto* node = test<ast::BetweenTest>(left, tail);
    node->low = right(tail, Precedence::Additive);
    node->high = node->low;
    if (nextIs(MigParser::And))
      node->high = right(tails[next++], Precedence::Additive);
    else
      builder.diags_.report(diag::MisplacedOperator, builder.at(tail->between),
                            "`between` has no `and`");
    node->range = SourceRange::join(node->range, node->high->range);
    return node;
  }

  const ast::Expr* like(const ast::Expr* left, Tail* tail) {
    auto* node = test<ast::LikeTest>(left, tail);
    node->pattern = right(tail, Precedence::Additive);
    if (nextIs(MigParser::Escape))
      node->escape = right(tails[next++], Precedence::Additive);
    const ast::Expr* last = node->escape ? node->escape : node->pattern;
    node->range = SourceRange::join(node->range, last->range);
    return node;
  }

  const ast::Expr* is(const ast::Expr* left, Tail* tail) {
    auto* node = test<ast::IsTest>(left, tail);
    if (tail->distinct) {
      node->what = ast::IsWhat::DistinctFrom;
      node->other = right(tail, Precedence::Additive);
      node->range = SourceRange::join(node->range, node->other->range);
      return node;
    }
    const size_t last = tail->stop->getType();
    node->what = last == MigParser::Null   ? ast::IsWhat::Null
                 : last == MigParser::True ? ast::IsWhat::True
                                           : ast::IsWhat::False;
    return node;
  }

  const ast::Expr* in(const ast::Expr* left, Tail* tail) {
    auto* node = test<ast::InTest>(left, tail);
    if (tail->select)
      node->query = builder.build(tail->select);
    node->items = builder.list<ast::Expr>(tail->items);
    return node;
  }

  const ast::Expr* conversion(const ast::Expr* left, Tail* tail) {
    auto* cast = builder.arena_.make<ast::Cast>(SourceRange::join(left->range, range(tail)));
    cast->operand = left;
    cast->type = builder.build(tail->type);
    std::string whole = fmt::format("cast({} as {})", builder.textOf(left->range).str(),
                                    builder.textOf(cast->type->range).str());
    builder.diags_.report(diag::ForeignOperator, builder.at(tail->start), "::", "cast(... as ...)")
        .fix(builder.at(cast->range), whole, fmt::format("write `{}`", whole));
    return cast;
  }
};

const ast::Expr* AstBuilder::build(MigParser::ExpressionContext* ctx) {
  if (!ctx)
    return nullptr;
  // Each operator may put a level upon the tree, and so may those of the expression
  // around this one.
  size_t own = ctx->tails.size() + ctx->first->prefixes.size();
  for (MigParser::ExpressionTailContext* tail : ctx->tails)
    own += tail->right ? tail->right->prefixes.size() : 0;
  if (operatorDepth_ + own > Parser::maxOperators) {
    diags_.report(diag::ExpressionTooLong, at(ctx), Parser::maxOperators);
    return make<ast::NullLiteral>(ctx);
  }
  operatorDepth_ += own;
  Climber climber{*this, ctx->tails};
  const ast::Expr* whole = climber.climb(ctx->first, Precedence::Or);
  operatorDepth_ -= own;
  return whole;
}

const ast::Expr* AstBuilder::build(MigParser::ValueOrDefaultContext* ctx) {
  if (ctx->isDefault)
    return make<ast::DefaultValue>(ctx);
  return build(ctx->value);
}

ast::List<ast::Expr> AstBuilder::build(MigParser::ExpressionListContext* ctx) {
  return ctx ? list<ast::Expr>(ctx->items) : ast::List<ast::Expr>();
}

//===--- Operands ---------------------------------------------------------===//

SourceRange AstBuilder::rangeOfPrimary(MigParser::OperandContext* ctx) {
  SourceRange whole = range(ctx);
  whole.begin = tokens_.at(ctx->start->getTokenIndex() + ctx->prefixes.size()).range().begin;
  return whole;
}

const ast::Expr* AstBuilder::build(MigParser::NumberLiteralContext* ctx) {
  auto* number = make<ast::NumberLiteral>(ctx);
  number->text = textOf(number->range);
  return number;
}

const ast::Expr* AstBuilder::primary(MigParser::OperandContext* ctx) {
  const SourceRange whole = rangeOfPrimary(ctx);
  if (ctx->number)
    return build(ctx->number);
  if (ctx->string) {
    auto* string = arena_.make<ast::StringLiteral>(whole);
    string->text = text(ctx->string);
    return string;
  }
  if (ctx->keyword) {
    if (ctx->keyword->getType() == MigParser::Null)
      return arena_.make<ast::NullLiteral>(whole);
    auto* boolean = arena_.make<ast::BooleanLiteral>(whole);
    boolean->value = ctx->keyword->getType() == MigParser::True;
    return boolean;
  }
  if (ctx->literal)
    return literal(ctx, whole);
  if (ctx->target)
    return call(ctx, whole);
  if (ctx->cast) {
    auto* cast = arena_.make<ast::Cast>(whole);
    cast->operand = build(ctx->castOperand);
    cast->type = build(ctx->type);
    return cast;
  }
  if (ctx->theCase)
    return build(ctx->theCase);
  if (ctx->exists) {
    auto* exists = arena_.make<ast::ExistsExpr>(whole);
    exists->query = build(ctx->exists);
    return exists;
  }
  if (ctx->array) {
    auto* array = arena_.make<ast::ArrayExpr>(whole);
    array->items = list<ast::Expr>(ctx->items);
    return array;
  }
  if (ctx->select) {
    auto* subquery = arena_.make<ast::SubqueryExpr>(whole);
    subquery->query = build(ctx->select);
    return subquery;
  }
  if (ctx->rows.size() > 1) {
    auto* row = arena_.make<ast::Row>(whole);
    row->items = list<ast::Expr>(ctx->rows);
    return row;
  }
  auto* paren = arena_.make<ast::Paren>(whole);
  paren->operand = build(ctx->rows.front());
  return paren;
}

/// A single word that is not quoted, else nothing.
static llvm::StringRef bareWord(const ast::Path& path) {
  return path.parts.size() == 1 && !path.parts.front().quoted ? path.parts.front().text : "";
}

/// `date '2026-01-01'`, `sql '...'`.
const ast::Expr* AstBuilder::literal(MigParser::OperandContext* ctx, SourceRange whole) {
  static constexpr llvm::StringLiteral types[] = {"date",     "time", "datetime", "timestamptz",
                                                  "interval", "uuid", "json",     "jsonb"};
  const ast::Path type = path(ctx->target);
  const llvm::StringRef word = bareWord(type);
  if (word == "sql") {
    auto* raw = arena_.make<ast::SqlExpr>(whole);
    raw->text = text(ctx->literal);
    return raw;
  }
  if (!llvm::is_contained(types, word))
    diags_.report(diag::UnknownLiteral, at(ctx->target), textOf(type.range()));
  auto* typed = arena_.make<ast::TypedLiteral>(whole);
  typed->type = type.last();
  typed->text = text(ctx->literal);
  return typed;
}

/// A column, a call, or a function that SQL calls without parentheses.
const ast::Expr* AstBuilder::call(MigParser::OperandContext* ctx, SourceRange whole) {
  const ast::Path target = path(ctx->target);
  const llvm::StringRef word = bareWord(target);
  MigParser::CallArgumentsContext* arguments = ctx->arguments;
  if (!arguments && !isBareFunction(word)) {
    auto* name = arena_.make<ast::NameExpr>(whole);
    name->path = target;
    return name;
  }
  auto* call = arena_.make<ast::Call>(whole);
  call->function = target;
  call->bare = !arguments;
  if (!arguments)
    return call;
  call->distinct = arguments->distinct;
  call->arguments = list<ast::Expr>(arguments->items);
  if (arguments->star) {
    const ast::Expr* star = arena_.make<ast::Star>(range(arguments->star));
    call->arguments = arena_.copy(llvm::ArrayRef<const ast::Expr*>(star));
  }
  if (!arguments->from)
    return call;

  const auto* part = llvm::dyn_cast<ast::NameExpr>(call->arguments.front());
  if (word != "extract" || call->arguments.size() != 1 || !part || part->path.parts.size() != 1) {
    diags_.report(diag::MisplacedWord, at(arguments),
                  "`from` among arguments is for `extract(PART from e)`");
    return call;
  }
  auto* extract = arena_.make<ast::Extract>(whole);
  extract->part = part->path.last();
  extract->operand = build(arguments->from);
  return extract;
}

const ast::Expr* AstBuilder::build(MigParser::CaseExpressionContext* ctx) {
  auto* node = make<ast::Case>(ctx);
  node->operand = build(ctx->subject);
  llvm::SmallVector<const ast::CaseBranch*, 4> branches;
  for (MigParser::CaseBranchContext* each : ctx->branches) {
    auto* branch = make<ast::CaseBranch>(each);
    branch->when = build(each->condition);
    branch->then = build(each->value);
    branches.push_back(branch);
  }
  node->branches = copy(branches);
  node->otherwise = build(ctx->otherwise);
  return node;
}

} // namespace retort
