//===- Snippet.h - a line of source as a terminal can show it -------------===//
//
// What a person sees of a line is not its bytes: tabs become spaces, what cannot
// be printed becomes one replacement character (a file must not be able to send
// escape sequences to a terminal, or to turn text around), and of a very long line
// only the surroundings of the place are shown.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort {

/// A line in three parts, of which the middle one is meant. The middle one is empty
/// where a place between two characters, or behind the last, is meant.
struct Snippet {
  std::string before;
  std::string marked;
  std::string after;

  /// The widest line that is shown whole.
  static constexpr size_t maxWidth = 120;

  /// `begin` and `end` are byte offsets into `line`; what is behind the line's end
  /// is taken to be at its end.
  static Snippet of(llvm::StringRef line, size_t begin, size_t end);

  std::string text() const { return before + marked + after; }
  /// `    ^~~~`, to be printed below the text.
  std::string underline() const;
};

/// `text` without anything that a terminal would obey; line ends stay.
std::string printable(llvm::StringRef text);

} // namespace retort
