#include "Dialect/Common/ExpressionReader.h"

#include "Dialect/Common/Functions.h"
#include "Dialect/Common/ReadConstant.h"
#include "Dialect/Dialect.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

ExpressionReader::ExpressionReader(const Dialect& dialect, const ReadingRules& rules,
                                   llvm::StringRef sql, const Table* table)
    : SqlCursor(sql, rules.lexis), dialect_(dialect), rules_(rules), table_(table) {}

std::optional<Expr> ExpressionReader::read() {
  Result expr = readOr();
  return token().kind == SqlToken::End ? expr : std::nullopt;
}

//===--- Levels -----------------------------------------------------------===//

/// Text comes from outside, and each level is a call.
static constexpr unsigned maxDepth = 200;

static std::optional<Expr> joined(BinaryOperator op, std::optional<Expr> left,
                                  std::optional<Expr> right) {
  if (!left || !right)
    return std::nullopt;
  return Expr::binaryOf(op, std::move(*left), std::move(*right));
}

ExpressionReader::Result ExpressionReader::readOr() {
  if (++depth_ > maxDepth)
    return std::nullopt;
  Result left = readAnd();
  while (left && takeWord("or"))
    left = joined(BinaryOperator::Or, std::move(left), readAnd());
  --depth_;
  return left;
}

ExpressionReader::Result ExpressionReader::readAnd() {
  Result left = readNot();
  while (left && takeWord("and"))
    left = joined(BinaryOperator::And, std::move(left), readNot());
  return left;
}

ExpressionReader::Result ExpressionReader::readNot() {
  if (!takeWord("not"))
    return readComparison();
  Result operand = readNot();
  if (!operand)
    return std::nullopt;
  return Expr::unaryOf(UnaryOperator::Not, std::move(*operand));
}

std::optional<BinaryOperator> ExpressionReader::operatorAt(Binding level) const {
  if (rules_.modIsOperator && isWord("mod") && level == Binding::Multiplicative)
    return BinaryOperator::Modulo;
  if (token().kind != SqlToken::Operator)
    return std::nullopt;
  llvm::StringRef sign = token().text;
  if (sign == "!=")
    sign = "<>";
  else if (sign == "==")
    sign = "=";
  std::optional<BinaryOperator> op = binaryOperatorOf(sign);
  return op && bindingOf(*op, rules_.style) == level ? op : std::nullopt;
}

/// One comparison or test, whose operands bind more tightly; a second one is left, and is
/// then found to be too much.
ExpressionReader::Result ExpressionReader::readComparison() {
  Result left = readLevel(Binding::Other);
  if (!left)
    return std::nullopt;
  if (isSign("=") || isSign("<>"))
    if (isWord("any", 1) || isWord("all", 1))
      return readQuantified(std::move(*left));
  if (std::optional<BinaryOperator> op = operatorAt(Binding::Comparison)) {
    take();
    Result right = readLevel(Binding::Other);
    if (!right)
      return std::nullopt;
    settleCompared({&*left, &*right});
    return joined(*op, std::move(left), std::move(right));
  }
  bool found = false;
  Result test = readTest(*left, found);
  return found ? std::move(test) : std::move(left);
}

static Binding tighter(Binding level) {
  return static_cast<Binding>(static_cast<uint8_t>(level) + 1);
}

/// Operators of this level, from left to right.
ExpressionReader::Result ExpressionReader::readLevel(Binding level) {
  if (level == Binding::Sign)
    return readSign();
  Result left = readLevel(tighter(level));
  while (left) {
    std::optional<BinaryOperator> op = operatorAt(level);
    if (!op)
      break;
    take();
    Result right = readLevel(tighter(level));
    if (!right)
      return std::nullopt;
    if (rules_.addsCasts)
      dropArithmeticCasts(*left, *right, table_);
    left = joined(*op, std::move(left), std::move(right));
  }
  return left;
}

ExpressionReader::Result ExpressionReader::readSign() {
  const bool isNot = rules_.exclamationIsNot && isSign("!");
  if (!isNot && !isSign("-"))
    return readPostfix();
  take();
  if (++depth_ > maxDepth)
    return std::nullopt;
  Result operand = readSign();
  --depth_;
  if (!operand)
    return std::nullopt;
  return Expr::unaryOf(isNot ? UnaryOperator::Not : UnaryOperator::Negate, std::move(*operand));
}

