#include "Revision/Expression.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace retort {

static constexpr llvm::StringLiteral words[] = {
#define RETORT_ANCHOR(Name, Spelling) Spelling,
#include "Revision/Anchors.def"
};

llvm::ArrayRef<llvm::StringLiteral> anchorWords() {
  return words;
}

std::optional<Anchor> findAnchor(llvm::StringRef word) {
  const auto* found = llvm::find(words, word);
  if (found == std::end(words))
    return std::nullopt;
  return static_cast<Anchor>(found - words);
}

namespace {

/// Parses parts of one argument, and knows where in it each of them stands.
class ExpressionParser {
public:
  ExpressionParser(llvm::StringRef text, Origin origin, DiagnosticEngine& diags)
      : text_(text), origin_(origin), diags_(diags) {}

  std::optional<RevisionExpression> parsePoint(llvm::StringRef text);

private:
  bool parseSteps(llvm::StringRef& rest, RevisionExpression& point);

  std::nullopt_t malformed(llvm::StringRef part, const std::string& why) {
    diags_.report(diag::MalformedRevisionExpression, originOf(part), why);
    return std::nullopt;
  }

  /// `part` lies within `text_`.
  Origin originOf(llvm::StringRef part) const {
    if (!origin_)
      return origin_;
    const auto begin = static_cast<uint32_t>(origin_.range.begin + (part.data() - text_.data()));
    return origin_.with({begin, begin + static_cast<uint32_t>(part.size())});
  }

  llvm::StringRef text_;
  Origin origin_;
  DiagnosticEngine& diags_;
};

std::optional<RevisionExpression> ExpressionParser::parsePoint(llvm::StringRef text) {
  RevisionExpression point;
  point.text = text.str();
  point.origin = originOf(text);
  if (text.empty())
    return malformed(text, "a revision is missing");
  llvm::StringRef rest = text;
  if (const size_t at = text.find('@'); at != llvm::StringRef::npos) {
    point.branch = text.take_front(at).str();
    rest = text.substr(at + 1);
    if (point.branch.empty())
      return malformed(text.take_front(1), "before `@` stands the label of a branch");
    if (rest.contains('@'))
      return malformed(rest.substr(rest.find('@'), 1), "only one `@` can stand in a revision");
    if (rest.empty())
      return malformed(text.substr(at, 1),
                       fmt::format("after `@` stands a revision: `{0}@head`, `{0}@base`, `{0}@+1`",
                                   point.branch));
  }
  if (!parseSteps(rest, point))
    return std::nullopt;
  if (rest.empty()) {
    point.relative = true;
  } else if (auto anchor = findAnchor(rest)) {
    point.anchor = *anchor;
  } else {
    point.anchor = Anchor::Name;
    point.name = rest.str();
  }
  return point;
}

/// Takes `+N` or `-N` off the end of `rest`.
bool ExpressionParser::parseSteps(llvm::StringRef& rest, RevisionExpression& point) {
  const size_t sign = rest.find_first_of("+-");
  if (sign == llvm::StringRef::npos)
    return true;
  const llvm::StringRef digits = rest.substr(sign + 1);
  if (digits.empty() || !llvm::all_of(digits, llvm::isDigit) ||
      digits.getAsInteger(10, point.steps)) {
    malformed(rest.substr(sign), fmt::format("after `{}` stands a number of steps", rest[sign]));
    return false;
  }
  if (rest[sign] == '-')
    point.steps = -point.steps;
  rest = rest.take_front(sign);
  return true;
}

} // namespace

std::optional<RevisionExpression> parseRevisionExpression(llvm::StringRef text, Origin origin,
                                                          DiagnosticEngine& diags) {
  if (text.contains(':')) {
    diags.report(diag::MalformedRevisionExpression, origin,
                 fmt::format("one revision is meant here, and `{}` is a range", text.str()));
    return std::nullopt;
  }
  return ExpressionParser(text, origin, diags).parsePoint(text);
}

std::optional<RevisionRange> parseRevisionRange(llvm::StringRef text, Origin origin,
                                                DiagnosticEngine& diags) {
  ExpressionParser parser(text, origin, diags);
  RevisionRange range;
  const size_t colon = text.find(':');
  if (colon == llvm::StringRef::npos) {
    range.from = parser.parsePoint(text);
    range.to = range.from;
    return range.from ? std::optional(range) : std::nullopt;
  }
  const llvm::StringRef from = text.take_front(colon), to = text.substr(colon + 1);
  if (!from.empty() && !(range.from = parser.parsePoint(from)))
    return std::nullopt;
  if (!to.empty() && !(range.to = parser.parsePoint(to)))
    return std::nullopt;
  return range;
}

} // namespace retort
