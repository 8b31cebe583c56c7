#include "Syntax/Format/CommentPlacer.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace retort {

using layout::PlacedComment;
using layout::PrintedToken;
using Place = PlacedComment::Place;

//===--- Settling ---------------------------------------------------------===//

/// Puts the comments between two tokens into an order that is found again: trailing
/// ones, then those on their own lines, then those right before the second token.
template <typename Token>
static void settleGap(Token& previous, Token& next, llvm::ArrayRef<PlacedComment> comments) {
  previous.after.clear();
  next.before.clear();
  size_t inlineFrom = comments.size();
  while (inlineFrom > 0 && comments[inlineFrom - 1].place == Place::Inline)
    --inlineFrom;
  bool trailing = true;
  for (auto [i, comment] : llvm::enumerate(comments)) {
    trailing &= comment.place == Place::Trailing;
    if (trailing) {
      previous.after.push_back(comment);
      trailing = !comment.text.starts_with("//"); // it takes the rest of the line
      continue;
    }
    next.before.push_back(comment);
    if (i < inlineFrom)
      next.before.back().place = Place::OwnLine;
  }
}

/// A comment that ends a line before `;` or `,` stands behind it from now on.
template <typename Token> static void settle(std::vector<Token>& tokens) {
  llvm::SmallVector<PlacedComment> carried;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    Token& previous = tokens[i];
    Token& next = tokens[i + 1];
    llvm::SmallVector<PlacedComment> gap = std::exchange(carried, {});
    if (gap.empty() && previous.after.empty() && next.before.empty())
      continue;
    gap.append(previous.after);
    gap.append(next.before);
    const bool endsLine =
        llvm::any_of(gap, [](const PlacedComment& c) { return c.place != Place::Inline; });
    const bool isPunctuation = next.text == ";" || next.text == ",";
    if (!endsLine || !isPunctuation) {
      settleGap(previous, next, gap);
      continue;
    }
    previous.after.clear();
    next.before.clear();
    for (PlacedComment& comment : gap)
      if (comment.place == Place::Inline)
        comment.place = Place::OwnLine;
    carried = std::move(gap);
  }
}

//===--- Reading the source -----------------------------------------------===//

CommentPlacer::CommentPlacer(const Program& program) : source_(*program.source) {
  read(program);
  settle(tokens_);
}

/// A `;` after nothing that could need one.
static bool isStray(llvm::StringRef text, llvm::StringRef previous) {
  return text == ";" && (previous.empty() || previous == ";" || previous == "{" || previous == "}");
}

PlacedComment CommentPlacer::commentAt(SourceRange range, bool blankBefore) const {
  PlacedComment comment;
  comment.text = source_.text(range).rtrim();
  comment.blankBefore = blankBefore;
  comment.column = range.begin - source_.lineStart(range.begin);
  return comment;
}

namespace {
/// What stands between two tokens or comments; strays are part of it.
struct Gap {
  bool line = false;  // a line ends in it
  bool blank = false; // an empty line stands in it

  void add(llvm::StringRef space) {
    const size_t ends = space.count('\n');
    line |= ends > 0;
    blank |= ends > 1;
  }
};
} // namespace

/// Tokens and comments in one sequence: strays are left out, comments wait in `before`
/// of the next token until it is known on which side of a line end they stand.
void CommentPlacer::read(const Program& program) {
  tokens_.reserve(program.tokens.size() + 1);
  llvm::ArrayRef<Comment> comments = program.comments;
  uint32_t end = 0; // of what was last seen
  Gap gap;
  SourceToken next;
  // Moves on to `range`; tells what stands before it.
  auto advance = [&](SourceRange range) {
    gap.add(source_.text({end, range.begin}));
    end = range.end;
    return std::exchange(gap, {});
  };
  auto takeComments = [&](uint32_t until) {
    for (; !comments.empty() && comments.front().range.begin < until;
         comments = comments.drop_front()) {
      const SourceRange range = comments.front().range;
      const Gap before = advance(range);
      next.before.push_back(commentAt(range, before.blank));
      next.before.back().place = before.line ? Place::OwnLine : Place::Trailing;
    }
  };
  auto add = [&](SourceRange range) {
    takeComments(range.begin);
    next.range = range;
    next.text = source_.text(range);
    const Gap before = advance(range);
    if (isStray(next.text, tokens_.empty() ? "" : tokens_.back().text)) {
      gap = before; // its comments wait for the next token
      return;
    }
    next.blankBefore = before.blank;
    next.lineBefore = before.line || next.text.empty();
    classify(tokens_.empty() ? nullptr : &tokens_.back(), next);
    tokens_.push_back(std::exchange(next, {}));
  };
  for (const Token& token : program.tokens)
    add(token.range);
  const auto size = static_cast<uint32_t>(source_.text().size());
  add({size, size});
}

