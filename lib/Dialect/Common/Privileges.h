//===- Privileges.h - GRANT and REVOKE --------------------------------------===//
//
// Standard SQL: one statement for all roles that get the same.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Object.h"
#include "Catalog/Table.h"

#include <vector>

namespace retort {

class Dialect;

/// How GRANT names a table: `t`; and an object of another kind: `SEQUENCE app.s`, `v`,
/// `FUNCTION f(TEXT)`.
std::string grantTarget(const Dialect& dialect, const QualifiedName& table);
std::string grantTarget(const Dialect& dialect, const SchemaObject& object);

/// `GRANT SELECT, INSERT ON t TO reader, writer`, each; what is withheld is taken away.
std::vector<std::string> grantStatements(const Dialect& dialect, const std::string& target,
                                         const Grants& grants);
/// `REVOKE SELECT ON t FROM reader`, each; what was withheld is given back.
std::vector<std::string> revokeStatements(const Dialect& dialect, const std::string& target,
                                          const Grants& grants);
/// What makes the one the other.
std::vector<std::string> grantChanges(const Dialect& dialect, const std::string& target,
                                      const Grants& before, const Grants& after);

} // namespace retort
