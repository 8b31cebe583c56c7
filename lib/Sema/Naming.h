//===- Naming.h - is a name free? -----------------------------------------===//
//
// Two questions that must not be mixed up. A name from the naming convention has to be
// free everywhere that any engine looks, so that it is the same on every dialect. A
// name that the author gave has to be free where this dialect looks.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// A pattern that does not name the table (`{column}`) is meant for an engine where
/// each table has names of its own; any other has to be free in the whole schema.
bool namesTable(llvm::StringRef pattern);

/// May the naming convention not use `name` for a part of `own`, which need not be in
/// the catalog yet?
bool isTaken(Context& ctx, llvm::StringRef name, const Table& own, bool inSchema);

/// What has a name already.
struct NameHolder {
  /// The table or object, or the table ...
  ObjectId owner;
  /// ... of which an index or a constraint has it.
  ObjectKind kind;
  llvm::StringRef noun; // "table", "index", "unique constraint"

  bool isPart() const { return kind != owner.kind; }
};

/// Says that `name` is taken, and where its holder was declared.
void reportTaken(Context& ctx, diag::Code code, SourceRange range, llvm::StringRef name,
                 const NameHolder& holder);

/// The table, index, key or other object that has `name` in the name space of tables, as the
/// dialect sees it. `own` is looked at, too.
std::optional<NameHolder> findHolder(Context& ctx, llvm::StringRef name, const Table& own);

/// What stands where an object of that kind and name would stand.
std::optional<NameHolder> findHolder(Context& ctx, const ObjectId& wanted);

} // namespace retort
