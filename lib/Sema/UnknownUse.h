//===- UnknownUse.h - names of which it is not known what they name ---------===//
#pragma once

#include "Catalog/Unknown.h"
#include "Sema/Context.h"

namespace retort {

/// A remark, where what is used here depends on an `if` before.
void remarkUse(Context& ctx, const Unknown& used, SourceRange range);

/// A note on what was not found, where an `if` before may have made it.
void noteAbsence(const Context& ctx, DiagnosticBuilder& builder, const Unknown& missing);

} // namespace retort
