//===- Expectation.h - what could have stood at a place -------------------===//
//
// Read off the grammar's own network: from the state in which the parser stopped,
// every word that could come next, and the name of every rule that could begin.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "antlr4-runtime.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace retort {

/// `a column type`, as a message names what the rule stands for; empty for a rule
/// that no message should mention, nothing for one that is told by what it begins
/// with.
std::optional<llvm::StringRef> nounOf(size_t rule);

class Expectation {
public:
  explicit Expectation(const antlr4::atn::ATN& atn);

  /// Adds what may come in `state`, and where that ends its rule, in its callers.
  void addState(size_t state, antlr4::RuleContext* context);

  bool allows(size_t token) const { return tokens_.test(token + 1); }
  /// Keywords that may come, to compare a misspelt one with.
  llvm::SmallVector<size_t> tokens() const;
  /// The nouns of rules that may begin, and the spelling of other tokens, in the
  /// order of the grammar: `a column attribute`, `` `;` ``.
  llvm::ArrayRef<std::string> parts() const { return parts_; }
  /// Adds what a configuration of the prediction was waiting for.
  void addDeadEnd(const antlr4::atn::ATNConfig& config);

private:
  void walk(antlr4::atn::ATNState* state, antlr4::RuleContext* context, bool named);
  void addToken(size_t token, bool named);

  const antlr4::atn::ATN& atn_;
  llvm::SmallBitVector tokens_; // EOF is -1, so all are shifted by one
  llvm::SmallBitVector visited_[2];
  llvm::SmallVector<std::string> parts_;
};

/// ``a column attribute or `;` ``; empty if there are too many to help.
std::string alternatives(llvm::ArrayRef<std::string> parts);

} // namespace retort
