#include "Random/RandomExpr.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Nodes that Expr has no constructor for ---------------------------===//

static Expr node(ExprKind kind, std::vector<Expr> operands, bool negated = false) {
  Expr expr;
  expr.kind = kind;
  expr.negated = negated;
  expr.operands = std::move(operands);
  return expr;
}

static Expr castTo(TypeKind type, Expr operand) {
  Expr cast = node(ExprKind::Cast, {std::move(operand)});
  cast.type = Type::of(type);
  return cast;
}

static Expr typedLiteral(TypeKind type, llvm::StringRef text) {
  Expr literal = node(ExprKind::TypedLiteral, {});
  literal.type = Type::of(type);
  literal.text = text.str();
  return literal;
}

static Expr extract(llvm::StringRef part, Expr operand) {
  Expr expr = node(ExprKind::Extract, {std::move(operand)});
  expr.text = part.str();
  return expr;
}

static Expr negative(llvm::StringRef digits) {
  return Expr::unaryOf(UnaryOperator::Negate, Expr::number(digits));
}

static Expr caseOf(std::vector<Expr> parts, bool hasOperand, bool hasElse) {
  Expr expr = node(ExprKind::Case, std::move(parts));
  expr.hasOperand = hasOperand;
  expr.hasElse = hasElse;
  return expr;
}

static Expr bareCall(llvm::StringRef function) {
  Expr call = Expr::call(function);
  call.bare = true;
  return call;
}

//===--- Literals ---------------------------------------------------------===//

static constexpr llvm::StringLiteral texts[] = {"", "a", "it's", "größe", "日本", "50%", "a\\b"};
static constexpr llvm::StringLiteral integers[] = {"0", "1", "7", "42", "32767"};
static constexpr llvm::StringLiteral decimals[] = {"0", "1.5", "3.25"};

std::optional<Expr> RandomExpr::literal(const Type& type) {
  if (type.isArray())
    return node(ExprKind::Array, {});
  switch (type.kind) {
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
    return random_.chance(20) ? negative(random_.pick(integers))
                              : Expr::number(random_.pick(integers));
  case TypeKind::Decimal:
    if (type.length && type.scale.value_or(0) < 2)
      return Expr::number(random_.pick(integers).take_front(4));
    return Expr::number(random_.pick(decimals));
  case TypeKind::Real:
  case TypeKind::Double:
    return Expr::number(random_.pick(decimals));
  case TypeKind::Boolean:
    return Expr::boolean(random_.chance(50));
  case TypeKind::Char:
  case TypeKind::String:
  case TypeKind::Text: {
    llvm::StringRef text = random_.pick(texts);
    return Expr::string(type.length && *type.length < 8 ? "x" : text);
  }
  case TypeKind::Date:
    return typedLiteral(TypeKind::Date, "2026-01-31");
  case TypeKind::DateTime:
    return Expr::string("2026-01-31 12:30:00");
  case TypeKind::TimestampTz:
    return typedLiteral(TypeKind::TimestampTz, "2026-01-31 12:30:00+00:00");
  case TypeKind::Uuid:
    return Expr::string("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  case TypeKind::Enum: {
    const Enum* found = catalog_.find<Enum>(type.name);
    return found ? std::optional(Expr::string(random_.pick(found->values))) : std::nullopt;
  }
  case TypeKind::Time:
  case TypeKind::Interval:
  case TypeKind::Json:
  case TypeKind::Jsonb:
  case TypeKind::Binary:
  case TypeKind::Bytes:
  case TypeKind::Domain:
  case TypeKind::Native:
  case TypeKind::Opaque:
  case TypeKind::Unknown:
    return std::nullopt;
  }
  llvm_unreachable("not a type");
}

static bool isInstant(const Type& type) {
  return !type.isArray() && (type.kind == TypeKind::DateTime || type.kind == TypeKind::TimestampTz);
}

std::optional<Expr> RandomExpr::defaultFor(const Type& type) {
  if (isInstant(type) && random_.chance(70))
    return Expr::call("now");
  if (type.kind == TypeKind::Date && !type.isArray() && random_.chance(50))
    return bareCall("current_date");
  if (type.kind == TypeKind::Uuid && !type.isArray() && random_.chance(50))
    return Expr::call("uuid");
  return literal(type);
}

//===--- Conditions -------------------------------------------------------===//

const Column* RandomExpr::pick(bool (*wanted)(const Type&)) {
  std::vector<const Column*> fitting;
  llvm::copy_if(columns_, std::back_inserter(fitting),
                [&](const Column* column) { return wanted(column->type); });
  return fitting.empty() ? nullptr : random_.pick(fitting);
}

Expr RandomExpr::comparison(Expr left, Expr right) {
  static constexpr BinaryOperator operators[] = {
      BinaryOperator::Equal,     BinaryOperator::NotEqual, BinaryOperator::Less,
      BinaryOperator::LessEqual, BinaryOperator::Greater,  BinaryOperator::GreaterEqual};
  return Expr::binaryOf(random_.pick(operators), std::move(left), std::move(right));
}

