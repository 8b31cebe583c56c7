#include "Sema/ExprResolver.h"
#include "Sema/ResolveName.h"
#include "Sema/TypeRules.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Which function ---------------------------------------------------===//

static void reportUnknownFunction(Context& ctx, const ast::Call& written) {
  const ast::Name& name = written.function.last();
  const Origin place = ctx.at(name.range);
  DiagnosticBuilder builder = ctx.report(diag::UnknownFunction, written.function.range(),
                                         ctx.buffer->text(written.function.range()));
  if (llvm::StringRef known = portableFunctionFor(name.text); !known.empty()) {
    if (!written.bare)
      known.consume_back("()"); // the parentheses stand there already
    builder.fix(place, known.str(), ("write `" + known + "`").str());
    return;
  }
  NearestName nearest(name.text);
  for (const FunctionInfo& function : allFunctions())
    nearest.consider(function.name);
  for (const Opaque* object : ctx.catalog->all<Opaque>())
    if (object->kind == ObjectKind::Function)
      nearest.consider(object->name.name);
  if (!nearest.found().empty())
    builder.fix(place, nearest.found().str(), didYouMean(nearest.found()));
  builder.help(("a function of " + ctx.dialect.displayName() + " is written `" +
                ctx.dialect.name() + "." + name.text + "(...)`")
                   .str());
}

/// `postgresql.to_tsvector('english', title)`: only the dialect knows its types.
std::optional<TypedExpr> ExprResolver::resolveNative(const ast::Call& written) {
  const ast::Name& dialect = written.function.parts.front();
  auto arguments = resolveAll(written.arguments);
  if (!ctx_.dialect.reads(dialect.text)) {
    ctx_.report(diag::OtherDialect, written.function.range(),
                quoted(ctx_.buffer->text(written.function.range())), dialect.text,
                ctx_.dialect.displayName())
        .help(("guard it: `when " + dialect.text + " { ... }`").str());
    return std::nullopt;
  }
  if (!arguments)
    return std::nullopt;
  Expr call = Expr::call(written.function.last().text);
  call.qualifier = dialect.text.str();
  call.distinct = written.distinct;
  for (TypedExpr& argument : *arguments)
    call.operands.push_back(std::move(argument.value));
  return TypedExpr{std::move(call), Type(), written.range};
}

//===--- Arguments --------------------------------------------------------===//

static bool accepts(FunctionParameter parameter, const Type& type) {
  const bool isOpen = !type.isKnown() || type.kind == TypeKind::Native;
  switch (parameter) {
  case FunctionParameter::Any:
  case FunctionParameter::Sequence:
    return true;
  case FunctionParameter::Text:
    return isOpen || (!type.isArray() && type.isText());
  case FunctionParameter::Integer:
    return isOpen || (!type.isArray() && type.isInteger());
  case FunctionParameter::Number:
    return isOpen || (!type.isArray() && (type.isNumeric() || type.kind == TypeKind::Interval));
  case FunctionParameter::Temporal:
    return isOpen || (!type.isArray() && type.isTemporal());
  }
  llvm_unreachable("all parameters are covered");
}

std::optional<std::vector<TypedExpr>> ExprResolver::resolveArguments(const ast::Call& written,
                                                                     const FunctionInfo& function) {
  const size_t count = written.arguments.size();
  if (!function.accepts(count)) {
    ctx_.report(diag::ArgumentCount, written.range, function.name, function.arity(),
                uint64_t(count));
    return std::nullopt;
  }
  auto arguments = resolveAll(written.arguments);
  if (!arguments)
    return std::nullopt;
  bool good = true;
  for (size_t i = 0; i < count; ++i) {
    const FunctionParameter parameter = function.parameterAt(i);
    const TypedExpr& argument = (*arguments)[i];
    if (accepts(parameter, argument.type))
      continue;
    ctx_.report(diag::ArgumentType, argument.range, function.name, spelling(parameter),
                describeValue(argument));
    good = false;
  }
  if (!good)
    return std::nullopt;
  return arguments;
}

