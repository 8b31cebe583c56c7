//===- Naming.h - is a name free? -----------------------------------------===//
//
// A name that the author gave has to be free where this dialect looks. One of the naming convention
// has to be free everywhere that any engine looks: that is another question (Catalog/FreeName.h).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/FreeName.h"
#include "Sema/Context.h"

namespace retort {

/// Where a name of the naming convention must be free.
inline NameScope nameScope(Context& ctx) {
  return {ctx.options.naming, *ctx.catalog, ctx.names};
}

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
