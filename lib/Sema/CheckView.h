//===- CheckView.h - views, and what others read from them -----------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// `refresh materialized view V [concurrently]`.
void checkRefresh(Context& ctx, const ast::RefreshStatement& statement);

/// What an index sees of a view: a table of its columns and indexes.
Table tableOf(const View& view);

/// `create or replace view`: what is read from it must stay. False after a diagnostic.
bool checkReplacedView(Context& ctx, const View& from, const View& to, SourceRange range);

/// Warns of texts that may use a column which is dropped or retyped: they are not looked into.
void warnOfTexts(Context& ctx, const QualifiedName& table, llvm::StringRef column,
                 SourceRange range);

/// Reports texts that say the name of what is renamed or moved, where nobody can follow them.
/// False after a diagnostic.
bool checkTexts(Context& ctx, const ObjectId& id, const std::string& what, SourceRange range);

} // namespace retort