ExpressionReader::Result ExpressionReader::readPostfix() {
  Result operand = readPrimary();
  while (operand && rules_.doubleColonCasts && takeSign("::")) {
    std::optional<Type> type = readType();
    if (!type)
      return std::nullopt;
    operand = castTo(std::move(*operand), std::move(*type));
  }
  return operand;
}

/// Things that are compared with each other tell what they are.
void ExpressionReader::settleCompared(llvm::ArrayRef<Expr*> compared) const {
  if (rules_.addsCasts)
    dropCasts(compared, table_);
  if (rules_.booleansAreNumbers)
    readBooleans(compared, table_);
}

void ExpressionReader::settleCompared(std::vector<Expr>& compared) const {
  llvm::SmallVector<Expr*> all;
  for (Expr& expr : compared)
    all.push_back(&expr);
  settleCompared(all);
}

//===--- Tests ------------------------------------------------------------===//

static Expr node(ExprKind kind, std::vector<Expr> operands, bool negated) {
  Expr expr;
  expr.kind = kind;
  expr.operands = std::move(operands);
  expr.negated = negated;
  return expr;
}

ExpressionReader::Result ExpressionReader::readTest(Expr operand, bool& found) {
  found = true;
  if (takeWord("is"))
    return readIs(std::move(operand));
  if (rules_.arrowsCompareValues && takeSign("<=>"))
    return readDistinct(std::move(operand), true);
  if (rules_.tildeLike && (isSign("~~") || isSign("!~~"))) {
    const bool negated = isSign("!~~");
    take();
    return readLike(std::move(operand), negated);
  }
  const bool negated = isWord("not");
  const size_t ahead = negated ? 1 : 0;
  using Reader = Result (ExpressionReader::*)(Expr, bool);
  static constexpr std::pair<llvm::StringLiteral, Reader> readers[] = {
      {"in", &ExpressionReader::readIn},
      {"between", &ExpressionReader::readBetween},
      {"like", &ExpressionReader::readLike}};
  for (auto [word, reader] : readers)
    if (isWord(word, ahead)) {
      for (size_t words = ahead + 1; words != 0; --words)
        take();
      return (this->*reader)(std::move(operand), negated);
    }
  found = false;
  return std::nullopt;
}

ExpressionReader::Result ExpressionReader::readIs(Expr operand) {
  const bool negated = takeWord("not");
  if (takeWord("null"))
    return node(ExprKind::IsNull, {std::move(operand)}, negated);
  if (takeWord("true"))
    return node(ExprKind::IsTrue, {std::move(operand)}, negated);
  if (takeWord("false"))
    return node(ExprKind::IsFalse, {std::move(operand)}, negated);
  const bool isDistinct = takeWords({"distinct", "from"});
  if (!isDistinct && !rules_.isComparesValues)
    return std::nullopt;
  // `a IS b` is "not distinct".
  return readDistinct(std::move(operand), negated == isDistinct);
}

ExpressionReader::Result ExpressionReader::readDistinct(Expr operand, bool negated) {
  Result other = readLevel(Binding::Other);
  if (!other)
    return std::nullopt;
  settleCompared({&operand, &*other});
  return node(ExprKind::IsDistinct, {std::move(operand), std::move(*other)}, negated);
}

ExpressionReader::Result ExpressionReader::readIn(Expr operand, bool negated) {
  if (!takeSign("("))
    return std::nullopt;
  std::optional<std::vector<Expr>> items = readList(")");
  if (!items || items->empty())
    return std::nullopt;
  items->insert(items->begin(), std::move(operand));
  settleCompared(*items);
  return node(ExprKind::In, std::move(*items), negated);
}

ExpressionReader::Result ExpressionReader::readBetween(Expr operand, bool negated) {
  Result low = readLevel(Binding::Other);
  if (!low || !takeWord("and"))
    return std::nullopt;
  Result high = readLevel(Binding::Other);
  if (!high)
    return std::nullopt;
  std::vector<Expr> operands = {std::move(operand), std::move(*low), std::move(*high)};
  settleCompared(operands);
  return node(ExprKind::Between, std::move(operands), negated);
}

static bool mayHoldBackslash(const Expr& pattern) {
  return pattern.kind != ExprKind::String || pattern.text.find('\\') != std::string::npos;
}

