//===- ExpressionReader.h - what an engine's own text means ----------------===//
//
// The way back from ExpressionWriter: the text of a default, a check or a predicate, as
// the engine's catalog shows it or as somebody wrote it in the engine's SQL, becomes an
// Expr. What cannot be read, for whatever reason, is opaque as a whole: never wrong, and
// never half read.
//
// Levels that engines order differently (comparisons, `is`, `in`, ...) are one level
// here, and what would chain on it without parentheses is not read.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"
#include "Dialect/Common/ExpressionWriter.h"
#include "Dialect/Common/SqlCursor.h"
#include "Dialect/Common/TypeTable.h"

#include <optional>

namespace retort {

/// A word that names a function or a type of the language.
struct OtherName {
  llvm::StringLiteral word; // in lower case
  llvm::StringLiteral name;
};

struct ReadingRules {
  const SqlLexis& lexis;
  const ExpressionStyle& style;
  /// `x::integer`.
  bool doubleColonCasts = false;
  /// Constants are shown with casts that nobody wrote: Common/ReadConstant.h.
  bool addsCasts = false;
  /// A name without quotes is one in lower case.
  bool foldsNames = false;
  /// `~~` is LIKE.
  bool tildeLike = false;
  /// Without ESCAPE a backslash escapes in LIKE, as in the language.
  bool backslashLike = false;
  /// `a IS b` compares any values, NULL like others.
  bool isComparesValues = false;
  /// `a <=> b` does.
  bool arrowsCompareValues = false;
  /// `!a` is NOT, and binds as a sign does.
  bool exclamationIsNot = false;
  /// `a MOD b`.
  bool modIsOperator = false;
  /// TRUE is shown as 1.
  bool booleansAreNumbers = false;
  /// A charset before a text that is what all texts have: `_utf8mb4'x'`.
  llvm::StringLiteral introducer = "";
  /// Is what stands in quotes where a column may stand a text, as far as the table tells? Without
  /// one it never is.
  bool (*isQuotedText)(const Table& table, llvm::StringRef quoted) = nullptr;
  /// Functions that are shown by another name: `lcase(a)`.
  llvm::ArrayRef<OtherName> functions = {};
  /// Those that are called without parentheses; without any: the keywords of Functions.def.
  llvm::ArrayRef<llvm::StringLiteral> keywordCalls = {};
  /// What may stand before a text to make it a value of a type; without any: every type.
  llvm::ArrayRef<TypeName> literalWords = {};
  /// The type of `CAST(x AS ...)`; without one: as that of a column.
  std::optional<Type> (*castTarget)(const Dialect& dialect, llvm::StringRef sql) = nullptr;
};

class ExpressionReader : private SqlCursor {
public:
  /// All arguments must outlive the reader. `table`, if any, is what the columns are
  /// of: where it is known, a cast that the engine added to a column is left out.
  ExpressionReader(const Dialect& dialect, const ReadingRules& rules, llvm::StringRef sql,
                   const Table* table);

  /// Nothing if any part of the text is not understood.
  std::optional<Expr> read();

private:
  using Result = std::optional<Expr>;

  // From the loosest level to the tightest.
  Result readOr();
  Result readAnd();
  Result readNot();
  Result readComparison();
  Result readLevel(Binding level);
  Result readSign();
  Result readPostfix();
  Result readPrimary();

  Result readTest(Expr operand, bool& found);
  Result readIs(Expr operand);
  Result readDistinct(Expr operand, bool negated);
  Result readIn(Expr operand, bool negated);
  Result readBetween(Expr operand, bool negated);
  Result readLike(Expr operand, bool negated);
  Result readQuantified(Expr operand);
  Result readWord();
  Result readKeywordCall();
  Result readCall(std::string qualifier, std::string name);
  bool isReservedWord() const;
  bool isKeywordCall() const;
  bool isQuotedText() const;
  Expr callOf(std::string qualifier, std::string name, std::vector<Expr> arguments) const;
  Result readTypedLiteral(llvm::StringRef word);
  std::optional<Type> literalType(llvm::StringRef word) const;
  Result readCast();
  Result readCase();
  Result readExtract();
  Result readArray();
  Result readParens();
  Result readString();
  std::optional<std::vector<Expr>> readList(llvm::StringRef close);
  std::string takeType();
  std::optional<Type> readType();
  std::optional<Type> declaredType(llvm::StringRef written, uint8_t arrayDepth) const;
  Result castTo(Expr operand, Type type) const;

  std::optional<BinaryOperator> operatorAt(Binding level) const;
  void settleCompared(llvm::ArrayRef<Expr*> compared) const;
  void settleCompared(std::vector<Expr>& compared) const;

  const Dialect& dialect_;
  const ReadingRules& rules_;
  const Table* table_;
  unsigned depth_ = 0;
};

} // namespace retort
