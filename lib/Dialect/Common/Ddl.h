//===- Ddl.h - the parts of DDL that every engine spells alike -------------===//
//
// Standard SQL, in the dialect's own names, types and expressions. What an engine
// does not have never arrives here (Support.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

class Dialect;

/// `CONSTRAINT pk_users `, or nothing for an unnamed one.
std::string constraintNameClause(const Dialect& dialect, const ConstraintBase& constraint);

/// ` DEFERRABLE INITIALLY DEFERRED`.
llvm::StringRef deferralClause(Deferral deferral);

/// The whole constraint as an item of CREATE TABLE or after ADD, name first; without
/// `NOT VALID`, which only stands after ADD. `options`, which is SQL, stands where
/// engines want theirs: behind the columns or the condition, before DEFERRABLE.
std::string constraintClause(const Dialect& dialect, const Constraint& constraint,
                             llvm::StringRef options = "");

/// `REFERENCES teams (id) ON DELETE CASCADE`, also behind a column.
std::string referencesClause(const Dialect& dialect, const ForeignKey& key);

/// `(lower(name), created_at DESC NULLS LAST)`.
std::string indexParts(const Dialect& dialect, llvm::ArrayRef<IndexPart> parts);

/// A name that is written bare where it is a plain word, whatever its case: of a
/// collation or an index method.
std::string wordOrQuoted(const Dialect& dialect, llvm::StringRef name);

/// `head (`, one item a line, `)`.
std::string parenthesisedLines(llvm::StringRef head, llvm::ArrayRef<std::string> items);

} // namespace retort
