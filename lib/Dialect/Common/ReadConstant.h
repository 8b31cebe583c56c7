//===- ReadConstant.h - casts that an engine adds to what it is told -------===//
//
// PostgreSQL shows `'x'::text` for 'x', `(0)::numeric` for 0 beside a numeric column, and
// `(email)::text` for a VARCHAR. Such a cast is left out only where the engine would add
// it again: elsewhere it has a meaning (`(1)::numeric / (2)::numeric` is no integer
// division).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"

#include "llvm/ADT/ArrayRef.h"

namespace retort {

/// `operand::type`. `table`, if any, is what its columns are of.
Expr castOf(Expr operand, Type type, const Table* table);

/// Of things that are compared with each other.
void dropCasts(llvm::ArrayRef<Expr*> compared, const Table* table);
/// Of the operands of arithmetic.
void dropArithmeticCasts(Expr& left, Expr& right, const Table* table);
/// Of a value that is stored as that type: a default.
void dropCast(Expr& value, const Type& target);

/// Where an engine shows TRUE as 1: the numbers that a boolean column is compared with.
void readBooleans(llvm::ArrayRef<Expr*> compared, const Table* table);
/// A value that is stored as that type, by an engine that shows no types: `'2'` and `1` are
/// what they are for a number and a boolean.
void readStored(Expr& value, const Type& target);

} // namespace retort
