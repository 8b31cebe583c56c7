//===- CheckTable.h - drop and rename of tables -----------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkDropTable(Context& ctx, const ast::DropStatement& statement);
void checkRenameTable(Context& ctx, const ast::RenameStatement& statement);

} // namespace retort
