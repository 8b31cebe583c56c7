//===- CheckEnum.h - `alter enum` ------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkAlterEnum(Context& ctx, const ast::AlterEnumStatement& statement);

} // namespace retort