std::optional<Type> ExprResolver::typeOf(const FunctionInfo& function,
                                         llvm::MutableArrayRef<TypedExpr> arguments) {
  switch (function.result) {
  case FunctionResult::First:
    return arguments.front().type;
  case FunctionResult::Common:
    return unify(arguments);
  case FunctionResult::Text:
    return Type::of(TypeKind::Text);
  case FunctionResult::Int:
    return Type::of(TypeKind::Int);
  case FunctionResult::BigInt:
    return Type::of(TypeKind::BigInt);
  case FunctionResult::Decimal:
    return Type::of(TypeKind::Decimal);
  case FunctionResult::Date:
    return Type::of(TypeKind::Date);
  case FunctionResult::TimestampTz:
    return Type::of(TypeKind::TimestampTz);
  case FunctionResult::Uuid:
    return Type::of(TypeKind::Uuid);
  }
  llvm_unreachable("all results are covered");
}

/// `nextval(order_no)`: the argument is no value, but a sequence.
std::optional<TypedExpr> ExprResolver::resolveSequenceCall(const ast::Call& written,
                                                           const FunctionInfo& function) {
  if (written.arguments.size() != 1) {
    ctx_.report(diag::ArgumentCount, written.range, function.name, function.arity(),
                uint64_t(written.arguments.size()));
    return std::nullopt;
  }
  const auto* name = llvm::dyn_cast<ast::NameExpr>(written.arguments.front());
  if (!name) {
    ctx_.report(diag::ArgumentType, written.arguments.front()->range, function.name,
                spelling(FunctionParameter::Sequence),
                ctx_.buffer->text(written.arguments.front()->range));
    return std::nullopt;
  }
  const Sequence* sequence = findObject<Sequence>(ctx_, name->path);
  if (!sequence)
    return std::nullopt;
  return TypedExpr{Expr::call(function.name, {Expr::sequence(sequence->name)}), sequence->type,
                   written.range};
}

//===--- Declared functions -----------------------------------------------===//

static std::vector<const Opaque*> declaredFunctions(const Context& ctx, const ast::Path& path) {
  const QualifiedName name = qualify(ctx, path);
  std::vector<const Opaque*> functions;
  for (const Opaque* object : ctx.catalog->all<Opaque>())
    if (object->kind == ObjectKind::Function && object->name == name)
      functions.push_back(object);
  return functions;
}

static bool takes(const Opaque& function, llvm::ArrayRef<TypedExpr> arguments) {
  return function.signature && function.signature->size() == arguments.size() &&
         llvm::all_of(llvm::zip(*function.signature, arguments), [](const auto& pair) {
           // A string may be a constant of any type.
           const TypedExpr& argument = std::get<1>(pair);
           return argument.value.kind == ExprKind::String ||
                  areComparable(std::get<0>(pair), argument.type);
         });
}

/// The one whose arguments fit; what it gives is known by `returns`.
std::optional<TypedExpr> ExprResolver::resolveDeclared(const ast::Call& written,
                                                       llvm::ArrayRef<const Opaque*> overloads) {
  auto arguments = resolveAll(written.arguments);
  if (!arguments)
    return std::nullopt;
  const auto* found =
      llvm::find_if(overloads, [&](const Opaque* each) { return takes(*each, *arguments); });
  if (found == overloads.end()) {
    std::vector<std::string> types;
    for (const TypedExpr& argument : *arguments)
      types.push_back(describeValue(argument));
    DiagnosticBuilder builder =
        ctx_.report(diag::NoOverload, written.range, overloads.front()->name.str(),
                    types.empty() ? "no arguments" : listed(types));
    for (const Opaque* each : overloads)
      builder.note(ctx_.sites->find(idOf(*each)).origin, "there is " + describe(idOf(*each)));
    return std::nullopt;
  }
  const Opaque& function = **found;
  if (!function.returns || !function.returns->isKnown()) {
    DiagnosticBuilder builder =
        ctx_.report(diag::NoResult, written.range, describe(idOf(function)));
    builder.help("say what it gives where it is made: `returns TYPE`");
    return std::nullopt;
  }
  if (scope_.mustBePure && function.volatility != "immutable")
    return notHere(written.range, describe(idOf(function)) + ", which is not `immutable`,");
  for (auto [type, argument] : llvm::zip(*function.signature, *arguments))
    if (!adapt(argument, type))
      return std::nullopt;
  Expr call = Expr::call(function.name.name);
  call.qualifier = function.name.schema;
  call.declared = true;
  for (TypedExpr& argument : *arguments)
    call.operands.push_back(std::move(argument.value));
  return TypedExpr{std::move(call), *function.returns, written.range};
}

