//===- StandIns.h - external tables in a database of one's own ----------------===//
//
// Somebody else makes an external table; where nobody else works, a table that is as it was declared
// stands in for it, so that what refers to it can be made there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/RevisionCompiler.h"

namespace retort {

/// Gives each operation of the section that declares or forgets an external table the statements
/// that do so to what stands in for it. `before` is the schema before the section.
void addStandIns(CompiledSection& section, Catalog before, const Dialect& dialect,
                 DiagnosticEngine& diags);

/// With the schemas in which what stands in for external tables is made, and which are not declared.
Catalog withSchemasOfStandIns(Catalog catalog, const Dialect& dialect);

} // namespace retort
