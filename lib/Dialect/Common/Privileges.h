//===- Privileges.h - GRANT and REVOKE --------------------------------------===//
//
// Standard SQL: one statement for all roles that get the same.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"

#include <vector>

namespace retort {

class Dialect;

/// `GRANT SELECT, INSERT ON t TO reader, writer`, each.
std::vector<std::string> grantStatements(const Dialect& dialect, const QualifiedName& table,
                                         const Grants& grants);
/// `REVOKE SELECT ON t FROM reader`, each.
std::vector<std::string> revokeStatements(const Dialect& dialect, const QualifiedName& table,
                                          const Grants& grants);

} // namespace retort
