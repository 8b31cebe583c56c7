#include "Syntax/Format/Renderer.h"

#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::layout {

Renderer::Renderer(const Layout& layout) : layout_(layout) {}

//===--- Measuring --------------------------------------------------------===//

static bool hasOwnLine(const PrintedToken& token) {
  return llvm::any_of(token.before, [](const PlacedComment& c) {
    return c.place == PlacedComment::Place::OwnLine;
  });
}

static size_t widthOf(const PrintedToken& token) {
  size_t width = displayWidth(token.text);
  for (const PlacedComment& comment : token.before)
    if (comment.place == PlacedComment::Place::Inline)
      width += displayWidth(comment.text) + 1;
  return width;
}

void Renderer::measure() {
  const auto& ops = layout_.ops_;
  const size_t count = ops.size();
  widthBefore_.resize(count + 1);
  match_.resize(count, count);
  nextLine_.resize(count + 1, count);

  struct Open {
    size_t op;
    size_t lastFill; // directly in this group, waiting for its end
  };
  llvm::SmallVector<Open> open{{count, count}};
  auto endFill = [&](size_t at) {
    if (open.back().lastFill != count)
      match_[open.back().lastFill] = at;
    open.back().lastFill = count;
  };
  for (size_t i = 0; i < count; ++i) {
    const Op& op = ops[i];
    size_t width = op.value;
    switch (op.kind) {
    case Op::Token: {
      const PrintedToken& token = layout_.tokens_[op.value];
      width = widthOf(token);
      if (token.text.contains('\n'))
        multiLine_.push_back(i);
      break;
    }
    case Op::OpenGroup:
      open.push_back({i, count});
      break;
    case Op::CloseGroup:
      endFill(i);
      match_[open.pop_back_val().op] = i;
      break;
    case Op::FillLine:
      endFill(i);
      open.back().lastFill = i;
      break;
    case Op::Line:
    case Op::HardLine:
    case Op::ItemLine:
    case Op::BlankLine:
      endFill(i);
      break;
    case Op::Space:
    case Op::OpenNest:
    case Op::CloseNest:
    case Op::OpenBracket:
    case Op::CloseBracket:
      break;
    }
    widthBefore_[i + 1] = widthBefore_[i] + width;
  }
  for (size_t i = count; i-- > 0;) {
    const bool isLine = ops[i].kind >= Op::Line && ops[i].kind <= Op::BlankLine;
    nextLine_[i] = isLine ? i : nextLine_[i + 1];
  }
}

/// A group breaks if a line must end inside it: at a hard line, before a comment on a
/// line of its own, after a trailing comment. A comment before its first token or
/// after its last one is outside.
void Renderer::findForcedBreaks() {
  const auto& ops = layout_.ops_;
  forced_.resize(ops.size());
  struct Open {
    size_t op;
    bool hasToken;
  };
  llvm::SmallVector<Open> open;
  std::optional<size_t> endedLine; // the operation of a token with trailing comments
  // A forced group's parents are forced too, so that each is marked once.
  auto forceFrom = [&](size_t depth) {
    while (depth > 0 && !forced_[open[depth - 1].op])
      forced_[open[--depth].op] = true;
  };
  for (size_t i = 0; i < ops.size(); ++i) {
    switch (ops[i].kind) {
    case Op::OpenGroup:
      open.push_back({i, false});
      break;
    case Op::CloseGroup: {
      const bool hasToken = open.pop_back_val().hasToken;
      if (!open.empty())
        open.back().hasToken |= hasToken;
      break;
    }
    case Op::HardLine:
    case Op::ItemLine:
    case Op::BlankLine:
      forceFrom(open.size());
      break;
    case Op::Token: {
      if (endedLine) {
        size_t depth = open.size();
        while (depth > 0 && open[depth - 1].op > *endedLine)
          --depth;
        forceFrom(depth);
        endedLine.reset();
      }
      const PrintedToken& token = layout_.tokens_[ops[i].value];
      if (hasOwnLine(token)) {
        size_t depth = open.size();
        while (depth > 0 && !open[depth - 1].hasToken)
          --depth;
        forceFrom(depth);
      }
      // Parents have a token as soon as a child has one.
      for (size_t depth = open.size(); depth > 0 && !open[depth - 1].hasToken; --depth)
        open[depth - 1].hasToken = true;
      if (!token.after.empty())
        endedLine = i;
      break;
    }
    case Op::Space:
    case Op::Line:
    case Op::FillLine:
    case Op::OpenNest:
    case Op::CloseNest:
    case Op::OpenBracket:
    case Op::CloseBracket:
      break;
    }
  }
}

