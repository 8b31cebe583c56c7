//===- Partitions.h - tables in parts --------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// ` PARTITION BY RANGE (at)`, behind the columns of CREATE TABLE; nothing for a table in one.
std::string partitionByClause(const PostgreSQL& dialect, const Table& table);
/// `FOR VALUES FROM (...) TO (...)`, or `DEFAULT`.
std::string boundClause(const PostgreSQL& dialect, const PartitionBound& bound);

/// `before` is the catalog in which the part is a table of its own.
void attachPartition(const PostgreSQL& dialect, const QualifiedName& table,
                     const op::AttachPartition& attach, const Catalog& before, StatementSink& sink);

/// What the part keeps is renamed while its origin is known; what it does not keep is dropped
/// after. `before` is the catalog with the partition.
void detachPartition(const PostgreSQL& dialect, const QualifiedName& table,
                     const op::DetachPartition& detach, const Catalog& before, StatementSink& sink);

/// What a partitioned table cannot have, as the engine says; true if there is none of it.
bool checkPartitioned(const PostgreSQL& dialect, const Table& table, const Constraint& constraint,
                      Origin origin, DiagnosticEngine& diags);

} // namespace retort::postgresql
