//===- CheckRowFile.h - the rows of a file beside the revision -------------===//
//
// What is wrong with the file as a whole is reported at its path; what is wrong with a row, there:
// at the field in the file. After so many of those the rest is left out.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// Reads the file, whose path is relative to the folder of the source that names it. That it
/// cannot be read, or is no CSV, is reported, and nothing is returned.
std::optional<RowFile> readRowFile(Context& ctx, const ast::Text& path);

/// Reports what does not fit its column; `columns` are those of the file's header, null where
/// one is of no interest.
void checkRows(Context& ctx, const RowFile& file, const Table& table,
               llvm::ArrayRef<const Column*> columns);

} // namespace retort
