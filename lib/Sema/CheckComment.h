//===- CheckComment.h - `comment on KIND NAME is '...'` ---------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkComment(Context& ctx, const ast::CommentStatement& statement);

} // namespace retort
