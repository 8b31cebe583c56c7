//===- ResolveIndex.h - what a written index means ------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// The index, with its name from the naming convention if it was written without one;
/// nothing after a diagnostic.
std::optional<Index> resolveIndex(Context& ctx, const ast::IndexSpec& written, const Table& table);

/// `a.b`: a collation or an operator class, whose name the catalog holds as it is written.
std::string pathText(const ast::Path& path);

/// A part of an index or of an exclusion constraint.
std::optional<IndexPart> resolveIndexPart(Context& ctx, const ast::IndexPart& written,
                                          const Table& table);

/// Reports a name that is taken. True if the index may be added to the table.
bool checkNewIndex(Context& ctx, const Index& index, const Table& table, SourceRange range);

/// The place of an index's name, or of the whole where it has none.
SourceRange nameRange(const ast::IndexSpec& written);

NullsOrder nullsOrder(ast::NullsOrder written);

} // namespace retort
