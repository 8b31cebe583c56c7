//===- Parser.h - from text to tree ---------------------------------------===//
//
//   Parser parser;
//   Program program = parser.parse(buffer, diags);
//   if (!program.file)
//     return; // what is wrong has been reported
//
// A parser learns while it parses and is dear to make: use one for many files. What
// it learns is shared by all parsers of the process, and guarded by the ANTLR
// runtime's locks: several threads are safe, but slower than one.
//
// Whatever the bytes are, parse() returns, in time linear in their number; no
// exception leaves it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"
#include "Syntax/Program.h"

namespace retort {

class Parser {
public:
  /// Brackets, blocks and `case` may be nested as deep as this.
  static constexpr unsigned maxNesting = 256;
  /// Operators in a row, and with it the depth of any expression's tree.
  static constexpr unsigned maxOperators = 4096;
  /// Words and signs in one file: with it memory is bounded, not only by the file.
  static constexpr unsigned maxTokens = 1'000'000;
  /// After so many mistakes the rest is not told.
  static constexpr unsigned maxErrors = 100;

  Parser();
  ~Parser();
  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;

  /// Reports every independent mistake of the file, each once, in the order of the
  /// file.
  Program parse(const SourceBuffer& source, DiagnosticEngine& diags);

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace retort
