//===- CheckSetting.h - what a session is set to for a revision -----------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// `set mysql.time_zone = '+00:00'`.
void checkSetVariable(Context& ctx, const ast::SetStatement& written);

} // namespace retort
