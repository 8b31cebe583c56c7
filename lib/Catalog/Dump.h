//===- Dump.h - the parts of a catalog as text ----------------------------===//
//
// For `--emit ops`, for test failures and for debugging: one line for each part,
// near the language's spelling, and complete, so that two values are equal where
// their texts are. The printer of lib/Syntax writes what may be parsed again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"

namespace retort {

/// `id bigint not null identity`.
std::string dump(const Column& column);
/// `unique uq_a (a, b) deferrable initially deferred`.
std::string dump(const Constraint& constraint);
/// `unique index ix_a (lower(a) desc) where a > 0`.
std::string dump(const Index& index);
/// `enum status ('a', 'b')`.
std::string dump(const SchemaObject& object);
/// `(select to reader, insert to writer)`.
std::string dump(const Grants& grants);
/// `(mysql.engine = 'InnoDB')`.
std::string dump(const Options& options);

} // namespace retort
