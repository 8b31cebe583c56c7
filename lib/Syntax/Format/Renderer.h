//===- Renderer.h - decides where lines end, and writes them --------------===//
//
// Internal to Layout. Two passes over its operations: `measure` computes prefix sums
// of widths and which groups must break, `run` writes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Syntax/Format/Layout.h"

namespace retort::layout {

class Renderer {
public:
  explicit Renderer(const Layout& layout);
  std::string run();

private:
  using Op = Layout::Op;

  //===--- Measuring ------------------------------------------------------===//

  void measure();
  void findForcedBreaks();
  /// Whether what stands from operation `begin` to `end`, and what cannot be parted
  /// from it, fits onto the line that begins at `column`.
  bool fits(size_t begin, size_t end, size_t column) const;

  //===--- Writing --------------------------------------------------------===//

  void writeLine(size_t op);
  bool fillBreaks(size_t op) const;
  bool commentFollows(size_t op) const;
  void writeToken(const PrintedToken& token);
  void writeOwnLine(const PlacedComment& comment, unsigned indent);
  void writeBlock(llvm::StringRef text);
  void newLine(unsigned indent);
  /// Ends the line unless nothing stands on it yet.
  void freshLine(unsigned indent);
  /// Before anything is written: the empty line, the indentation or the space due.
  void begin(bool blankBefore, unsigned indent);
  void write(llvm::StringRef text);
  void writeComment(const PlacedComment& comment);
  size_t column() const;

  bool isBroken() const { return !groups_.empty() && groups_.back(); }

  const Layout& layout_;

  // By operation.
  std::vector<size_t> widthBefore_; // of all operations before it, on one line
  std::vector<size_t> match_;       // of OpenGroup: its CloseGroup; of FillLine: its end
  std::vector<size_t> nextLine_;    // the first line at or after it
  std::vector<bool> forced_;        // of OpenGroup: it must break
  std::vector<size_t> multiLine_;   // operations whose token has line ends inside

  std::string out_;
  std::vector<bool> groups_;       // is it broken?
  std::vector<unsigned> brackets_; // indent_ outside of them
  size_t lineStart_ = 0;           // in out_
  size_t column_ = 0;              // display columns on this line
  unsigned indent_ = 0;            // of the nests that are open
  unsigned lineIndent_ = 0;        // of this line, or of the one that begins
  unsigned space_ = 0;             // spaces due before the next token of this line
  bool fresh_ = true;              // nothing stands on this line yet
  bool mustBreak_ = false;         // a comment ended the line
  bool keepBlank_ = false;         // an empty line of the source stays here
  bool forceBlank_ = false;
  bool afterOpener_ = true; // no empty line at the beginning of a block
};

} // namespace retort::layout
