//===- CheckData.h - statements on rows -----------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkInsert(Context& ctx, const ast::InsertStatement& written);
void checkUpdate(Context& ctx, const ast::UpdateStatement& written);
void checkDelete(Context& ctx, const ast::DeleteStatement& written);
void checkTruncate(Context& ctx, const ast::TruncateStatement& written);

} // namespace retort
