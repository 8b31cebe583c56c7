//===- CheckAssert.h - `assert` ---------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// What is asked of the database; nothing where it cannot be asked, which is reported.
std::optional<op::ObjectExists> resolveProbe(Context& ctx, const ast::Probe& written);
void checkAssert(Context& ctx, const ast::AssertStatement& written);

/// Does it stand in a table, or hang on one? Then it is named with that.
bool isPartOfTable(ObjectKind kind);

} // namespace retort
