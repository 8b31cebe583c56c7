//===- AutomaticNames.h - what the unnamed are called ----------------------===//
//
// As PostgreSQL itself calls them, and so on every engine where an object without a name
// could not be found again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"

namespace retort {

/// `<table>_<columns>_<label>`, shortened to 63 bytes as PostgreSQL does it: the longer
/// part first. `columns` may be empty.
std::string automaticName(llvm::StringRef table, llvm::StringRef columns, llvm::StringRef label);

/// The sequence behind a serial column.
QualifiedName sequenceName(const Table& table, const Column& column);

/// The name of an unnamed constraint, as PostgreSQL would choose it.
std::string constraintName(const Table& table, const Constraint& constraint);

/// Where `dropped` stands in `before`, both as the engine has them; in `after` it is gone, and others
/// may be called otherwise by themselves since. So, too, where one stands that was added.
size_t droppedConstraint(const Table& before, const Table& after, const Constraint& dropped);

} // namespace retort
