#include "Syntax/ErrorStrategy.h"

#include "Catalog/ObjectKind.h"
#include "MigParser.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

using namespace antlr4;
using namespace antlr4::atn;

namespace retort {

/// What lists are made of: after a mistake the next one is read as if nothing were.
static bool isItem(size_t rule) {
  switch (rule) {
  case MigParser::RuleFileItem:
  case MigParser::RuleStatement:
  case MigParser::RuleTableItem:
  case MigParser::RuleAlterAction:
  case MigParser::RuleEnumAction:
  case MigParser::RuleExtensionMember:
    return true;
  default:
    return false;
  }
}

/// Whether the state can go straight into an item.
static bool entersItem(ATNState* state) {
  for (const Transition* transition : state->transitions) {
    if (transition->getSerializationType() == Transition::RULE) {
      if (isItem(static_cast<const RuleTransition*>(transition)->ruleIndex))
        return true;
    } else if (transition->isEpsilon() &&
               transition->target->getStateType() != ATNState::RULE_STOP &&
               transition->target->stateNumber != state->stateNumber &&
               transition->target->getStateType() != ATNState::LOOP_END &&
               entersItem(transition->target)) {
      return true;
    }
  }
  return false;
}

static std::string keywordText(size_t keyword) {
  llvm::StringRef quoted = tokenName(keyword);
  return quoted.drop_front().drop_back().str();
}

static bool isKeyword(size_t token) {
  return token < MigParser::Identifier;
}

void ErrorStrategy::begin(const SourceBuffer& source, SourceTokens& tokens,
                          llvm::ArrayRef<uint32_t> faults, DiagnosticEngine& diags,
                          DiagnosticEngine& repairDiags) {
  source_ = &source;
  tokens_ = &tokens;
  faults_ = faults;
  diags_ = &diags;
  repairDiags_ = &repairDiags;
  recovering_ = false;
  lastReported_ = 0;
  repairs_.clear();
  decisions_.clear();
}

/// Reads off the network which states loop over items, once.
void ErrorStrategy::learn(antlr4::Parser* parser) {
  const ATN& atn = parser->getATN();
  itemLoops_.resize(atn.states.size());
  for (ATNState* state : atn.states)
    if (state && (state->getStateType() == ATNState::STAR_LOOP_ENTRY ||
                  state->getStateType() == ATNState::STAR_LOOP_BACK))
      itemLoops_[state->stateNumber] = entersItem(state);
  for (size_t rule :
       {MigParser::RuleFileItem, MigParser::RuleStatement, MigParser::RuleAlterAction})
    itemStarts_.addAll(atn.nextTokens(atn.ruleToStartState[rule]));
}

Origin ErrorStrategy::origin(size_t token) const {
  return {source_, tokens_->at(token).range()};
}

llvm::StringRef ErrorStrategy::text(size_t token) const {
  return source_->text(tokens_->at(token).range());
}

/// `` after `price` ``, or nothing at the beginning of the file.
std::string ErrorStrategy::after(size_t token) const {
  if (token == 0)
    return {};
  llvm::StringRef previous = text(token - 1);
  if (previous.size() > 40)
    previous = previous.take_front(previous.find_first_of("\r\n ", 20)).take_front(40);
  return fmt::format(" after `{}`", previous.str());
}

bool ErrorStrategy::startsLine(size_t token) const {
  if (token == 0)
    return true;
  return source_->text({tokens_->at(token - 1).range().end, tokens_->at(token).range().begin})
      .contains('\n');
}

bool ErrorStrategy::isConsequence(size_t token) const {
  const uint32_t begin = token ? tokens_->at(token - 1).range().begin : 0;
  const uint32_t end = tokens_->at(token).range().end;
  auto fault = llvm::lower_bound(faults_, begin);
  return fault != faults_.end() && *fault <= end;
}

//===--- Wording ----------------------------------------------------------===//

/// A word that is not one of `keywords`, but almost.
bool ErrorStrategy::reportKeyword(size_t token, llvm::ArrayRef<size_t> expected) {
  if (tokens_->at(token).getType() != MigParser::Identifier)
    return false;
  const std::string lower = text(token).lower();
  NearestName nearest(text(token));
  std::vector<std::string> spellings;
  for (size_t keyword : expected)
    if (isKeyword(keyword))
      spellings.push_back(keywordText(keyword));
  for (const std::string& spelling : spellings)
    nearest.consider(spelling);
  bool upper = llvm::is_contained(spellings, lower);
  const std::string meant = upper ? lower : nearest.found().str();
  if (meant.empty())
    return false;

  auto keyword =
      llvm::find_if(expected, [&](size_t k) { return isKeyword(k) && keywordText(k) == meant; });
  repairs_.push_back({token, *keyword});
  if (upper)
    repairDiags_->report(diag::UpperCaseKeyword, origin(token), meant)
        .fix(origin(token), meant, fmt::format("write `{}`", meant));
  else
    repairDiags_
        ->report(diag::MisspeltKeyword, origin(token),
                 (token && !startsLine(token) ? text(token - 1).str() + " " : "") +
                     text(token).str(),
                 meant)
        .fix(origin(token), meant, fmt::format("write `{}`", meant));
  return true;
}

/// A reserved word where a name should be.
bool ErrorStrategy::reportReserved(size_t token, const Expectation& expected) {
  size_t kind = tokens_->at(token).getType();
  if (!isKeyword(kind) || !expected.allows(MigParser::Identifier))
    return false;
  // Where an expression may begin, a keyword rather means that it is missing.
  if (expected.allows(MigParser::Case) &&
      !(token + 1 < tokens_->count() && tokens_->at(token + 1).getType() == MigParser::Equal))
    return false;
  // `create table {`: a word that goes on as a statement does is no name either.
  if (startsLine(token) && itemStarts_.contains(kind) &&
      tokens_->at(token + 1).getType() != MigParser::Semicolon &&
      !expected.allows(MigParser::Semicolon))
    return false;
  std::string quoted = fmt::format("\"{}\"", text(token).str());
  diags_->report(diag::ReservedWord, origin(token), text(token))
      .fix(origin(token), quoted, fmt::format("to use it as a name, quote it: `{}`", quoted));
  return true;
}

/// The noun of the outermost rule that begins at the token, or what could have come
/// in its place.
std::string ErrorStrategy::wanted(antlr4::Parser* parser, size_t token,
                                  const Expectation& expected) {
  std::string noun;
  for (auto* context = parser->getContext(); context && context->start;
       context = static_cast<ParserRuleContext*>(context->parent)) {
    if (context->start->getTokenIndex() != token)
      break;
    if (auto outer = nounOf(context->getRuleIndex()); outer && !outer->empty())
      noun = outer->str();
  }
  if (noun.empty())
    noun = alternatives(expected.parts());
  // `table`, then a name: a table name.
  if (noun == "a name" && token > 0 && isKeyword(tokens_->at(token - 1).getType())) {
    std::string kind = text(token - 1).str();
    if (objectKindOf(kind))
      noun = fmt::format("a{} {} name", llvm::is_contained("aeiou", kind[0]) ? "n" : "", kind);
  }
  return noun;
}

void ErrorStrategy::reportMissing(antlr4::Parser* parser, size_t token, const Expectation& here) {
  const size_t kind = tokens_->at(token).getType();
  const bool atEnd = kind == antlr4::Token::EOF;
  auto list = here.parts();
  if (llvm::is_contained(list, "`;`") && (startsLine(token) || kind == MigParser::RightBrace)) {
    SourceRange gap{tokens_->at(token - 1).range().end, tokens_->at(token - 1).range().end};
    llvm::StringRef previous = text(token - 1);
    diags_
        ->report(diag::MissingSemicolon, origin(token - 1),
                 fmt::format("`{}`", previous.take_front(40).str()))
        .fix({source_, gap}, ";", "write `;`");
    return;
  }
  std::string noun = wanted(parser, token, here);
  if (noun.empty())
    diags_->report(diag::SyntaxError, origin(token),
                   atEnd ? "the file ends too early"
                         : fmt::format("`{}` is not expected{}", text(token).take_front(40).str(),
                                       after(token)));
  else
    diags_->report(diag::SyntaxError, origin(token),
                   fmt::format("expected {}{}", noun, after(token)));
}

void ErrorStrategy::report(antlr4::Parser* parser, size_t token, const Expectation& here) {
  if (lastReported_ == token + 1 || isConsequence(token))
    return;
  lastReported_ = token + 1;

  // All that might have stood here, as the parser came by.
  Expectation before(parser->getATN());
  if (decisionsAt_ == token)
    for (const Decision& decision : decisions_)
      before.addState(decision.state, decision.context);

  const size_t kind = tokens_->at(token).getType();
  if ((kind == MigParser::DigitWord || kind == MigParser::Duration) &&
      here.allows(MigParser::Integer)) {
    diags_->report(diag::MalformedNumber, origin(token), text(token));
    return;
  }
  llvm::SmallVector<size_t> keywords = here.tokens();
  llvm::append_range(keywords, before.tokens());
  if (reportKeyword(token, keywords) || reportReserved(token, here))
    return;

  if (kind == antlr4::Token::EOF && here.allows(MigParser::RightBrace)) {
    auto diagnostic =
        diags_->report(diag::UnclosedBrace, origin(token), "before the end of the file");
    std::vector<size_t> open;
    for (size_t i = 0; i < token; ++i) {
      if (tokens_->at(i).getType() == MigParser::LeftBrace)
        open.push_back(i);
      else if (tokens_->at(i).getType() == MigParser::RightBrace && !open.empty())
        open.pop_back();
    }
    if (!open.empty())
      diagnostic.note(origin(open.back()), "the block begins here");
    return;
  }
  reportMissing(parser, token, here);
}

//===--- What ANTLR calls -------------------------------------------------===//

void ErrorStrategy::reportError(antlr4::Parser* parser, const RecognitionException& error) {
  if (recovering_)
    return;
  recovering_ = true;
  size_t token = error.getOffendingToken() ? error.getOffendingToken()->getTokenIndex()
                                           : parser->getCurrentToken()->getTokenIndex();
  Expectation here(parser->getATN());
  const auto* noAlternative = dynamic_cast<const NoViableAltException*>(&error);
  if (noAlternative && noAlternative->getDeadEndConfigs() &&
      token != parser->getCurrentToken()->getTokenIndex()) {
    for (const Ref<ATNConfig>& config : noAlternative->getDeadEndConfigs()->configs)
      here.addDeadEnd(*config);
  } else {
    here.addState(parser->getState(), parser->getContext());
  }
  report(parser, token, here);
}

antlr4::Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  const size_t token = parser->getCurrentToken()->getTokenIndex();
  const misc::IntervalSet& next =
      parser->getATN().nextTokens(parser->getATN().states[parser->getState()]);
  const bool closes = next.size() == 1 && (next.contains(size_t(MigParser::Semicolon)) ||
                                           next.contains(size_t(MigParser::RightBrace)));
  if (!closes)
    throw InputMismatchException(parser);
  if (!recovering_) {
    recovering_ = true;
    Expectation here(parser->getATN());
    here.addState(parser->getState(), parser->getContext());
    report(parser, token, here);
  }
  return parser->getCurrentToken();
}

