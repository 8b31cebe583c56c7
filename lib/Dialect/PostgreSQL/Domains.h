//===- Domains.h - domains as PostgreSQL spells them -----------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

void createDomain(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink);
/// What makes the one of the other, but for the comment; both are of one type.
void alterDomain(const PostgreSQL& dialect, const Domain& before, const Domain& after,
                 StatementSink& sink);

/// SET or DROP DEFAULT.
void alterDefault(const PostgreSQL& dialect, const Domain& domain, StatementSink& sink);

} // namespace retort::postgresql
