//===- Privilege.h - Privileges.def as values -------------------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Dialect/Feature.h"

#include <vector>

namespace retort {

/// What may be granted on such an object on some engine; nothing: it has no privileges at all.
std::vector<llvm::StringRef> privilegesOf(ObjectKind kind);

bool hasPrivilege(ObjectKind kind, llvm::StringRef privilege, DialectColumn dialect,
                  const Version& version);
/// None: no version has it.
std::optional<Version> firstVersionWith(ObjectKind kind, llvm::StringRef privilege,
                                        DialectColumn dialect);
/// The dialects on which some version has it: "mysql, mariadb".
std::string dialectsWithPrivilege(ObjectKind kind, llvm::StringRef privilege);

/// Does everybody have it of a new object, so that only to take it away says something? On
/// PostgreSQL a function may be called, and a type used, by all.
bool isEverybodys(ObjectKind kind, DialectColumn dialect);

} // namespace retort