ExpressionReader::Result ExpressionReader::readLike(Expr operand, bool negated) {
  Result pattern = readLevel(Binding::Other);
  if (!pattern)
    return std::nullopt;
  std::vector<Expr> operands = {std::move(operand), std::move(*pattern)};
  if (takeWord("escape")) {
    Result escape = readLevel(Binding::Other);
    if (!escape)
      return std::nullopt;
    if (*escape != Expr::string("\\"))
      operands.push_back(std::move(*escape));
  } else if (!rules_.backslashLike && mayHoldBackslash(operands[1])) {
    return std::nullopt;
  }
  return node(ExprKind::Like, std::move(operands), negated);
}

/// `= ANY (ARRAY[...])` is IN, `<> ALL (ARRAY[...])` is NOT IN.
ExpressionReader::Result ExpressionReader::readQuantified(Expr operand) {
  const bool negated = isSign("<>");
  if (!isWord(negated ? "all" : "any", 1))
    return std::nullopt;
  take(), take();
  if (!takeSign("("))
    return std::nullopt;
  Result array = readOr();
  if (!array || !takeSign(")") || array->kind != ExprKind::Array || array->operands.empty())
    return std::nullopt;
  std::vector<Expr> items = std::move(array->operands);
  items.insert(items.begin(), std::move(operand));
  settleCompared(items);
  return node(ExprKind::In, std::move(items), negated);
}

//===--- Primaries --------------------------------------------------------===//

std::optional<std::vector<Expr>> ExpressionReader::readList(llvm::StringRef close) {
  std::vector<Expr> items;
  if (takeSign(close))
    return items;
  do {
    Result item = readOr();
    if (!item)
      return std::nullopt;
    items.push_back(std::move(*item));
  } while (takeSign(","));
  return takeSign(close) ? std::optional(std::move(items)) : std::nullopt;
}

ExpressionReader::Result ExpressionReader::readParens() {
  std::optional<std::vector<Expr>> items = readList(")");
  if (!items || items->empty())
    return std::nullopt;
  return items->size() == 1 ? std::move(items->front())
                            : node(ExprKind::Row, std::move(*items), false);
}

ExpressionReader::Result ExpressionReader::readString() {
  std::optional<std::string> text = textOfLiteral(take().text, rules_.lexis);
  return text ? Result(Expr::string(*text)) : std::nullopt;
}

ExpressionReader::Result ExpressionReader::readPrimary() {
  switch (token().kind) {
  case SqlToken::Number: {
    llvm::StringRef digits = take().text;
    auto isPart = [](char c) { return llvm::isDigit(c) || c == '.'; };
    return llvm::all_of(digits, isPart) ? Result(Expr::number(digits)) : std::nullopt;
  }
  case SqlToken::String:
    return readString();
  case SqlToken::Operator:
    return takeSign("(") ? readParens() : std::nullopt;
  case SqlToken::Word:
  case SqlToken::QuotedName:
    return readWord();
  case SqlToken::End:
    return std::nullopt;
  }
  llvm_unreachable("not a token");
}

/// A text in the quotes of a name.
bool ExpressionReader::isQuotedText() const {
  return rules_.isQuotedText && table_ && token().kind == SqlToken::QuotedName &&
         !isSign(".", 1) && !isSign("(", 1) && rules_.isQuotedText(*table_, token().text);
}

/// A keyword, a column or a call.
ExpressionReader::Result ExpressionReader::readWord() {
  if (takeWord("null"))
    return Expr::null();
  if (isWord("true") || isWord("false"))
    return Expr::boolean(take().text.equals_insensitive("true"));
  if (takeWord("case"))
    return readCase();
  if (isWord("cast") && isSign("(", 1))
    return readCast();
  if (isWord("extract") && isSign("(", 1))
    return readExtract();
  if (isWord("array") && isSign("[", 1))
    return readArray();
  if (isWord("select") || isWord("exists") || isWord("interval") || isWord("row"))
    return std::nullopt;
  if (isKeywordCall())
    return readKeywordCall();
  if (isQuotedText())
    return Expr::string(unquotedName(take().text));
  const bool isReserved = isReservedWord();
  bool isBare = false;
  std::vector<std::string> parts;
  do {
    if (token().kind != SqlToken::Word && token().kind != SqlToken::QuotedName)
      return std::nullopt;
    isBare = token().kind == SqlToken::Word;
    llvm::StringRef name = take().text;
    parts.push_back(isBare && rules_.foldsNames ? name.lower() : unquotedName(name));
  } while (takeSign("."));
  if (parts.size() > 2)
    return std::nullopt;
  std::string qualifier = parts.size() == 2 ? std::move(parts.front()) : "";
  if (takeSign("("))
    return readCall(std::move(qualifier),
                    isBare ? llvm::StringRef(parts.back()).lower() : parts.back());
  if (token().kind == SqlToken::String)
    return qualifier.empty() ? readTypedLiteral(parts.back()) : std::nullopt;
  if (isReserved)
    return std::nullopt;
  Expr column = Expr::column(parts.back());
  column.qualifier = std::move(qualifier);
  return column;
}