/// Which of the comments between two tokens trail the first, stand alone, or stand
/// right before the second.
void CommentPlacer::classify(SourceToken* previous, SourceToken& next) {
  auto& comments = next.before;
  const size_t count = comments.size();
  auto lineEndsAfter = [&](size_t i) {
    return i + 1 < count ? comments[i + 1].place == Place::OwnLine : next.lineBefore;
  };
  // The first ones, up to a line end, stand on the line of the token before.
  size_t trailing = 0;
  while (previous && trailing < count && comments[trailing].place == Place::Trailing)
    ++trailing;
  if (trailing > 0 && !lineEndsAfter(trailing - 1))
    trailing = 0;
  for (size_t i = 0; i < trailing; ++i)
    previous->after.push_back(comments[i]);
  comments.erase(comments.begin(), comments.begin() + static_cast<ptrdiff_t>(trailing));

  // The last ones, from a line end or from the token before, stand on the line of the
  // next token; a comment of several lines takes lines of its own.
  bool onLine = !next.lineBefore;
  for (PlacedComment& comment : llvm::reverse(comments)) {
    const bool beginsLine = comment.place == Place::OwnLine;
    onLine &= !comment.text.contains('\n') && !comment.text.starts_with("//");
    comment.place = onLine ? Place::Inline : Place::OwnLine;
    onLine &= !beginsLine;
  }
}

size_t CommentPlacer::indexOf(uint32_t offset) const {
  return static_cast<size_t>(llvm::lower_bound(tokens_, offset,
                                               [](const SourceToken& token, uint32_t at) {
                                                 return token.range.begin < at;
                                               }) -
                             tokens_.begin());
}

bool CommentPlacer::blankBefore(uint32_t offset) const {
  const SourceToken& token = tokens_[indexOf(offset)];
  return token.blankBefore || llvm::any_of(token.before, [](const PlacedComment& comment) {
           return comment.blankBefore;
         });
}

//===--- Laying the sequences side by side --------------------------------===//

/// Moves the tokens of reordered parts, and their comments with them.
void CommentPlacer::reorder(const Reordering& order) {
  llvm::SmallVector<size_t> places;
  for (SourceRange range : order)
    for (size_t i = indexOf(range.begin); i < tokens_.size() && tokens_[i].range.begin < range.end;
         ++i)
      places.push_back(i);
  std::vector<SourceToken> moved;
  moved.reserve(places.size());
  for (size_t i : places)
    moved.push_back(std::move(tokens_[i]));
  llvm::sort(places);
  for (size_t i = 0; i < places.size(); ++i)
    tokens_[places[i]] = std::move(moved[i]);
}

/// Comments of a token that is not printed go to the next one that is.
static void inherit(llvm::SmallVectorImpl<PlacedComment>& to,
                    llvm::ArrayRef<PlacedComment> comments) {
  for (PlacedComment comment : comments) {
    comment.place = Place::OwnLine;
    comment.blankBefore = false; // blankBefore() has answered for where it was
    to.push_back(comment);
  }
}

void CommentPlacer::match(std::vector<PrintedToken>& tokens) {
  // Where the AST knows a place, it is looked up; between two such tokens, words are
  // compared.
  llvm::DenseMap<uint32_t, size_t> places;
  for (size_t i = 0; i + 1 < tokens_.size(); ++i)
    places[tokens_[i].range.begin] = i;
  const auto placeOf = [&](const PrintedToken& token) -> std::optional<size_t> {
    if (!token.offset)
      return std::nullopt;
    auto found = places.find(*token.offset);
    if (found == places.end())
      return std::nullopt;
    llvm::StringRef text = tokens_[found->second].text;
    const bool same = text == token.text || text.starts_with("\"") || token.text.starts_with("\"");
    return same ? std::optional(found->second) : std::nullopt;
  };

  size_t next = 0; // in tokens_
  auto give = [&](PrintedToken& token, size_t source) {
    for (; next < source; ++next) {
      inherit(token.before, tokens_[next].before);
      inherit(token.before, tokens_[next].after);
    }
    SourceToken& from = tokens_[next++];
    token.blankBefore = from.blankBefore;
    token.before.append(from.before);
    token.after.append(from.after);
  };
  for (size_t begin = 0; begin < tokens.size();) {
    // A run of tokens without a known place, and the one with a place that ends it.
    size_t end = begin;
    std::optional<size_t> place;
    while (end < tokens.size()) {
      place = placeOf(tokens[end]);
      if (place && *place < next)
        place.reset();
      if (place)
        break;
      ++end;
    }
    const size_t limit = place ? *place : tokens_.size() - 1;
    for (; begin < end; ++begin) {
      size_t found = next;
      while (found < limit && tokens_[found].text != tokens[begin].text)
        ++found;
      if (found < limit)
        give(tokens[begin], found);
    }
    if (place)
      give(tokens[begin++], *place);
  }
  // The last token of the output is the end of the file.
  if (next < tokens_.size())
    give(tokens.back(), tokens_.size() - 1);
}

void CommentPlacer::place(std::vector<PrintedToken>& tokens,
                          llvm::ArrayRef<Reordering> reorderings) {
  assert(!tokens.empty() && tokens.back().text.empty() && "a printed file ends in its end");
  for (const Reordering& order : reorderings)
    reorder(order);
  match(tokens);
  settle(tokens);
}

} // namespace retort