Expr RandomExpr::testOfText(Expr value) {
  bool negated = random_.chance(40);
  switch (random_.below(6)) {
  case 0:
    return node(ExprKind::Like, {value, Expr::string("%@%")}, negated);
  case 1:
    return node(ExprKind::Like, {value, Expr::string("50!%"), Expr::string("!")}, negated);
  case 2:
    return comparison(Expr::call("length", {value}), Expr::number("3"));
  case 3:
    return comparison(Expr::binaryOf(BinaryOperator::Concat, value, Expr::string("x")),
                      Expr::call("lower", {value}));
  case 4:
    return node(ExprKind::In, {value, Expr::string("a"), Expr::string("b")}, negated);
  default:
    return comparison(
        caseOf({value, Expr::string("a"), Expr::number("1"), Expr::number("0")}, true, true),
        Expr::number("1"));
  }
}

Expr RandomExpr::testOfNumber(Expr value) {
  static constexpr BinaryOperator arithmetic[] = {BinaryOperator::Add, BinaryOperator::Subtract,
                                                  BinaryOperator::Multiply};
  bool negated = random_.chance(40);
  Expr computed = Expr::binaryOf(random_.pick(arithmetic), value, Expr::number("2"));
  switch (random_.below(6)) {
  case 0:
    return node(ExprKind::Between, {value, Expr::number("1"), computed}, negated);
  case 1:
    return comparison(Expr::binaryOf(random_.pick(arithmetic), Expr::number("3"), computed),
                      Expr::number("100"));
  case 2:
    return comparison(Expr::unaryOf(UnaryOperator::Negate, computed), negative("1"));
  case 3:
    return node(ExprKind::In, {value, Expr::number("1"), negative("2")}, negated);
  case 4:
    return comparison(castTo(TypeKind::BigInt, value), Expr::number("5"));
  default:
    return comparison(
        caseOf({comparison(value, Expr::number("0")), Expr::number("1")}, false, false),
        Expr::number("1"));
  }
}

Expr RandomExpr::test(const Column& column) {
  Expr value = Expr::column(column.name);
  bool negated = random_.chance(40);
  if (random_.chance(15))
    return node(ExprKind::IsNull, {value}, negated);
  if (column.type.isText() && random_.chance(70))
    return testOfText(value);
  if (column.type.isNumeric() && random_.chance(70))
    return testOfNumber(value);
  if (column.type.kind == TypeKind::Boolean && !column.type.isArray())
    return node(random_.chance(50) ? ExprKind::IsTrue : ExprKind::IsFalse, {value}, negated);
  if (isInstant(column.type) && random_.chance(50))
    return comparison(extract("year", value), Expr::number("2000"));
  std::optional<Expr> other = column.type.isArray() ? std::nullopt : literal(column.type);
  if (!other)
    return node(ExprKind::IsNull, {value}, negated);
  if (random_.chance(20))
    return node(ExprKind::IsDistinct, {value, random_.chance(40) ? Expr::null() : *other}, negated);
  return comparison(value, *other);
}

std::optional<Expr> RandomExpr::call() {
  for (const Opaque* function : catalog_.all<Opaque>()) {
    const bool isCallable = function->kind == ObjectKind::Function && function->returns &&
                            function->volatility == "immutable" && function->uses.empty();
    std::vector<Expr> arguments;
    if (isCallable)
      for (const Type& type : *function->signature)
        if (std::optional<Expr> argument = literal(type))
          arguments.push_back(std::move(*argument));
    if (!isCallable || arguments.size() != function->signature->size())
      continue;
    Expr call = Expr::call(function->name.name, std::move(arguments));
    call.qualifier = function->name.schema;
    call.declared = true;
    return call;
  }
  return std::nullopt;
}

Expr RandomExpr::condition(unsigned depth) {
  const bool isOfDomain = columns_.size() == 1 && columns_[0]->name == Domain::valueName;
  if (!isOfDomain && random_.chance(25))
    if (std::optional<Expr> value = call())
      return comparison(std::move(*value), Expr::number("1"));
  if (columns_.empty())
    return comparison(Expr::number("1"), Expr::number("2"));
  if (random_.chance(4))
    return Expr::opaque("1 = 1");
  if (depth == 0 || random_.chance(45))
    return test(*random_.pick(columns_));
  switch (random_.below(3)) {
  case 0:
    return Expr::unaryOf(UnaryOperator::Not, condition(depth - 1));
  case 1:
    return Expr::binaryOf(BinaryOperator::And, condition(depth - 1), condition(depth - 1));
  default:
    return Expr::binaryOf(BinaryOperator::Or, condition(depth - 1), condition(depth - 1));
  }
}

Expr RandomExpr::text() {
  const Column* column = pick([](const Type& type) { return type.isText(); });
  if (!column)
    return Expr::string("");
  Expr value = Expr::column(column->name);
  switch (random_.below(3)) {
  case 0:
    return Expr::call("lower", {value});
  case 1:
    return Expr::call("coalesce", {value, Expr::string("")});
  default:
    return Expr::binaryOf(BinaryOperator::Concat, value, Expr::string("!"));
  }
}

} // namespace retort
