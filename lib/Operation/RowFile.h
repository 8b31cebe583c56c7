//===- RowFile.h - the rows of a file beside a revision ---------------------===//
//
// A CSV file as it was when it was read: its text, and nothing for each row or field, since there
// may be millions. Whoever needs the rows goes through the text again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Column.h"
#include "Catalog/Query.h"
#include "Support/CsvReader.h"
#include "Support/SourceBuffer.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Shared, never changed; two are equal if path and bytes are. Null where there is none.
class RowFile {
public:
  RowFile() = default;
  /// Expects that the text is CSV, with a first line. `path` is as the author wrote it.
  RowFile(std::string path, std::shared_ptr<const SourceBuffer> text);

  explicit operator bool() const { return file_ != nullptr; }

  const std::string& path() const { return file_->path; }
  const std::shared_ptr<const SourceBuffer>& buffer() const { return file_->buffer; }
  /// SHA-256 of its bytes.
  const std::string& hash() const { return file_->hash; }
  /// What the first line says.
  const std::vector<std::string>& header() const { return file_->header; }
  /// How many rows follow.
  size_t size() const { return file_->size; }
  /// At the first row.
  CsvReader rows() const;
  /// `200,000 rows of 'seed/assets.csv', SHA-256 9f86d0...`, in one line.
  std::string describe() const;

  friend bool operator==(const RowFile& a, const RowFile& b);

private:
  struct File {
    std::string path;
    std::shared_ptr<const SourceBuffer> buffer;
    std::string hash;
    std::vector<std::string> header;
    size_t size = 0;
  };
  std::shared_ptr<const File> file_;
};

/// The field as a constant of that type: null, a boolean, a number, or else a text. A number that
/// is none stays a text, which fits no number; a whole one is written with digits only.
Expr constantOf(const CsvField& field, const Type& type);

/// So many rows at the most, and about so many bytes, are one part.
struct PartSize {
  size_t rows;
  size_t bytes;
};

/// Calls `act` with one part of the rows after the other, as constants of the columns, which are
/// those of the header; where one is null the field is left out. `line` is where the part begins.
/// Stops where `act` returns an error, and returns that.
using PartHandler = llvm::function_ref<llvm::Error(ValueRows rows, unsigned line)>;
llvm::Error forEachPart(const RowFile& file, llvm::ArrayRef<const Column*> columns, PartSize size,
                        PartHandler act);

} // namespace retort
