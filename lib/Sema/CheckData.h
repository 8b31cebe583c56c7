//===- CheckData.h - statements on rows -----------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// Nothing where none are written, or where the table has no such key, which is reported.
std::optional<op::Batches> resolveBatches(Context& ctx, const ast::Batches* written,
                                          const Table& table);
void checkInsert(Context& ctx, const ast::InsertStatement& written);
void checkUpdate(Context& ctx, const ast::UpdateStatement& written);
void checkDelete(Context& ctx, const ast::DeleteStatement& written);
void checkTruncate(Context& ctx, const ast::TruncateStatement& written);

} // namespace retort