void ErrorStrategy::recover(antlr4::Parser* parser, std::exception_ptr exception) {
  const size_t rule = parser->getContext()->getRuleIndex();
  if (rule == MigParser::RuleEnding || rule == MigParser::RuleFile)
    return; // as if the `;` were there
  if (!isItem(rule))
    std::rethrow_exception(exception);
  skipItem(parser, false);
}

void ErrorStrategy::sync(antlr4::Parser* parser) {
  const size_t token = parser->getInputStream()->index();
  if (token != decisionsAt_) {
    decisions_.clear();
    decisionsAt_ = token;
  }
  const size_t state = parser->getState();
  decisions_.push_back({state, parser->getContext()});

  if (itemLoops_.empty())
    learn(parser);
  if (!itemLoops_[state])
    return;
  const misc::IntervalSet& next = parser->getATN().nextTokens(parser->getATN().states[state]);
  while (!next.contains(parser->getInputStream()->LA(1))) {
    size_t here = parser->getInputStream()->index();
    size_t kind = parser->getInputStream()->LA(1);
    if (kind == antlr4::Token::EOF)
      return;                            // the missing `}` is told where it is matched
    if (kind == MigParser::RightBrace) { // only at the top of the file
      if (!isConsequence(here))
        diags_->report(diag::UnmatchedBrace, origin(here));
      parser->getInputStream()->consume();
      continue;
    }
    if (!recovering_) {
      recovering_ = true;
      Expectation expected(parser->getATN());
      expected.addState(state, parser->getContext());
      report(parser, here, expected);
    }
    skipItem(parser, true);
    recovering_ = false;
  }
}

/// Consumes up to the end of the broken item: its `;`, the `}` of its block, or just
/// before the `}` that ends the list, or a line that begins the next one.
void ErrorStrategy::skipItem(antlr4::Parser* parser, bool atLeastOne) {
  IntStream* input = parser->getInputStream();
  const size_t begin = atLeastOne ? input->index() : parser->getContext()->start->getTokenIndex();
  unsigned depth = 0;
  for (;; input->consume()) {
    const size_t kind = input->LA(1);
    const size_t token = input->index();
    if (kind == antlr4::Token::EOF)
      return;
    if (depth == 0 && token > begin && startsLine(token) && itemStarts_.contains(kind))
      return;
    if (kind == MigParser::LeftBrace) {
      ++depth;
    } else if (kind == MigParser::RightBrace) {
      if (depth == 0)
        return;
      if (--depth == 0)
        break;
    } else if (kind == MigParser::Semicolon && depth == 0) {
      break;
    }
  }
  input->consume();
}

} // namespace retort
