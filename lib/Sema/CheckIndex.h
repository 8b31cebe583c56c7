//===- CheckIndex.h - indexes that stand on their own -----------------------===//
#pragma once

#include "Sema/TableAlteration.h"

namespace retort {

/// `create [unique] index I on T (...)`.
void checkCreateIndex(Context& ctx, const ast::IndexDecl& written, SourceRange range,
                      bool ifNotExists);
/// `drop index I [on T]`.
void checkDropIndex(Context& ctx, const ast::DropStatement& statement);
/// `rename index I on T to J`.
void checkRenameIndex(Context& ctx, const ast::RenameStatement& statement);

/// The table that has the index which is named, `on T` or as the only one of its schema; null
/// after a diagnostic.
const Table* tableOfIndex(Context& ctx, const ast::ObjectRef& object);

/// The same as actions of a block.
void addIndex(Context& ctx, TableAlteration& alteration, const ast::IndexSpec& written,
              SourceRange range, bool ifNotExists);
void dropIndex(Context& ctx, TableAlteration& alteration, const ast::Name& name, bool cascade,
               bool concurrently, SourceRange range);
void renameIndex(Context& ctx, TableAlteration& alteration, const ast::Name& from,
                 const ast::Name& to, SourceRange range);

} // namespace retort