bool Renderer::fits(size_t begin, size_t end, size_t column) const {
  const size_t tail = nextLine_[end];
  auto first = llvm::lower_bound(multiLine_, begin);
  if (first == multiLine_.end() || *first >= tail)
    return column + widthBefore_[tail] - widthBefore_[begin] <= preferredWidth;
  // A text of several lines: what stands before its first line end must fit, and
  // what follows its last.
  auto textOf = [&](size_t op) { return layout_.tokens_[layout_.ops_[op].value].text; };
  auto last = std::prev(llvm::lower_bound(multiLine_, tail));
  const size_t head =
      widthBefore_[*first] - widthBefore_[begin] + displayWidth(textOf(*first).split('\n').first);
  const size_t rest = displayWidth(textOf(*last).rsplit('\n').second) + widthBefore_[tail] -
                      widthBefore_[*last + 1];
  return column + head <= preferredWidth && rest <= preferredWidth;
}

//===--- Writing ----------------------------------------------------------===//

/// Where the next token would begin.
size_t Renderer::column() const {
  if (fresh_)
    return lineIndent_;
  return mustBreak_ ? indent_ + indentWidth : column_ + space_;
}

void Renderer::newLine(unsigned indent) {
  out_ += '\n';
  lineStart_ = out_.size();
  column_ = 0;
  lineIndent_ = indent;
  space_ = 0;
  fresh_ = true;
  mustBreak_ = false;
}

void Renderer::freshLine(unsigned indent) {
  if (!fresh_)
    newLine(indent);
}

void Renderer::write(llvm::StringRef text) {
  out_ += text;
  const auto [head, tail] = text.rsplit('\n');
  const bool severalLines = head.size() != text.size();
  column_ = severalLines ? displayWidth(tail) : column_ + displayWidth(text);
  if (severalLines)
    lineStart_ = out_.size() - tail.size();
}

void Renderer::begin(bool blankBefore, unsigned indent) {
  if (fresh_) {
    if (!afterOpener_ && (forceBlank_ || (keepBlank_ && blankBefore))) {
      out_ += '\n';
      lineStart_ = out_.size();
    }
    out_.append(indent, ' ');
    column_ = indent;
  } else {
    out_.append(space_, ' ');
    column_ += space_;
  }
  space_ = 0;
  fresh_ = false;
  forceBlank_ = false;
  afterOpener_ = false;
}

/// A comment of several lines keeps its shape: its other lines move as far as its
/// first one did.
void Renderer::writeComment(const PlacedComment& comment) {
  const auto moved = static_cast<int64_t>(out_.size() - lineStart_) - comment.column;
  auto [first, rest] = comment.text.split('\n');
  write(first.rtrim());
  if (first.size() == comment.text.size())
    return;
  for (llvm::StringRef line : llvm::split(rest, '\n')) {
    llvm::StringRef text = line.trim();
    const auto indent = static_cast<int64_t>(line.size() - line.ltrim().size());
    out_ += '\n';
    lineStart_ = out_.size();
    column_ = 0;
    if (!text.empty())
      write(std::string(std::max<int64_t>(0, indent + moved), ' ') + text.str());
  }
}

void Renderer::writeOwnLine(const PlacedComment& comment, unsigned indent) {
  begin(comment.blankBefore, indent);
  writeComment(comment);
}

