//===- TypeChange.h - enums and domains that change -------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// An enum or a domain stands in the columns that use it. Alters each table that
/// `operation`, which changes no table itself, makes another one.
void changeTypes(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags);

} // namespace retort::mysql
