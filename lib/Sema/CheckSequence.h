//===- CheckSequence.h - sequences and the columns that own them ------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

void checkAlterSequence(Context& ctx, const ast::AlterSequenceStatement& statement);

/// The sequences that a table or, where one is named, a column owns: they go with it.
std::vector<QualifiedName> sequencesOf(const Catalog& catalog, const QualifiedName& table,
                                       llvm::StringRef column = "");

/// Takes the sequences from their owner, so that what they number can be dropped.
void disown(Context& ctx, llvm::ArrayRef<QualifiedName> sequences, SourceRange range);
/// Drops them; another table that numbers by one is an error.
void dropSequences(Context& ctx, llvm::ArrayRef<QualifiedName> sequences, SourceRange range);

} // namespace retort
