#include "Dialect/Privilege.h"

#include "Dialect/Availability.h"
#include "Dialect/Dialect.h"

#include "llvm/ADT/STLExtras.h"

#include <array>

namespace retort {
namespace {

struct PrivilegeRow {
  ObjectKind kind;
  llvm::StringLiteral privilege;
  std::array<Availability, 4> since; // by DialectColumn
};

constexpr PrivilegeRow rows[] = {
#define RETORT_PRIVILEGE(Kind, Privilege, ...) {ObjectKind::Kind, Privilege, {__VA_ARGS__}},
#include "Dialect/Privileges.def"
};

/// The kind whose rows those of this one are.
ObjectKind rowsFor(ObjectKind kind) {
  switch (kind) {
  case ObjectKind::View:
  case ObjectKind::MaterializedView:
    return ObjectKind::Table;
  case ObjectKind::Procedure:
  case ObjectKind::Aggregate:
    return ObjectKind::Function;
  case ObjectKind::Enum:
  case ObjectKind::Domain:
    return ObjectKind::Type;
  default:
    return kind;
  }
}

const PrivilegeRow* findRow(ObjectKind kind, llvm::StringRef privilege) {
  const auto* row = llvm::find_if(rows, [&](const PrivilegeRow& each) {
    return each.kind == rowsFor(kind) && each.privilege == privilege;
  });
  return row == std::end(rows) ? nullptr : row;
}

} // namespace

std::vector<llvm::StringRef> privilegesOf(ObjectKind kind) {
  std::vector<llvm::StringRef> privileges;
  for (const PrivilegeRow& row : rows)
    if (row.kind == rowsFor(kind))
      privileges.push_back(row.privilege);
  return privileges;
}

bool hasPrivilege(ObjectKind kind, llvm::StringRef privilege, DialectColumn dialect,
                  const Version& version) {
  const Availability first = firstVersionWith(kind, privilege, dialect);
  return first && version >= *first;
}

std::optional<Version> firstVersionWith(ObjectKind kind, llvm::StringRef privilege,
                                        DialectColumn dialect) {
  const PrivilegeRow* row = findRow(kind, privilege);
  return row ? row->since[static_cast<size_t>(dialect)] : never();
}

std::string dialectsWithPrivilege(ObjectKind kind, llvm::StringRef privilege) {
  const PrivilegeRow* row = findRow(kind, privilege);
  std::string names;
  for (const DialectRow& dialect : allDialects())
    if (row && row->since[static_cast<size_t>(dialect.facts.column)])
      names += (names.empty() ? "" : ", ") + dialect.facts.name.str();
  return names;
}

bool isEverybodys(ObjectKind kind, DialectColumn dialect) {
  const ObjectKind like = rowsFor(kind);
  return dialect == DialectColumn::PostgreSQL &&
         (like == ObjectKind::Function || like == ObjectKind::Type);
}

} // namespace retort
