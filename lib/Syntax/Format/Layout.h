//===- Layout.h - from tokens and places for line breaks to lines ---------===//
//
// The printer of the AST says what is printed (tokens, spaces) and where a line may
// end; this decides where lines do end. It is Oppen's algorithm with the vocabulary
// of Wadler's: a group is set on one line if it fits, else all its lines break; a
// fill line breaks only if what follows it does not fit. Time is linear in the number
// of tokens, however deep the groups.
//
// Comments hang on tokens and are no concern of the printer. Where a comment ends a
// line, the groups around it break.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"

#include <optional>
#include <string>
#include <vector>

namespace retort::layout {

/// The lines that nothing should be longer than.
constexpr size_t preferredWidth = 100;
constexpr unsigned indentWidth = 2;

struct PlacedComment {
  enum class Place : uint8_t {
    Trailing, // behind a token; the line ends after it
    OwnLine,  // alone on its line, or on its lines
    Inline    // `/* this */` right before a token, on the same line
  };
  llvm::StringRef text; // with its marks, without white space around it
  Place place = Place::OwnLine;
  bool blankBefore = false; // an empty line stood before it
  unsigned column = 0;      // in bytes from 0, where it began in its line
};

/// One token of the output.
struct PrintedToken {
  llvm::StringRef text;
  /// Where it stands in the source, if the AST knows it.
  std::optional<uint32_t> offset;
  /// It ends a block or a list: comments before it belong inside.
  bool closes = false;
  bool blankBefore = false;
  llvm::SmallVector<PlacedComment, 0> before; // OwnLine, then Inline
  llvm::SmallVector<PlacedComment, 0> after;  // Trailing
};

class Layout {
public:
  //===--- What the printer says ------------------------------------------===//

  void token(llvm::StringRef text, std::optional<uint32_t> offset = std::nullopt);
  /// A token that ends what `(`, `[` or `{` began.
  void closer(llvm::StringRef text);
  /// Keeps a text that nobody else owns.
  llvm::StringRef save(llvm::StringRef text) {
    // Not llvm::StringSaver: LLVM's own code allocates without telling the address
    // sanitizer that ours is built with.
    return text.copy(memory_);
  }

  void space(unsigned width = 1) { add(Op::Space, width); }
  void line() { add(Op::Line, 1); }     // a space in a flat group
  void softLine() { add(Op::Line, 0); } // nothing in a flat group
  void fillLine() { add(Op::FillLine, 1); }
  /// A fill line between aligned cells, `width` spaces wide.
  void cellLine(unsigned width) { add(Op::FillLine, width); }
  void hardLine() { add(Op::HardLine, 0); }
  /// Around the items of a block: an empty line of the source stays, but for those at
  /// the block's beginning and end.
  void itemLine() { add(Op::ItemLine, 0); }
  /// Between items that an empty line always separates.
  void blankLine() { add(Op::BlankLine, 0); }

  /// `{ Layout::Group group(out); ... }`
  class Group {
  public:
    explicit Group(Layout& layout) : layout_(layout) { layout_.add(Op::OpenGroup, 0); }
    ~Group() { layout_.add(Op::CloseGroup, 0); }
    Group(const Group&) = delete;

  private:
    Layout& layout_;
  };
  /// Between a bracket and its closer: lines inside are indented from the line that
  /// the bracket stands on, whatever nests are open around it.
  class Bracket {
  public:
    explicit Bracket(Layout& layout) : layout_(layout) { layout_.add(Op::OpenBracket, 0); }
    ~Bracket() { layout_.add(Op::CloseBracket, 0); }
    Bracket(const Bracket&) = delete;

  private:
    Layout& layout_;
  };
  class Nest {
  public:
    explicit Nest(Layout& layout) : layout_(layout) { layout_.add(Op::OpenNest, 0); }
    ~Nest() { layout_.add(Op::CloseNest, 0); }
    Nest(const Nest&) = delete;

  private:
    Layout& layout_;
  };

  /// The text of the last token; empty if there is none.
  llvm::StringRef lastToken() const { return tokens_.empty() ? "" : tokens_.back().text; }

  /// How wide what `print` prints is on one line. Nothing stays printed.
  template <typename Function> size_t widthOf(Function&& print) {
    const size_t ops = ops_.size();
    const size_t tokens = tokens_.size();
    print();
    const size_t width = flatWidth(ops);
    ops_.resize(ops);
    tokens_.resize(tokens);
    return width;
  }

  //===--- What the comment placer needs ----------------------------------===//

  std::vector<PrintedToken>& tokens() { return tokens_; }

  //===--- The result -----------------------------------------------------===//

  /// The lines; ends in one line end unless nothing was printed at all.
  std::string render() const;

private:
  friend class Renderer;

  struct Op {
    enum Kind : uint8_t {
      Token,
      Space,
      Line,
      FillLine,
      HardLine,
      ItemLine,
      BlankLine,
      OpenGroup,
      CloseGroup,
      OpenNest,
      CloseNest,
      OpenBracket,
      CloseBracket
    };
    Kind kind;
    uint32_t value; // a token's index, or a width
  };

  void add(Op::Kind kind, uint32_t value) { ops_.push_back({kind, value}); }
  size_t flatWidth(size_t firstOp) const;

  std::vector<Op> ops_;
  std::vector<PrintedToken> tokens_;
  llvm::BumpPtrAllocator memory_;
};

} // namespace retort::layout