void Renderer::writeToken(const PrintedToken& token) {
  const bool kept = keepBlank_;
  for (const PlacedComment& comment : token.before)
    if (comment.place == PlacedComment::Place::OwnLine) {
      freshLine(indent_ + indentWidth);
      const unsigned tokenIndent = lineIndent_;
      writeOwnLine(comment, tokenIndent + (token.closes ? indentWidth : 0));
      newLine(tokenIndent);
    }
  keepBlank_ = kept && !token.closes;
  if (mustBreak_)
    newLine(indent_ + indentWidth);
  if (token.text.empty())
    return; // the end of the file
  for (const PlacedComment& comment : token.before)
    if (comment.place == PlacedComment::Place::Inline) {
      if (!fresh_ && space_ == 0)
        space_ = 1;
      begin(comment.blankBefore, lineIndent_);
      writeComment(comment);
      space_ = token.text == ";" || token.text == "," ? 0 : 1;
    }
  begin(token.blankBefore, lineIndent_);
  write(token.text);
  keepBlank_ = false;
  afterOpener_ = token.text == "{" || token.text == "(";
  for (const PlacedComment& comment : token.after) {
    space_ = 1;
    begin(false, 0);
    writeComment(comment);
    mustBreak_ = true;
    afterOpener_ = token.text == "{" || token.text == "(";
  }
}

/// Whether the next token has a comment on a line of its own before it.
bool Renderer::commentFollows(size_t op) const {
  const auto& ops = layout_.ops_;
  while (op < ops.size() && ops[op].kind != Op::Token)
    ++op;
  return op < ops.size() && hasOwnLine(layout_.tokens_[ops[op].value]);
}

/// A fill line breaks if that makes what follows fit; what fits nowhere stays, if it
/// can break later.
bool Renderer::fillBreaks(size_t op) const {
  if (commentFollows(op))
    return true;
  if (fits(op, match_[op], column()))
    return false;
  return fits(op + 1, match_[op], indent_) || !fits(op, op + 1, column());
}

void Renderer::writeLine(size_t i) {
  const Op& op = layout_.ops_[i];
  bool breaks = mustBreak_;
  switch (op.kind) {
  case Op::Line:
    breaks |= isBroken();
    break;
  case Op::FillLine:
    breaks |= isBroken() && fillBreaks(i);
    break;
  default:
    breaks = true;
  }
  if (!breaks) {
    space_ += op.value;
    return;
  }
  if (!fresh_)
    newLine(indent_);
  lineIndent_ = indent_;
  keepBlank_ = op.kind == Op::ItemLine;
  forceBlank_ = op.kind == Op::BlankLine;
}

std::string Renderer::run() {
  measure();
  findForcedBreaks();
  keepBlank_ = true;
  const auto& ops = layout_.ops_;
  for (size_t i = 0; i < ops.size(); ++i) {
    switch (ops[i].kind) {
    case Op::Token:
      writeToken(layout_.tokens_[ops[i].value]);
      break;
    case Op::Space:
      if (!fresh_)
        space_ += ops[i].value;
      break;
    case Op::Line:
    case Op::FillLine:
    case Op::HardLine:
    case Op::ItemLine:
    case Op::BlankLine:
      writeLine(i);
      break;
    case Op::OpenGroup: {
      const bool inFlat = !groups_.empty() && !groups_.back();
      groups_.push_back(forced_[i] || (!inFlat && !fits(i, match_[i], column())));
      break;
    }
    case Op::CloseGroup:
      groups_.pop_back();
      break;
    case Op::OpenNest:
      indent_ += indentWidth;
      break;
    case Op::CloseNest:
      indent_ -= indentWidth;
      break;
    case Op::OpenBracket:
      brackets_.push_back(std::exchange(indent_, lineIndent_));
      break;
    case Op::CloseBracket:
      indent_ = brackets_.back();
      brackets_.pop_back();
      break;
    }
  }
  if (!fresh_)
    newLine(0);
  return std::move(out_);
}

} // namespace retort::layout
