//===- CheckGrant.h - `grant ... on T to R`, `revoke ... on T from R` --------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// What is granted already is not granted again, nor revoked what is not: that is told.
void checkGrant(Context& ctx, const ast::GrantStatement& statement);

} // namespace retort
