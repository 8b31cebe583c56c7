//===- AlterBlock.h - the one `alter table` of a changed table ------------===//
#pragma once

#include "Diff/Diff.h"
#include "Diff/TableChange.h"

namespace retort {

/// The actions of the change, in an order in which each finds what it needs: constraints
/// and indexes go before columns, and come after them. `now` is the table as it is, `to` the
/// catalog that is wanted.
std::vector<op::TableAction> blockOf(const TableChange& change, const Table& now,
                                     const Catalog& to);

/// The action of a confirmed rename, if it acts on the table at all.
std::optional<op::TableAction> renameWithin(const Table& table, const Rename& rename);

} // namespace retort