/// `CURRENT_USER`: no column is called so unless its name is quoted.
bool ExpressionReader::isReservedWord() const {
  const std::string word = token().text.lower();
  return token().kind == SqlToken::Word && !isSign(".", 1) && dialect_.quote(word) != word;
}

bool ExpressionReader::isKeywordCall() const {
  if (token().kind != SqlToken::Word || isSign("(", 1))
    return false;
  auto isHere = [&](llvm::StringRef word) { return isWord(word); };
  return rules_.keywordCalls.empty()
             ? functionOfKeyword(token().text, dialect_.facts().column).has_value()
             : llvm::any_of(rules_.keywordCalls, isHere);
}

/// CURRENT_TIMESTAMP, without parentheses.
ExpressionReader::Result ExpressionReader::readKeywordCall() {
  llvm::StringRef word = take().text;
  if (!rules_.keywordCalls.empty())
    return callOf("", word.lower(), {});
  Expr call = Expr::call(*functionOfKeyword(word, dialect_.facts().column));
  call.bare = isBareFunction(call.text);
  return call;
}

/// `DATE '2026-01-01'`; a word that is no type may be a charset, and is not understood.
ExpressionReader::Result ExpressionReader::readTypedLiteral(llvm::StringRef word) {
  Result text = readString();
  if (!rules_.introducer.empty() && word == rules_.introducer)
    return text;
  std::optional<Type> type = literalType(word);
  if (!text || !type)
    return std::nullopt;
  return castTo(std::move(*text), std::move(*type));
}

std::optional<Type> ExpressionReader::literalType(llvm::StringRef word) const {
  if (rules_.literalWords.empty()) {
    Type type = dialect_.readType(word);
    return infoOf(type.kind) ? std::optional(std::move(type)) : std::nullopt;
  }
  for (const TypeName& row : rules_.literalWords)
    if (word.equals_insensitive(row.words))
      return Type::of(row.kind);
  return std::nullopt;
}

/// A call by the name that the engine shows: the language's own, where it has one.
Expr ExpressionReader::callOf(std::string qualifier, std::string name,
                              std::vector<Expr> arguments) const {
  Expr call = Expr::call(name, std::move(arguments));
  call.qualifier = std::move(qualifier);
  if (!call.qualifier.empty())
    return call;
  for (const OtherName& row : rules_.functions)
    if (row.word == name)
      call.text = row.name.str();
  if (std::optional<std::string> portable =
          portableFunction(call.text, call.operands.size(), dialect_.facts().column))
    call.text = *portable;
  else
    call.qualifier = dialect_.name().str();
  call.bare = call.qualifier.empty() && isBareFunction(call.text);
  return call;
}

ExpressionReader::Result ExpressionReader::readCall(std::string qualifier, std::string name) {
  std::optional<std::vector<Expr>> arguments;
  bool distinct = false;
  if (takeSign("*")) {
    arguments = {node(ExprKind::Star, {}, false)};
    if (!takeSign(")"))
      return std::nullopt;
  } else {
    distinct = takeWord("distinct");
    arguments = readList(")");
  }
  if (!arguments || isWord("over") || isWord("filter"))
    return std::nullopt;
  Expr call = callOf(std::move(qualifier), std::move(name), std::move(*arguments));
  call.distinct = distinct;
  return call;
}

ExpressionReader::Result ExpressionReader::readCast() {
  take(), take();
  Result operand = readOr();
  if (!operand || !takeWord("as"))
    return std::nullopt;
  std::optional<Type> type =
      rules_.castTarget ? rules_.castTarget(dialect_, takeType()) : readType();
  if (!type || !takeSign(")"))
    return std::nullopt;
  Expr cast = node(ExprKind::Cast, {std::move(*operand)}, false);
  cast.type = std::move(*type);
  return cast;
}

