//===- CheckAssert.h - `assert` and `if` ----------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// What is asked of the database; nothing where it cannot be asked, which is reported.
std::optional<op::ObjectExists> resolveProbe(Context& ctx, const ast::Probe& written);
void checkAssert(Context& ctx, const ast::AssertStatement& written);

/// The branch is chosen from the catalog; that the database agrees is asserted before it.
void checkIf(Context& ctx, const ast::IfStatement& written);

} // namespace retort
