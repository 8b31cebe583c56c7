#include "Dialect/MySQL/ExpressionReader.h"

#include "Dialect/Common/ExpressionReader.h"
#include "Dialect/Common/ReadConstant.h"
#include "Dialect/MySQL/ExpressionWriter.h"
#include "Dialect/MySQL/Lexis.h"
#include "Dialect/MySQL/Types.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {

//===--- The text ---------------------------------------------------------===//

/// MySQL's information_schema shows expressions as the inside of a string literal:
/// `_utf8mb4\'it\\\'s\'`. Outside of texts and names there is no backslash otherwise.
static bool isEscaped(llvm::StringRef sql) {
  SqlLexer lexer(sql, lexis);
  for (SqlToken token = lexer.next(); token.kind != SqlToken::End; token = lexer.next())
    if (token.kind == SqlToken::Operator && token.text == "\\")
      return true;
  return false;
}

/// Nothing if it cannot be the inside of one.
static std::optional<std::string> unescaped(llvm::StringRef sql) {
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'')
      return std::nullopt;
    i += sql[i] == '\\';
  }
  return textOfLiteral(("'" + sql + "'").str(), lexis);
}

//===--- The tree ---------------------------------------------------------===//

static constexpr OtherName functions[] = {
    {"lcase", "lower"},
    {"ucase", "upper"},
    {"substring", "substr"},
    {"character_length", "char_length"},
    {"curdate", "current_date"},
    {"current_time", "curtime"},
    {"now", "current_timestamp"}, // with its digits: see `readNow`
    {"localtime", "current_timestamp"},
    {"localtimestamp", "current_timestamp"},
};

static constexpr llvm::StringLiteral keywordCalls[] = {
    "current_date", "current_role",   "current_time", "current_timestamp", "current_user",
    "localtime",    "localtimestamp", "utc_date",     "utc_time",          "utc_timestamp"};

static constexpr TypeName literalWords[] = {
    {"date", TypeKind::Date}, {"time", TypeKind::Time}, {"timestamp", TypeKind::DateTime}};

static std::optional<Type> castTarget(const Dialect& dialect, llvm::StringRef sql) {
  return static_cast<const MySQL&>(dialect).readCastTarget(sql);
}

static bool isNative(const Expr& expr, llvm::StringRef function) {
  return expr.kind == ExprKind::Call && !expr.qualifier.empty() && expr.text == function;
}

/// `a is distinct from b` is written `NOT (a <=> b)`.
static void readDistinct(Expr& expr) {
  const bool isNot = expr.kind == ExprKind::Unary && expr.unary == UnaryOperator::Not;
  if (!isNot || expr.operands[0].kind != ExprKind::IsDistinct || !expr.operands[0].negated)
    return;
  Expr distinct = std::move(expr.operands[0]);
  distinct.negated = false;
  expr = std::move(distinct);
}

static bool isTextOrEmpty(const Expr& expr) {
  return expr.kind == ExprKind::Call && expr.qualifier.empty() && expr.text == "coalesce" &&
         expr.operands.size() == 2 && expr.operands[1] == Expr::string("");
}

/// `concat(a, b)` is `a || b`, and where no part can be NULL the language's own `concat`.
static void readConcat(Expr& expr) {
  if (!isNative(expr, "concat") || expr.operands.empty())
    return;
  if (llvm::all_of(expr.operands, isTextOrEmpty)) {
    Expr call = Expr::call("concat");
    for (Expr& operand : expr.operands)
      call.operands.push_back(std::move(operand.operands[0]));
    expr = std::move(call);
  } else if (expr.operands.size() > 1) {
    Expr joined = std::move(expr.operands[0]);
    for (Expr& operand : llvm::MutableArrayRef(expr.operands).drop_front())
      joined = Expr::binaryOf(BinaryOperator::Concat, std::move(joined), std::move(operand));
    expr = std::move(joined);
  }
}

/// `now()` has as many digits as its column; one with others is the engine's own.
static void readNow(Expr& expr, const Type* target) {
  const Now now = nowFor(target);
  const bool isNow = isNative(expr, now.function);
  const bool hasDigits = expr.operands.size() == 1;
  if (!isNow || expr.operands.size() > 1)
    return;
  const Expr digits = hasDigits ? expr.operands[0] : Expr::number("0");
  if (digits == Expr::number(std::to_string(now.digits)))
    expr = Expr::call("now");
}

/// What looks like a column there names a sequence.
static void readSequence(Expr& expr) {
  const bool isNext = expr.kind == ExprKind::Call && expr.qualifier.empty() &&
                      expr.text == "nextval" && expr.operands.size() == 1;
  if (isNext && expr.operands[0].kind == ExprKind::Column)
    expr.operands[0].kind = ExprKind::Sequence;
}

static void readCurrentDate(Expr& expr) {
  if (!isNative(expr, "current_date") || !expr.operands.empty())
    return;
  expr = Expr::call("current_date");
  expr.bare = true;
}

static void settle(Expr& expr, const Type* target) {
  for (Expr& operand : expr.operands)
    settle(operand, target);
  readDistinct(expr);
  readConcat(expr);
  readNow(expr, target);
  readCurrentDate(expr);
  readSequence(expr);
}

std::optional<Expr> readExpression(const MySQL& dialect, llvm::StringRef sql, const Table* table,
                                   const Type* target) {
  std::string inner;
  if (isEscaped(sql)) {
    std::optional<std::string> text = unescaped(sql);
    if (!text)
      return std::nullopt;
    sql = inner = std::move(*text);
  }
  const ReadingRules rules = {
      .lexis = lexis,
      .style = expressionStyle,
      .backslashLike = true,
      .arrowsCompareValues = true,
      .exclamationIsNot = true,
      .modIsOperator = true,
      .booleansAreNumbers = true,
      .introducer = dialect.flavor().introducer,
      .functions = functions,
      .keywordCalls = keywordCalls,
      .literalWords = literalWords,
      .castTarget = castTarget,
  };
  auto read = [&](llvm::StringRef text) {
    return retort::ExpressionReader(dialect, rules, text, table).read();
  };
  std::optional<Expr> expr = read(sql);
  if (!expr)
    return std::nullopt;
  readDateParts(*expr, dateParts, read);
  settle(*expr, target);
  if (target)
    readStored(*expr, *target);
  return expr;
}

} // namespace retort::mysql