ExpressionReader::Result ExpressionReader::readCase() {
  Expr result = node(ExprKind::Case, {}, false);
  auto add = [&](Result part) {
    if (part)
      result.operands.push_back(std::move(*part));
    return part.has_value();
  };
  result.hasOperand = !isWord("when");
  if (result.hasOperand && !add(readOr()))
    return std::nullopt;
  while (takeWord("when"))
    if (!add(readOr()) || !takeWord("then") || !add(readOr()))
      return std::nullopt;
  result.hasElse = takeWord("else");
  if (result.hasElse && !add(readOr()))
    return std::nullopt;
  // What CASE gives anyway is shown with a type.
  auto isNull = [](const Expr& expr) {
    return expr.kind == ExprKind::Cast && expr.operands[0].kind == ExprKind::Null;
  };
  if (rules_.addsCasts && result.hasElse && isNull(result.operands.back())) {
    result.operands.pop_back();
    result.hasElse = false;
  }
  return takeWord("end") ? Result(std::move(result)) : std::nullopt;
}

ExpressionReader::Result ExpressionReader::readExtract() {
  take(), take();
  if (token().kind != SqlToken::Word)
    return std::nullopt;
  std::string part = take().text.lower();
  if (!takeWord("from"))
    return std::nullopt;
  Result operand = readOr();
  if (!operand || !takeSign(")"))
    return std::nullopt;
  Expr extract = node(ExprKind::Extract, {std::move(*operand)}, false);
  extract.text = std::move(part);
  return extract;
}

ExpressionReader::Result ExpressionReader::readArray() {
  take(), take();
  std::optional<std::vector<Expr>> items = readList("]");
  if (!items)
    return std::nullopt;
  return node(ExprKind::Array, std::move(*items), false);
}

//===--- Types ------------------------------------------------------------===//

/// The tokens from here to the end of a type; nothing if none stands here.
std::string ExpressionReader::takeType() {
  std::string text;
  auto add = [&] { text += (text.empty() ? "" : " ") + take().text.str(); };
  if (token().kind != SqlToken::Word && token().kind != SqlToken::QuotedName)
    return text;
  add();
  static constexpr llvm::StringLiteral more[] = {"varying", "precision", "with",
                                                 "without", "time",      "zone"};
  while (isSign(".")) // no blanks there: it is one name
    text += take().text, text += take().text;
  auto goesOn = [&] { return llvm::any_of(more, [&](auto word) { return isWord(word); }); };
  while (goesOn())
    add();
  if (isSign("(")) {
    while (token().kind != SqlToken::End && !isSign(")"))
      add();
    add();
  }
  while (goesOn())
    add();
  if (isWord("charset"))
    add(), add();
  while (isSign("[") && isSign("]", 1))
    add(), add();
  return text;
}

/// As the dialect reads a type.
std::optional<Type> ExpressionReader::readType() {
  const std::string text = takeType();
  if (text.empty())
    return std::nullopt;
  Type type = dialect_.readType(text);
  if (type.kind != TypeKind::Opaque)
    return type;
  return declaredType(type.words, static_cast<uint8_t>(cutType(text).arrayDepth));
}

/// An enum or domain that a column of the table has.
std::optional<Type> ExpressionReader::declaredType(llvm::StringRef written,
                                                   uint8_t arrayDepth) const {
  SqlCursor cursor(written, rules_.lexis);
  QualifiedName name;
  do {
    name.schema = std::move(name.name);
    name.name = unquotedName(cursor.take().text);
  } while (cursor.takeSign("."));
  if (name.schema == dialect_.facts().defaultSchema)
    name.schema.clear();
  const bool isDeclared = table_ && llvm::any_of(table_->columns, [&](const Column& column) {
    return !column.type.name.name.empty() && column.type.name == name;
  });
  if (!isDeclared)
    return std::nullopt;
  Type type = llvm::find_if(table_->columns, [&](const Column& column) {
                return column.type.name == name;
              })->type;
  type.arrayDepth = arrayDepth;
  return type;
}

ExpressionReader::Result ExpressionReader::castTo(Expr operand, Type type) const {
  return castOf(std::move(operand), std::move(type), table_);
}

} // namespace retort
