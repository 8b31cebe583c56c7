//===- Domains.h - domains where there is no such type -----------------------===//
#pragma once

#include "Catalog/Catalog.h"

namespace retort {

/// What a domain says is said by each column of it: its type, `not null`, default and
/// collation, and its checks, which the table then has.
void expressDomain(Table& table, Column& column, const Catalog& catalog);

/// Adds the check, but to a table that was expressed already and has it.
void addCheck(Table& table, llvm::StringRef name, Expr condition);

} // namespace retort
