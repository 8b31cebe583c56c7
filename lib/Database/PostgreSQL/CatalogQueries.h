//===- CatalogQueries.h - what PostgreSQL's catalog is asked ----------------===//
//
// One query for all objects of a kind, however many there are. Chapter 53 of PostgreSQL's manual
// describes the tables; `ddl-semantics` measures of 2,000 tables say why these and no
// information_schema.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Version.h"

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort::postgres {

enum class CatalogQuery : uint8_t {
#define RETORT_CATALOG_QUERY(Name, Sql) Name,
#include "Database/PostgreSQL/CatalogQueries.def"
};

/// For a server of that version. Its parameters: schemas, or NULL for all; and the schemas and
/// the names of the tables that are wanted, or NULL for all.
std::string textOf(CatalogQuery query, const Version& version);

} // namespace retort::postgres
