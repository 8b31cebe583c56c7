//===- CheckDomain.h - `alter domain` --------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkAlterDomain(Context& ctx, const ast::AlterDomainStatement& statement);

} // namespace retort
