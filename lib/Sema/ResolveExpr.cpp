#include "Sema/ExprResolver.h"
#include "Sema/LiteralCheck.h"
#include "Sema/QueryResolver.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveType.h"
#include "Sema/TypeRules.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"

namespace retort {

//===--- What a whole expression is for -----------------------------------===//

std::optional<TypedExpr> ExprResolver::resolve(const ast::Expr& written) {
  return ast::visit(written, [&](const auto& node) -> Result {
    if constexpr (std::is_base_of_v<ast::Expr, std::decay_t<decltype(node)>>)
      return resolve(node);
    llvm_unreachable("an expression is of one of its kinds");
  });
}

std::string describeValue(const TypedExpr& value) {
  switch (value.value.kind) {
  case ExprKind::String:
    return "a string";
  case ExprKind::Number:
    return "a number";
  case ExprKind::Boolean:
    return "`" + value.value.text + "`";
  default:
    return "`" + value.type.str() + "`";
  }
}

std::optional<Expr> ExprResolver::condition(const ast::Expr& written) {
  Result result = resolve(written);
  if (!result)
    return std::nullopt;
  if (result->type.isKnown() && result->type != Type::of(TypeKind::Boolean)) {
    ctx_.report(diag::ConditionNotBoolean, written.range, scope_.place, describeValue(*result));
    return std::nullopt;
  }
  return std::move(result->value);
}

void reportMisfit(Context& ctx, const Misfit& misfit, SourceRange range, llvm::StringRef value,
                  const Type& type, llvm::StringRef target, llvm::StringRef noun,
                  llvm::StringRef described) {
  if (misfit.code == diag::ValueDoesNotFit) {
    ctx.report(misfit.code, range, value, type.str(), misfit.why);
    return;
  }
  if (misfit.code == diag::TypeMismatch) {
    DiagnosticBuilder builder = ctx.report(misfit.code, range, target, type.str(), noun, described);
    if (!misfit.replacement.empty())
      builder.fix(ctx.at(range), misfit.replacement, "write `" + misfit.replacement + "`");
    return;
  }
  DiagnosticBuilder builder = ctx.report(misfit.code, range, value, type.name.str());
  if (!misfit.replacement.empty())
    builder.fix(ctx.at(range), misfit.replacement, didYouMean(misfit.replacement));
  ctx.noteSite(builder, ObjectKind::Enum, type.name);
}

std::optional<Expr> ExprResolver::valueFor(const ast::Expr& written, const Type& type,
                                           llvm::StringRef target, llvm::StringRef noun) {
  Result result = resolve(written);
  if (!result)
    return std::nullopt;
  const Type values = valueType(ctx_, type);
  if (std::optional<Misfit> misfit = findMisfit(result->value, values, *ctx_.catalog)) {
    reportMisfit(ctx_, *misfit, written.range, ctx_.buffer->text(written.range), type, target, noun,
                 describeValue(*result));
    return std::nullopt;
  }
  if (!isConstant(result->value) && !areComparable(result->type, values)) {
    ctx_.report(diag::TypeMismatch, written.range, target, type.str(), noun,
                describeValue(*result));
    return std::nullopt;
  }
  return std::move(result->value);
}

std::optional<TypedExpr> ExprResolver::notHere(SourceRange range, llvm::StringRef noun) {
  ctx_.report(diag::NotAllowedHere, range, noun, scope_.place);
  return std::nullopt;
}

//===--- Literals ---------------------------------------------------------===//

static TypedExpr typed(Expr value, TypeKind kind, SourceRange range) {
  return {std::move(value), Type::of(kind), range};
}

static TypeKind kindOfNumber(llvm::StringRef digits) {
  if (digits.find_first_of("eE") != llvm::StringRef::npos)
    return TypeKind::Double;
  int64_t value = 0;
  if (digits.getAsInteger(10, value))
    return TypeKind::Decimal;
  return value <= rangeOf(TypeKind::Int)->greatest ? TypeKind::Int : TypeKind::BigInt;
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::NumberLiteral& written) {
  return typed(Expr::number(written.text), kindOfNumber(written.text), written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::StringLiteral& written) {
  return typed(Expr::string(written.text.value), TypeKind::Text, written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::BooleanLiteral& written) {
  return typed(Expr::boolean(written.value), TypeKind::Boolean, written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::NullLiteral& written) {
  return typed(Expr::null(), TypeKind::Unknown, written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::TypedLiteral& written) {
  const TypeInfo* info = findType(written.type.text);
  if (!info) {
    DiagnosticBuilder builder =
        ctx_.report(diag::UnknownType, written.type.range, written.type.text);
    if (written.type.text == "timestamp")
      builder.fix(ctx_.at(written.type.range), "datetime", "write `datetime`")
          .help("`timestamptz` is an instant, `datetime` has no zone");
    return std::nullopt;
  }
  TypedExpr result = typed(Expr::string(written.text.value), info->kind, written.range);
  if (std::optional<Misfit> misfit = findMisfit(result.value, result.type, *ctx_.catalog)) {
    ctx_.report(diag::ValueDoesNotFit, written.text.range, ctx_.buffer->text(written.text.range),
                result.type.str(), misfit->why);
    return std::nullopt;
  }
  result.value.kind = ExprKind::TypedLiteral;
  result.value.type = result.type;
  return result;
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::SqlExpr& written) {
  return typed(Expr::opaque(written.text.value), TypeKind::Unknown, written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::DefaultValue& written) {
  return notHere(written.range, "`default`");
}

//===--- Names ------------------------------------------------------------===//

/// A word that other dialects take for a function without parentheses, or a string in
/// double quotes: what was meant is known.
std::optional<TypedExpr> ExprResolver::unknownName(const ast::NameExpr& written) {
  const ast::Name& name = written.path.last();
  const Origin place = ctx_.at(written.range);
  DiagnosticBuilder builder =
      ctx_.report(diag::NotAllowedHere, written.range, "column " + quoted(name.text), scope_.place);
  llvm::StringRef function = portableFunctionFor(name.text);
  if (name.quoted)
    builder.fix(place, quotedText(name.text), "a string stands in single quotes");
  else if (!function.empty())
    builder.fix(place, function.str(), ("write `" + function + "`").str());
  return std::nullopt;
}

/// A column of a query's source.
std::optional<TypedExpr> ExprResolver::resolveColumn(const ast::NameExpr& written) {
  if (scope_.query->isEmpty())
    return unknownName(written);
  auto column = scope_.query->resolve(ctx_, written.path);
  if (!column)
    return std::nullopt;
  return TypedExpr{std::move(column->first), std::move(column->second), written.range};
}

/// `email`, `users.email` and `app.users.email` are the same column within `users`.
std::optional<TypedExpr> ExprResolver::resolve(const ast::NameExpr& written) {
  if (scope_.query)
    return resolveColumn(written);
  const ast::Path& path = written.path;
  const ast::Name& name = path.last();
  if (!scope_.table)
    return unknownName(written);
  if (path.parts.size() > 1) {
    ast::Path table{path.parts.drop_back()};
    if (qualify(ctx_, table) != scope_.table->name) {
      notHere(written.range, "a column of another table");
      return std::nullopt;
    }
  }
  llvm::StringRef function = portableFunctionFor(name.text);
  if (!name.quoted && path.parts.size() == 1 && !function.empty() &&
      !scope_.table->findColumn(name.text)) {
    ctx_.report(diag::UnknownColumn, name.range, name.text, scope_.table->name.str())
        .fix(ctx_.at(name.range), function.str(), ("write `" + function + "`").str());
    return std::nullopt;
  }
  const Column* column = findColumn(ctx_, *scope_.table, name);
  if (!column)
    return std::nullopt;
  return TypedExpr{Expr::column(column->name), valueType(ctx_, column->type), written.range};
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::Star& written) {
  return notHere(written.range, "`*`");
}

//===--- Parts of a tree --------------------------------------------------===//

std::optional<TypedExpr> ExprResolver::resolve(const ast::Paren& written) {
  return resolve(*written.operand);
}

std::optional<std::vector<TypedExpr>> ExprResolver::resolveAll(ast::List<ast::Expr> written) {
  std::vector<TypedExpr> items;
  for (const ast::Expr* item : written)
    if (Result result = resolve(*item))
      items.push_back(std::move(*result));
  if (items.size() != written.size())
    return std::nullopt;
  return items;
}

static std::vector<Expr> valuesOf(std::vector<TypedExpr>& items) {
  std::vector<Expr> values;
  values.reserve(items.size());
  for (TypedExpr& item : items)
    values.push_back(std::move(item.value));
  return values;
}

static Expr treeOf(ExprKind kind, std::vector<Expr> operands) {
  Expr tree;
  tree.kind = kind;
  tree.operands = std::move(operands);
  return tree;
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::Row& written) {
  auto items = resolveAll(written.items);
  if (!items)
    return std::nullopt;
  return typed(treeOf(ExprKind::Row, valuesOf(*items)), TypeKind::Unknown, written.range);
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::ArrayExpr& written) {
  auto items = resolveAll(written.items);
  if (!items)
    return std::nullopt;
  std::optional<Type> type = unify(*items);
  if (!type)
    return std::nullopt;
  // The type of `array[]` is not known; that of its place is.
  if (type->kind != TypeKind::Unknown)
    ++type->arrayDepth;
  return TypedExpr{treeOf(ExprKind::Array, valuesOf(*items)), *type, written.range};
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::Cast& written) {
  Result operand = resolve(*written.operand);
  std::optional<Type> type = resolveType(ctx_, *written.type);
  if (!operand || !type)
    return std::nullopt;
  requireType(ctx_, *type, written.type->range);
  std::vector<Expr> operands;
  operands.push_back(std::move(operand->value));
  Expr cast = treeOf(ExprKind::Cast, std::move(operands));
  cast.type = *type;
  return TypedExpr{std::move(cast), valueType(ctx_, *type), written.range};
}

/// `case a when 1 then 'x'` compares `a` with each `when`; without an operand each
/// `when` is a condition. All results have one type.
std::optional<TypedExpr> ExprResolver::resolve(const ast::Case& written) {
  std::vector<TypedExpr> keys;
  std::vector<TypedExpr> results;
  bool good = true;
  auto add = [&](std::vector<TypedExpr>& list, const ast::Expr& expr) {
    Result result = resolve(expr);
    good &= result.has_value();
    if (result)
      list.push_back(std::move(*result));
  };
  if (written.operand)
    add(keys, *written.operand);
  for (const ast::CaseBranch* branch : written.branches) {
    add(keys, *branch->when);
    add(results, *branch->then);
  }
  if (written.otherwise)
    add(results, *written.otherwise);
  if (!good)
    return std::nullopt;

  if (written.operand)
    good &= unify(keys).has_value();
  else
    for (TypedExpr& key : keys)
      good &= isBoolean(key, "`when`");
  std::optional<Type> type = unify(results);
  if (!good || !type)
    return std::nullopt;

  Expr tree = treeOf(ExprKind::Case, {});
  tree.hasOperand = written.operand != nullptr;
  tree.hasElse = written.otherwise != nullptr;
  auto key = keys.begin();
  if (tree.hasOperand)
    tree.operands.push_back(std::move((key++)->value));
  for (auto result = results.begin(); result != results.end(); ++result) {
    if (key != keys.end())
      tree.operands.push_back(std::move((key++)->value));
    tree.operands.push_back(std::move(result->value));
  }
  return TypedExpr{std::move(tree), *type, written.range};
}

//===--- Queries ----------------------------------------------------------===//

std::optional<TypedExpr> ExprResolver::resolve(const ast::SubqueryExpr& written) {
  if (!scope_.query)
    return notHere(written.range, "a query");
  std::optional<ResolvedQuery> query = QueryResolver(ctx_, scope_.query).resolve(*written.query);
  if (!query)
    return std::nullopt;
  if (query->columns.size() != 1) {
    ctx_.report(diag::CountMismatch, written.range,
                "the query has " + columnCount(query->columns.size()), "one value stands here");
    return std::nullopt;
  }
  return TypedExpr{Expr::subquery(QueryRef(std::move(query->query))), query->columns[0].type,
                   written.range};
}

std::optional<TypedExpr> ExprResolver::resolve(const ast::ExistsExpr& written) {
  if (!scope_.query)
    return notHere(written.range, "a query");
  std::optional<ResolvedQuery> query =
      QueryResolver(ctx_, scope_.query).resolveExists(*written.query);
  if (!query)
    return std::nullopt;
  return typed(Expr::exists(QueryRef(std::move(query->query))), TypeKind::Boolean, written.range);
}

/// `(a, b) in (select c, d ...)` compares column by column; their types are the engine's.
std::optional<TypedExpr> ExprResolver::resolveInQuery(const ast::InTest& written) {
  if (!scope_.query)
    return notHere(written.query->range, "a query");
  Result operand = resolve(*written.operand);
  std::optional<ResolvedQuery> query = QueryResolver(ctx_, scope_.query).resolve(*written.query);
  if (!operand || !query)
    return std::nullopt;
  const bool isRow = operand->value.kind == ExprKind::Row;
  const size_t width = isRow ? operand->value.operands.size() : 1;
  if (query->columns.size() != width) {
    ctx_.report(diag::CountMismatch, written.query->range,
                "the query has " + columnCount(query->columns.size()),
                counted(width, "value") + " would be in it");
    return std::nullopt;
  }
  if (!isRow) {
    TypedExpr sides[] = {std::move(*operand),
                         {Expr::column(""), query->columns[0].type, written.query->range}};
    if (!unify(sides))
      return std::nullopt;
    operand = std::move(sides[0]);
  }
  Expr in = treeOf(ExprKind::InQuery, {});
  in.negated = written.negated;
  in.operands.push_back(std::move(operand->value));
  in.query = QueryRef(std::move(query->query));
  return typed(std::move(in), TypeKind::Boolean, written.range);
}

//===--- Constants meet types ---------------------------------------------===//

bool ExprResolver::adapt(TypedExpr& item, const Type& type) {
  const bool takesAnyForm = !type.isKnown() || type.isText() || type.isNumeric();
  if (item.value.kind != ExprKind::String || takesAnyForm)
    return true;
  std::optional<Misfit> misfit = findMisfit(item.value, type, *ctx_.catalog);
  if (misfit) {
    reportMisfit(ctx_, *misfit, item.range, ctx_.buffer->text(item.range), type, "the other side",
                 "this", describeValue(item));
    return false;
  }
  item.type = type;
  return true;
}

std::optional<Type> ExprResolver::unify(llvm::MutableArrayRef<TypedExpr> items) {
  // What is no constant decides; constants follow.
  std::optional<Type> type = Type();
  for (const TypedExpr& item : items)
    if (item.value.kind != ExprKind::String && type)
      type = commonType(*type, item.type);
  if (type)
    for (TypedExpr& item : items) {
      if (!adapt(item, *type))
        return std::nullopt;
      if (type)
        type = commonType(*type, item.type);
      if (!type)
        break;
    }
  if (type)
    return type;
  for (const TypedExpr& item : items.drop_front())
    if (!areComparable(items.front().type, item.type)) {
      DiagnosticBuilder builder =
          ctx_.report(diag::TypeMismatch, item.range, "the other side", items.front().type.str(),
                      "this", describeValue(item));
      if (std::optional<Misfit> misfit = findMisfit(item.value, items.front().type, *ctx_.catalog);
          misfit && !misfit->replacement.empty())
        builder.fix(ctx_.at(item.range), misfit->replacement,
                    "write `" + misfit->replacement + "`");
      break;
    }
  return std::nullopt;
}

bool ExprResolver::isBoolean(TypedExpr& item, llvm::StringRef what) {
  if (!item.type.isKnown() || item.type == Type::of(TypeKind::Boolean))
    return true;
  ctx_.report(diag::OperandType, item.range, what, describeValue(item));
  return false;
}

bool ExprResolver::isText(TypedExpr& item, llvm::StringRef what) {
  if (areComparable(item.type, Type::of(TypeKind::Text)))
    return true;
  ctx_.report(diag::OperandType, item.range, what, describeValue(item));
  return false;
}

} // namespace retort
