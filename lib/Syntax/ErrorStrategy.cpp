#include "Syntax/ErrorStrategy.h"

#include "Catalog/ObjectKind.h"
#include "MigParser.h"
#include "Support/NearestName.h"
#include "Support/Unicode.h"
#include "Syntax/Parser.h"

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

static bool isKeyword(size_t token) {
  return token < MigParser::Identifier;
}

static llvm::StringRef keywordText(size_t keyword) {
  return tokenName(keyword).drop_front().drop_back();
}

static std::optional<size_t> keywordOf(llvm::StringRef word) {
  for (size_t keyword = 1; isKeyword(keyword); ++keyword)
    if (keywordText(keyword) == word)
      return keyword;
  return std::nullopt;
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
  reported_ = 0;
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

/// On one line, and not longer than a message should be.
static std::string clipped(llvm::StringRef text) {
  constexpr size_t most = 30;
  llvm::StringRef line =
      clipUtf8(text.take_until([](char c) { return c == '\n' || c == '\r'; }), most);
  return line.size() < text.size() ? line.str() + "..." : line.str();
}

/// `` after `price` ``, or nothing at the beginning of the file.
std::string ErrorStrategy::after(size_t token) const {
  if (token == 0)
    return {};
  return fmt::format(" after `{}`", clipped(text(token - 1)));
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

/// Whether a word is near enough to a keyword to read it as one. A short word is
/// near to many: there only a letter too few, or letters in another order, count.
static bool isSlip(llvm::StringRef word, llvm::StringRef keyword) {
  if (word.size() >= 4)
    return true;
  std::string a = word.str(), b = keyword.str();
  llvm::sort(a);
  llvm::sort(b);
  return word.size() >= 2 && (a == b || word.size() + 1 == keyword.size());
}

/// `NOT NULL`: as many words as are keywords in capitals.
size_t ErrorStrategy::capitals(size_t token) const {
  size_t end = token;
  auto isCapital = [&](size_t i) {
    return i < tokens_->count() && tokens_->at(i).getType() == MigParser::Identifier &&
           text(i) == text(i).upper() && keywordOf(text(i).lower());
  };
  while (isCapital(end))
    ++end;
  return end - token;
}

/// A word that is meant to be a keyword that fits.
bool ErrorStrategy::reportKeyword(size_t token, llvm::ArrayRef<size_t> expected, bool mayEnd) {
  if (tokens_->at(token).getType() != MigParser::Identifier)
    return false;
  const std::optional<size_t> lower = keywordOf(text(token).lower());
  if (lower && llvm::is_contained(expected, *lower)) {
    const size_t count = std::max<size_t>(capitals(token), 1);
    std::string meant;
    for (size_t i = token; i < token + count; ++i) {
      repairs_.push_back({i, *keywordOf(text(i).lower())});
      meant += (meant.empty() ? "" : " ") + text(i).lower();
    }
    const Origin words = origin(token).with(
        SourceRange::join(tokens_->at(token).range(), tokens_->at(token + count - 1).range()));
    repairDiags_->report(diag::UpperCaseKeyword, words, meant)
        .fix(words, meant, fmt::format("write `{}`", meant));
    return true;
  }
  // A `;` is missing more often than the first word of a line is misspelt.
  if (mayEnd && startsLine(token))
    return false;
  NearestName nearest(text(token));
  for (size_t keyword : expected)
    if (isKeyword(keyword))
      nearest.consider(keywordText(keyword));
  if (nearest.found().empty() || !isSlip(text(token), nearest.found()))
    return false;
  const std::string meant = nearest.found().str();
  repairs_.push_back({token, *keywordOf(meant)});
  const bool afterWord = token > 0 && !startsLine(token) && llvm::isAlnum(text(token - 1).back());
  repairDiags_
      ->report(diag::MisspeltKeyword, origin(token),
               (afterWord ? text(token - 1).str() + " " : "") + text(token).str(), meant)
      .fix(origin(token), meant, fmt::format("write `{}`", meant));
  return true;
}

/// A reserved word where a name should be; the rest is read as if it were one.
bool ErrorStrategy::reportReserved(size_t token, const Expectation& expected) {
  const size_t kind = tokens_->at(token).getType();
  if (!isKeyword(kind) || !expected.allows(MigParser::Identifier))
    return false;
  const size_t next = tokens_->at(token + 1).getType();
  // Where an expression may begin, a keyword rather means that it is missing.
  if (expected.allows(MigParser::Case) && next != MigParser::Equal)
    return false;
  // `x (select 1)`: a query in the wrong place.
  if (kind == MigParser::Select && token > 0 &&
      tokens_->at(token - 1).getType() == MigParser::LeftParen)
    return false;
  // A line that begins another item: the name is missing before it.
  if (startsLine(token) && itemStarts_.contains(kind) && !expected.allows(MigParser::Semicolon))
    return false;
  repairs_.push_back({token, MigParser::Identifier});
  const std::string quoted = fmt::format("\"{}\"", text(token).str());
  repairDiags_->report(diag::ReservedWord, origin(token), text(token))
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

/// The habits of SQL that a message alone would not explain.
void ErrorStrategy::explain(DiagnosticBuilder diagnostic, size_t token, const Expectation& here,
                            const Expectation& before) const {
  const size_t kind = tokens_->at(token).getType();
  const bool isName = kind == MigParser::Identifier || kind == MigParser::QuotedName;
  if (here.allows(MigParser::LeftBrace) && kind == MigParser::LeftParen)
    diagnostic.help("what a table holds stands in braces, and each ends in `;`: "
                    "`table users { id int; }`");
  else if (here.allows(MigParser::LeftBrace) && here.tokens().size() == 1)
    diagnostic.help("what changes stands in braces, and each ends in `;`: "
                    "`alter table users { drop column age; }`");
  else if (here.allows(MigParser::String) && kind == MigParser::QuotedName)
    diagnostic.help("a string stands in single quotes; double quotes are for names");
  else if (here.allows(MigParser::DigitWord) && kind == MigParser::Decimal)
    diagnostic.help("an id with other signs than letters, digits and `_` is quoted");
  else if (isName && (before.allows(MigParser::As) || here.allows(MigParser::As)))
    diagnostic.help(fmt::format("another name is given with `as`: `as {}`", text(token).str()));
}

void ErrorStrategy::reportMissing(antlr4::Parser* parser, size_t token, const Expectation& here,
                                  const Expectation& before) {
  const size_t kind = tokens_->at(token).getType();
  const bool mayEnd = llvm::is_contained(here.parts(), "`;`");
  if (mayEnd &&
      (startsLine(token) || kind == MigParser::RightBrace || kind == antlr4::Token::EOF)) {
    const uint32_t end = tokens_->at(token - 1).range().end;
    diags_
        ->report(diag::MissingSemicolon, origin(token - 1),
                 fmt::format("`{}`", clipped(text(token - 1))))
        .fix({source_, {end, end}}, ";", "write `;`");
    return;
  }
  const std::string noun = wanted(parser, token, here);
  std::string message;
  if (noun.empty())
    message = kind == antlr4::Token::EOF
                  ? "the file ends too early"
                  : fmt::format("`{}` is not expected{}", clipped(text(token)), after(token));
  else
    message = fmt::format("expected {}{}", noun, after(token));
  if (mayEnd)
    message += fmt::format(", found `{}`", clipped(text(token)));
  explain(diags_->report(diag::SyntaxError, origin(token), message), token, here, before);
}

std::optional<size_t> ErrorStrategy::innermostOpenBrace() const {
  llvm::SmallVector<size_t> open;
  for (size_t i = 0; i < tokens_->count(); ++i) {
    if (tokens_->at(i).getType() == MigParser::LeftBrace)
      open.push_back(i);
    else if (tokens_->at(i).getType() == MigParser::RightBrace && !open.empty())
      open.pop_back();
  }
  return open.empty() ? std::nullopt : std::optional(open.back());
}

void ErrorStrategy::report(antlr4::Parser* parser, size_t token, const Expectation& here) {
  if (lastReported_ == token + 1 || isConsequence(token) || ++reported_ > Parser::maxErrors + 1)
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
  const bool mayEnd = llvm::is_contained(here.parts(), "`;`");
  if (reportKeyword(token, keywords, mayEnd) || reportReserved(token, here))
    return;

  if (kind == antlr4::Token::EOF)
    if (std::optional<size_t> open = innermostOpenBrace()) {
      diags_->report(diag::UnclosedBrace, origin(token))
          .note(origin(*open), "the block begins here");
      return;
    }
  reportMissing(parser, token, here, before);
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

/// Only where the next thing plainly begins, or the block ends.
bool ErrorStrategy::mayInsertSemicolon(size_t token) const {
  const size_t kind = tokens_->at(token).getType();
  return startsLine(token) || kind == MigParser::RightBrace || kind == antlr4::Token::EOF ||
         itemStarts_.contains(kind);
}

antlr4::Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  const size_t token = parser->getCurrentToken()->getTokenIndex();
  const misc::IntervalSet& next =
      parser->getATN().nextTokens(parser->getATN().states[parser->getState()]);
  const bool semicolon = next.size() == 1 && next.contains(size_t(MigParser::Semicolon));
  const bool brace = next.size() == 1 && next.contains(size_t(MigParser::RightBrace));
  if (!(semicolon && mayInsertSemicolon(token)) && !brace)
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
  if (rule == MigParser::RuleFile)
    return;
  if (rule == MigParser::RuleEnding && mayInsertSemicolon(parser->getInputStream()->index()))
    return; // as if the `;` were there
  if (!isItem(rule))
    std::rethrow_exception(exception);
  skipItem(parser, false);
  recovering_ = false;
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
