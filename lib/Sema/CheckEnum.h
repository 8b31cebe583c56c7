//===- CheckEnum.h - create and drop of enums -------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkCreateEnum(Context& ctx, const ast::EnumDecl& written, SourceRange range,
                     bool ifNotExists);
void checkDropEnum(Context& ctx, const ast::DropStatement& statement);

} // namespace retort
