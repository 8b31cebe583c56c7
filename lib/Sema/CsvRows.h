//===- CsvRows.h - the rows of a file beside the revision -----------------===//
//
// RFC 4180: fields between commas, in double quotes where they hold a comma, a quote or a
// line end; the first line names the columns. An empty field is null, `""` an empty text.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

struct CsvField {
  std::string text;
  bool quoted = false;
};

struct CsvRow {
  unsigned line = 0; // where it begins, from 1
  std::vector<CsvField> fields;
};

struct CsvRows {
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
};

/// Reads the file, whose path is relative to the folder of the source that names it. That it
/// cannot be read, or is no CSV, is reported at the path.
std::optional<CsvRows> readCsv(Context& ctx, const ast::Text& path);

/// The fields as constants of their columns' types; what does not fit is reported at the
/// path, with its line.
std::optional<std::vector<Expr>> valuesOf(Context& ctx, const CsvRow& row, const Table& table,
                                          llvm::ArrayRef<const Column*> columns,
                                          const ast::Text& path);

/// The lines of a CSV text; `problem` says what is wrong with it, if anything is.
std::vector<CsvRow> splitCsv(llvm::StringRef text, std::string& problem);

} // namespace retort
