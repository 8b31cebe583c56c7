#include "Dialect/Common/SqlSplitter.h"

#include "Dialect/Common/SqlLexer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {
namespace {

/// Follows the words of one statement, and knows whether a `;` ends it.
class BodyTracker {
public:
  explicit BodyTracker(BodyRule rule) : rule_(rule) {}

  void see(const SqlToken& token);
  bool semicolonEndsStatement() const;

private:
  void seeWord(llvm::StringRef word);
  void seeWordInBody(llvm::StringRef word);
  bool isBlock(llvm::StringRef word) const;

  BodyRule rule_;
  bool create_ = false;  // the statement begins with CREATE
  bool routine_ = false; // ... and makes something with a body, or is one
  unsigned words_ = 0;
  unsigned depth_ = 0;   // of BEGIN, CASE, IF and loops that are open
  std::string previous_; // the last token, in upper case if a word
  std::string beforePrevious_;
};

} // namespace

static bool makesBody(llvm::StringRef word, BodyRule rule) {
  switch (rule) {
  case BodyRule::TriggerUntilEnd:
    return word == "TRIGGER";
  case BodyRule::BeginAtomic:
    return word == "FUNCTION" || word == "PROCEDURE";
  case BodyRule::Nested:
    return word == "TRIGGER" || word == "FUNCTION" || word == "PROCEDURE" || word == "EVENT";
  case BodyRule::None:
    return false;
  }
  llvm_unreachable("not a rule");
}

/// Begins something that an END ends. The same words are functions (`IF(a, b, c)`) and parts of clauses (`FOR
/// UPDATE`): it is a statement where one may begin, behind another or the head of a body.
static bool opensBlock(llvm::StringRef word, llvm::StringRef previous) {
  static constexpr llvm::StringLiteral beforeStatements[] = {
      ";", ":", "THEN", "ELSE", "DO", "BEGIN", "ATOMIC", "LOOP", "REPEAT"};
  static constexpr llvm::StringLiteral endsOfHeads[] = {
      ")", "ROW", "DETERMINISTIC", "SQL", "DATA", "INVOKER", "DEFINER"};
  static constexpr llvm::StringLiteral blocks[] = {"IF", "LOOP", "WHILE", "REPEAT"};
  const bool afterStatement = llvm::is_contained(beforeStatements, previous);
  if (word == "FOR")
    return afterStatement;
  return llvm::is_contained(blocks, word) &&
         (afterStatement || llvm::is_contained(endsOfHeads, previous));
}

void BodyTracker::seeWordInBody(llvm::StringRef word) {
  const bool atomic = rule_ == BodyRule::BeginAtomic;
  const bool opens = atomic ? word == "ATOMIC" && previous_ == "BEGIN"
                            : word == "BEGIN" || opensBlock(word, previous_);
  const bool isCase = word == "CASE" && depth_ && previous_ != "END";
  if (opens || isCase)
    ++depth_;
  else if (word == "END" && depth_)
    --depth_;
}

/// MariaDB runs a block that is no routine's: `BEGIN NOT ATOMIC` (`BEGIN` alone is a transaction), or a
/// statement of flow.
bool BodyTracker::isBlock(llvm::StringRef word) const {
  if (rule_ != BodyRule::Nested)
    return false;
  return words_ == 0 ? word == "CASE" || opensBlock(word, ";")
                     : words_ == 2 && word == "ATOMIC" && previous_ == "NOT" &&
                           beforePrevious_ == "BEGIN";
}

void BodyTracker::seeWord(llvm::StringRef word) {
  // The kind of what is made stands among the first words: CREATE OR REPLACE
  // DEFINER = a@b PROCEDURE.
  constexpr unsigned headWords = 8;
  if (!create_ && !routine_ && isBlock(word)) {
    routine_ = true;
    ++depth_;
  } else if (words_ == 0)
    create_ = word == "CREATE";
  else if (create_ && !routine_ && words_ < headWords)
    routine_ = makesBody(word, rule_);
  else if (routine_ && previous_ != "." && rule_ != BodyRule::TriggerUntilEnd)
    seeWordInBody(word);
  ++words_;
}

void BodyTracker::see(const SqlToken& token) {
  std::string text = token.kind == SqlToken::Word ? token.text.upper() : token.text.str();
  if (token.kind == SqlToken::Word)
    seeWord(text);
  beforePrevious_ = std::move(previous_);
  previous_ = std::move(text);
}

bool BodyTracker::semicolonEndsStatement() const {
  if (!routine_)
    return true;
  if (rule_ == BodyRule::TriggerUntilEnd)
    return previous_ == "END" && beforePrevious_ == ";";
  return depth_ == 0;
}

std::vector<std::string> splitSql(llvm::StringRef sql, const SqlLexis& lexis) {
  std::vector<std::string> statements;
  SqlLexer lexer(sql, lexis);
  BodyTracker body(lexis.bodies);
  size_t begin = 0;
  bool empty = true;
  auto finish = [&](size_t end) {
    if (!empty)
      statements.push_back(sql.slice(begin, end).trim().str());
    body = BodyTracker(lexis.bodies);
    empty = true;
  };
  for (SqlToken token = lexer.next(); token.kind != SqlToken::End; token = lexer.next()) {
    size_t offset = token.text.data() - sql.data();
    if (token.text == ";" && body.semicolonEndsStatement()) {
      finish(offset);
      begin = offset + 1;
      continue;
    }
    body.see(token);
    empty = false;
  }
  finish(sql.size());
  return statements;
}

} // namespace retort
