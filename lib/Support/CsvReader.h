//===- CsvReader.h - the rows of a CSV text, one after the other -----------===//
//
// RFC 4180: fields between commas, in double quotes where they hold a comma, a quote or a line end,
// and a quote within is doubled. Lines end with LF, CRLF or CR; a blank one is no row, and neither
// is the byte-order mark that spreadsheets write.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace retort {

/// A field as it stands in the text, which it borrows.
struct CsvField {
  llvm::StringRef written; // without the quotes around it
  bool quoted = false;
  bool hasQuotes = false; // within, doubled

  /// An empty field that is not in quotes.
  bool isNull() const { return written.empty() && !quoted; }
  /// What it means. `storage` holds it where it is not as written.
  llvm::StringRef value(llvm::SmallVectorImpl<char>& storage) const;
};

class CsvReader {
public:
  /// Borrows the text.
  explicit CsvReader(llvm::StringRef text);

  /// Reads the next row; false at the end, and where the text is no CSV: then `problem` says why.
  bool next();

  llvm::ArrayRef<CsvField> fields() const { return fields_; }
  /// Where the row begins: its line, from 1, and its byte.
  unsigned line() const { return line_; }
  size_t begin() const { return begin_; }
  /// Where it ends, with its line end.
  size_t end() const { return text_.size() - rest_.size(); }
  /// At `end`; empty: none.
  llvm::StringRef problem() const { return problem_; }

private:
  CsvField field();
  CsvField quotedField();
  bool atLineEnd() const;
  void skipLineEnd();

  llvm::StringRef text_;
  llvm::StringRef rest_;
  std::vector<CsvField> fields_;
  std::string problem_;
  size_t begin_ = 0;
  unsigned line_ = 0;
  unsigned lineOfRest_ = 1;
};

} // namespace retort
