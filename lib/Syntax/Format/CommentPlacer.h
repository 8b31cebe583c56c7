//===- CommentPlacer.h - gives the comments of a source to its new tokens --===//
//
// The AST holds no comments. What the printer prints, though, is almost token for
// token what the parser read, so the two sequences are laid side by side, and each
// comment goes between the same two tokens between which it stood.
//
// That is also why formatting twice changes nothing: the second time the sequences
// are the same, and the places that comments take (behind a token, on a line of their
// own, right before a token) are those that they are found in again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Syntax/Format/Layout.h"
#include "Syntax/Format/SourcePrinter.h"
#include "Syntax/Program.h"

namespace retort {

class CommentPlacer {
public:
  /// Reads where the comments of `program` stand. It must outlive this.
  explicit CommentPlacer(const Program& program);

  /// Whether an empty line stands between the token at `offset`, or the comments
  /// before it, and the token before them.
  bool blankBefore(uint32_t offset) const;

  /// Hangs every comment on one of the `tokens`, which print `program`.
  void place(std::vector<layout::PrintedToken>& tokens, llvm::ArrayRef<Reordering> reorderings);

private:
  /// A token of the source, with the comments around it; ended by one for the end of
  /// the file.
  struct SourceToken {
    SourceRange range;
    llvm::StringRef text;
    bool blankBefore = false;
    bool lineBefore = false; // the line ends between it and what is before it
    llvm::SmallVector<layout::PlacedComment, 0> before;
    llvm::SmallVector<layout::PlacedComment, 0> after;
  };

  void read(const Program& program);
  layout::PlacedComment commentAt(SourceRange range, bool blankBefore) const;
  void classify(SourceToken* previous, SourceToken& next);
  void reorder(const Reordering& order);
  size_t indexOf(uint32_t offset) const;
  void match(std::vector<layout::PrintedToken>& tokens);

  const SourceBuffer& source_;
  std::vector<SourceToken> tokens_;
};

} // namespace retort
