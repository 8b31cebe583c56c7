#include "Dialect/PostgreSQL/PostgreSQL.h"

#include "Dialect/Common/ExpressionReader.h"
#include "Dialect/Common/Names.h"
#include "Dialect/Common/ReadConstant.h"
#include "Dialect/PostgreSQL/Lexis.h"
#include "Dialect/PostgreSQL/ReservedWords.h"
#include "Support/Quoting.h"

namespace retort {
namespace {

// `||`, `->`, `@>` and the like share PostgreSQL's level of "any other operator".
constexpr ExpressionStyle expressionStyle = {
    .concat = Binding::Other, .arrows = Binding::Other, .containment = Binding::Other};

class PostgreSQLExpressionWriter : public ExpressionWriter {
public:
  using ExpressionWriter::ExpressionWriter;

private:
  /// `ARRAY[]` has no type of its own.
  std::string writeArray(const Expr& expr) const override {
    return expr.operands.empty() ? "'{}'" : ExpressionWriter::writeArray(expr);
  }
};

} // namespace

std::string PostgreSQL::quote(llvm::StringRef name) const {
  return quotedWhereNeeded(name, '"', postgresql::reservedWords);
}

// A backslash is an ordinary character: `sessionSettings` sees to that.
std::string PostgreSQL::literal(llvm::StringRef value) const {
  return enclosed(value, '\'');
}

std::string PostgreSQL::spell(const Expr& expr, const Type* columnType) const {
  return PostgreSQLExpressionWriter(*this, expressionStyle, columnType).write(expr);
}

/// `app."Order"`; nothing if it is something else.
static std::optional<QualifiedName> nameIn(llvm::StringRef text) {
  SqlCursor cursor(text, postgresql::lexis);
  QualifiedName name;
  for (bool isFirst = true; isFirst || cursor.takeSign("."); isFirst = false) {
    if (!name.schema.empty() || !cursor.isName())
      return std::nullopt;
    name.schema = std::move(name.name);
    const bool isBare = cursor.token().kind == SqlToken::Word;
    llvm::StringRef word = cursor.take().text;
    name.name = isBare ? word.lower() : unquotedName(word);
  }
  return cursor.atEnd() ? std::optional(std::move(name)) : std::nullopt;
}

/// `nextval('app.numbers'::regclass)` names a sequence.
static void readSequences(Expr& expr) {
  for (Expr& operand : expr.operands)
    readSequences(operand);
  if (expr.kind != ExprKind::Call || expr.text != "nextval" || expr.operands.size() != 1)
    return;
  const Expr& cast = expr.operands[0];
  if (cast.kind != ExprKind::Cast || cast.type.words != "regclass" ||
      cast.operands[0].kind != ExprKind::String)
    return;
  if (std::optional<QualifiedName> name = nameIn(cast.operands[0].text))
    expr.operands[0] = Expr::sequence(*name);
}

std::optional<Expr> PostgreSQL::tryReadExpr(llvm::StringRef sql, const Table* table,
                                            const Type* target) const {
  static constexpr ReadingRules rules = {.lexis = postgresql::lexis,
                                         .style = expressionStyle,
                                         .doubleColonCasts = true,
                                         .addsCasts = true,
                                         .foldsNames = true,
                                         .tildeLike = true,
                                         .backslashLike = true};
  std::optional<Expr> expr = ExpressionReader(*this, rules, sql, table).read();
  if (expr)
    readSequences(*expr);
  if (expr && target)
    dropCast(*expr, *target);
  return expr;
}

std::vector<std::string> PostgreSQL::sessionSettings(llvm::StringRef defaultSchema) const {
  llvm::StringRef schema = facts().defaultSchema;
  if (!defaultSchema.empty())
    schema = defaultSchema;
  return {
      "SET standard_conforming_strings = on",
      "SET TIME ZONE 'UTC'",
      "SET search_path TO " + quote(schema),
  };
}

std::vector<std::string> PostgreSQL::timeoutSettings(const Timeouts& timeouts) const {
  auto set = [](const char* name, std::chrono::milliseconds limit) {
    return "SET " + std::string(name) + " = '" + std::to_string(limit.count()) + "ms'";
  };
  return {set("lock_timeout", timeouts.lock), set("statement_timeout", timeouts.statement)};
}

} // namespace retort
