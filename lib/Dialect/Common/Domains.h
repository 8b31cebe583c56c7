//===- Domains.h - domains where there is no such type -----------------------===//
#pragma once

#include "Operation/Operation.h"

#include <map>

namespace retort {

/// What a domain says is said by each column of it: its type, `not null`, default and
/// collation, and its checks, which the table then has.
void expressDomain(Table& table, Column& column, const Catalog& catalog);

/// Adds the check, but to a table that was expressed already and has it.
void addCheck(Table& table, llvm::StringRef name, Expr condition);

/// What the values of the table's columns become, where the operation gives their domain another
/// type and says how.
std::map<std::string, Expr> retypedValues(const Operation& operation, const Table& table,
                                          const Catalog& before);

} // namespace retort
