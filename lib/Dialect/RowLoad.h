//===- RowLoad.h - rows of a file on their way to an engine -----------------===//
//
// To its author and in the journal a load is one statement. To the engine it is a stream of pieces
// of bounded size, each made when it is needed, so that nothing is kept of a row that is done:
//
//   if there is a `command`: send it, then the data of each piece, then the end of the data
//   else: run each piece, which is a statement
//
// All in one transaction. A script holds the same bytes; one that is for any client, and not only
// for the engine's own, holds statements.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/RowFile.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>

namespace retort {

/// Some rows of the file: a statement without its closing `;`, or whole lines of data.
struct RowPiece {
  llvm::StringRef text;
  uint64_t rows = 0;
  /// Where the first of them begins in the file.
  unsigned line = 0;
};

class RowLoad {
public:
  /// Stops where it returns an error, which is then that of the whole.
  using Handler = llvm::function_ref<llvm::Error(const RowPiece& piece)>;

  virtual ~RowLoad() = default;

  /// What has the engine read data: `COPY t (a) FROM STDIN`. Empty: it has no such command that any
  /// session may give.
  virtual std::string command() const { return ""; }
  /// The pieces behind the command. Expects that there is one.
  virtual llvm::Error forEachBlock(Handler act) const;
  /// The same rows as statements.
  virtual llvm::Error forEachStatement(Handler act) const = 0;

  virtual const RowFile& file() const = 0;
  /// Where the row of that number begins, both from 1; 0: there is none.
  unsigned lineOf(uint64_t row) const;
};

/// What ends the data in a script, in a line of its own.
inline constexpr llvm::StringLiteral endOfData = "\\.";

} // namespace retort