//===--- Calls ------------------------------------------------------------===//

std::optional<TypedExpr> ExprResolver::resolve(const ast::Call& written) {
  const ast::Path& path = written.function;
  if (path.parts.size() > 1 && !path.parts.front().quoted && isDialectName(path.parts.front().text))
    return resolveNative(written);
  const FunctionInfo* function = path.parts.size() == 1 ? findFunction(path.last().text) : nullptr;
  if (!function) {
    if (auto declared = declaredFunctions(ctx_, path); !declared.empty())
      return resolveDeclared(written, declared);
    reportUnknownFunction(ctx_, written);
    return std::nullopt;
  }
  const std::string name = "`" + function->name.str() + "`";
  if (function->nature == FunctionNature::Aggregate) {
    if (!scope_.allowsAggregates)
      return notHere(written.range, name + ", which counts many rows,");
    return resolveAggregate(written, *function);
  }
  if (scope_.mustBePure && function->nature != FunctionNature::Pure)
    return notHere(written.range, name + ", whose value changes,");
  if (!function->parameters.empty() && function->parameters[0] == FunctionParameter::Sequence)
    return resolveSequenceCall(written, *function);
  auto arguments = resolveArguments(written, *function);
  if (!arguments)
    return std::nullopt;
  std::optional<Type> type = typeOf(*function, *arguments);
  if (!type)
    return std::nullopt;
  Expr call = Expr::call(function->name);
  call.bare = written.bare;
  for (TypedExpr& argument : *arguments)
    call.operands.push_back(std::move(argument.value));
  return TypedExpr{std::move(call), *type, written.range};
}

/// `count(*)`, `count(distinct e)`, `sum(e)`: within it there is no other one.
std::optional<TypedExpr> ExprResolver::resolveAggregate(const ast::Call& written,
                                                        const FunctionInfo& function) {
  Expr call = Expr::call(function.name);
  call.distinct = written.distinct;
  const bool isAll = written.arguments.size() == 1 && llvm::isa<ast::Star>(written.arguments[0]);
  if (isAll && function.name == "count" && !written.distinct) {
    Expr star;
    star.kind = ExprKind::Star;
    call.operands.push_back(std::move(star));
    return TypedExpr{std::move(call), Type::of(TypeKind::BigInt), written.range};
  }
  ExprScope within = scope_;
  within.allowsAggregates = false;
  auto arguments = ExprResolver(ctx_, within).resolveArguments(written, function);
  if (!arguments)
    return std::nullopt;
  std::optional<Type> type = typeOf(function, *arguments);
  if (!type)
    return std::nullopt;
  for (TypedExpr& argument : *arguments)
    call.operands.push_back(std::move(argument.value));
  return TypedExpr{std::move(call), *type, written.range};
}

static constexpr llvm::StringLiteral parts[] = {
    "year", "quarter", "month", "week", "day", "hour", "minute", "second", "dow", "doy", "epoch"};

std::optional<TypedExpr> ExprResolver::resolve(const ast::Extract& written) {
  Result operand = resolve(*written.operand);
  if (!llvm::is_contained(parts, written.part.text)) {
    llvm::StringRef nearest = nearestName(written.part.text, parts);
    DiagnosticBuilder builder = ctx_.report(diag::UnknownFunction, written.part.range,
                                            "extract(" + written.part.text.str() + " from ...)");
    if (!nearest.empty())
      builder.fix(ctx_.at(written.part.range), nearest.str(), didYouMean(nearest));
    return std::nullopt;
  }
  if (!operand)
    return std::nullopt;
  if (!accepts(FunctionParameter::Temporal, operand->type)) {
    ctx_.report(diag::ArgumentType, operand->range, "extract",
                spelling(FunctionParameter::Temporal), describeValue(*operand));
    return std::nullopt;
  }
  Expr extract;
  extract.kind = ExprKind::Extract;
  extract.text = written.part.text.str();
  extract.operands.push_back(std::move(operand->value));
  return TypedExpr{std::move(extract), Type::of(TypeKind::Decimal), written.range};
}

} // namespace retort
