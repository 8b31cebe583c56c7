//===- Enums.h - enum types as PostgreSQL spells them -----------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

void createEnum(const PostgreSQL& dialect, const Enum& type, StatementSink& sink);

/// A value is added and renamed in place. To drop or move some the type is made anew, once
/// (TypeRebuild.h); what cannot step aside is an error.
void alterEnum(const PostgreSQL& dialect, const op::AlterEnum& alter, const Catalog& before,
               StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::postgresql
