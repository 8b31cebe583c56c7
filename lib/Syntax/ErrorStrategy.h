//===- ErrorStrategy.h - what the parser does about a syntax error --------===//
//
// ANTLR calls this where its own wording and guessing would begin. Four rules:
//
// - Report in the language's terms (Expectation.h), and never one token twice.
// - Recover at items only (a statement, a column, an action, ...): skip to the `;`
//   or `}` that ends the broken one, counting braces. All inside it is given up,
//   all around it is parsed as if it were not there.
// - Nothing is deleted and nothing inserted, but a missing `;` or `}`.
// - A misspelt keyword is remembered as a repair: whoever parses makes it, parses
//   again, and finds what that mistake had hidden.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"
#include "Syntax/Expectation.h"
#include "Syntax/SourceTokens.h"

#include <vector>

namespace retort {

/// A token that was meant to be another kind: a misspelt keyword, a reserved word that
/// lacks its quotes.
struct Repair {
  size_t token;
  size_t kind;
};

class ErrorStrategy final : public antlr4::ANTLRErrorStrategy {
public:
  /// Before each parse. Mistakes go to `diags`, those with a repair to
  /// `repairDiags`. `faults` are places where the tokenizer has complained already:
  /// what does not parse just after one is a consequence.
  void begin(const SourceBuffer& source, SourceTokens& tokens, llvm::ArrayRef<uint32_t> faults,
             DiagnosticEngine& diags, DiagnosticEngine& repairDiags);

  llvm::ArrayRef<Repair> repairs() const { return repairs_; }

  // What ANTLR calls.
  void reset(antlr4::Parser*) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void recover(antlr4::Parser* parser, std::exception_ptr exception) override;
  void sync(antlr4::Parser* parser) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return recovering_; }
  void reportMatch(antlr4::Parser*) override { recovering_ = false; }
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;

private:
  /// A decision that the parser took at the token it stands at.
  struct Decision {
    size_t state;
    antlr4::ParserRuleContext* context;
  };

  void learn(antlr4::Parser* parser);
  void report(antlr4::Parser* parser, size_t token, const Expectation& expected);
  bool reportKeyword(size_t token, llvm::ArrayRef<size_t> expected, bool mayEnd);
  size_t capitals(size_t token) const;
  bool reportReserved(size_t token, const Expectation& expected);
  // `here`: what the parser could not do without; `before`: what it might have taken.
  void reportMissing(antlr4::Parser* parser, size_t token, const Expectation& here,
                     const Expectation& before);
  void explain(DiagnosticBuilder diagnostic, size_t token, const Expectation& here,
               const Expectation& before) const;
  std::string wanted(antlr4::Parser* parser, size_t token, const Expectation& expected);
  bool isConsequence(size_t token) const;
  std::optional<size_t> innermostOpenBrace() const;
  bool mayInsertSemicolon(size_t token) const;
  void skipItem(antlr4::Parser* parser, bool atLeastOne);

  Origin origin(size_t token) const;
  llvm::StringRef text(size_t token) const;
  std::string after(size_t token) const;
  bool startsLine(size_t token) const;

  const SourceBuffer* source_ = nullptr;
  SourceTokens* tokens_ = nullptr;
  llvm::ArrayRef<uint32_t> faults_;
  DiagnosticEngine* diags_ = nullptr;
  DiagnosticEngine* repairDiags_ = nullptr;

  bool recovering_ = false;
  size_t lastReported_ = 0; // one more than the token
  size_t reported_ = 0;
  std::vector<Repair> repairs_;

  std::vector<Decision> decisions_; // at decisionsAt_
  size_t decisionsAt_ = 0;

  /// Of each state of the parser: whether it is the loop over a list of items.
  std::vector<bool> itemLoops_;
  antlr4::misc::IntervalSet itemStarts_; // keywords that begin an item on a line
};

} // namespace retort
