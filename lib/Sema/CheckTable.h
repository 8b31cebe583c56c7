//===- CheckTable.h - drop and rename of tables; external ones ---------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkDropTable(Context& ctx, const ast::DropStatement& statement);
void checkRenameTable(Context& ctx, const ast::RenameStatement& statement);
void checkForget(Context& ctx, const ast::ForgetStatement& statement);

/// Reports at `range` what of ours uses a column of an external table that is known no more.
void checkUnused(Context& ctx, const Table& external, const Column& column, SourceRange range);

} // namespace retort
