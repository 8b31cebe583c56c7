#include "Syntax/Expectation.h"

#include "MigParser.h"
#include "Syntax/Token.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

using namespace antlr4;
using namespace antlr4::atn;

namespace retort {

std::optional<llvm::StringRef> nounOf(size_t rule) {
  switch (rule) {
#define RETORT_RULE_NOUN(Name, Noun)                                                               \
  case MigParser::Rule##Name:                                                                      \
    return Noun;
#include "Syntax/RuleNouns.def"
  default:
    return std::nullopt;
  }
}

Expectation::Expectation(const ATN& atn)
    : atn_(atn), tokens_(atn.maxTokenType + 2),
      visited_{llvm::SmallBitVector(atn.states.size()), llvm::SmallBitVector(atn.states.size())} {}

void Expectation::addState(size_t state, RuleContext* context) {
  for (llvm::SmallBitVector& visited : visited_)
    visited.reset();
  walk(atn_.states[state], context, false);
}

void Expectation::addDeadEnd(const ATNConfig& config) {
  for (const Transition* transition : config.state->transitions)
    if (!transition->isEpsilon())
      for (ssize_t token : transition->label().toList())
        addToken(token, false);
}

void Expectation::addToken(size_t token, bool named) {
  bool known = tokens_.test(token + 1);
  tokens_.set(token + 1);
  if (named || known)
    return;
  std::string part;
  llvm::StringRef spelling = token == antlr4::Token::EOF ? "EOF" : tokenName(token);
  if (spelling.consume_front("'"))
    part = fmt::format("`{}`", spelling.drop_back().str());
  else if (token == antlr4::Token::EOF)
    return; // where a file may end, more may follow
  else if (token == MigParser::Duration)
    part = "a duration (`5s`, `200ms`, ...)";
  else if (token == MigParser::Integer)
    part = "a whole number";
  else
    return; // a kind of literal that some rule names
  if (!llvm::is_contained(parts_, part))
    parts_.push_back(std::move(part));
}

// `named`: an enclosing rule that begins here has told its noun already.
void Expectation::walk(ATNState* state, RuleContext* context, bool named) {
  if (visited_[named].test(state->stateNumber))
    return;
  visited_[named].set(state->stateNumber);

  if (state->getStateType() == ATNState::RULE_STOP) {
    if (!context || context->isEmpty() || !context->parent)
      return;
    const auto* call =
        static_cast<const RuleTransition*>(atn_.states[context->invokingState]->transitions[0]);
    walk(call->followState, static_cast<RuleContext*>(context->parent), named);
    return;
  }
  for (Transition* transition : state->transitions) {
    if (transition->getSerializationType() == Transition::RULE) {
      auto noun = nounOf(static_cast<RuleTransition*>(transition)->ruleIndex);
      if (!named && noun && !noun->empty() && !llvm::is_contained(parts_, *noun))
        parts_.push_back(noun->str());
      // No rule but the whole file may be empty, so its end is never reached.
      walk(transition->target, nullptr, named || noun);
    } else if (transition->isEpsilon()) {
      walk(transition->target, context, named);
    } else {
      for (ssize_t token : transition->label().toList())
        addToken(token, named);
    }
  }
}

llvm::SmallVector<size_t> Expectation::tokens() const {
  llvm::SmallVector<size_t> all;
  for (unsigned shifted : tokens_.set_bits())
    if (shifted > 0)
      all.push_back(shifted - 1);
  return all;
}

std::string alternatives(llvm::ArrayRef<std::string> parts) {
  constexpr size_t most = 5;
  if (parts.empty() || parts.size() > most)
    return {};
  std::string text = parts.front();
  for (size_t i = 1; i < parts.size(); ++i)
    text += (i + 1 == parts.size() ? " or " : ", ") + parts[i];
  return text;
}

} // namespace retort
