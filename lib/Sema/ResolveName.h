//===- ResolveName.h - what a written name means --------------------------===//
//
// A name that is not found is reported here, with the nearest one that exists, and
// the result is null: the caller goes on without.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// The name of a table, enum or the like; the default schema is written as empty.
QualifiedName qualify(const Context& ctx, const ast::Path& path);
/// A schema as names are written: empty for the default one, which the engine calls
/// `defaultSchemaOf`.
std::string schemaOf(const Context& ctx, const ast::Name& schema);
llvm::StringRef defaultSchemaOf(const Context& ctx);

/// Pointers are into the catalog, and good until it changes.
const Table* findTable(Context& ctx, const ast::Path& path);
const Column* findColumn(Context& ctx, const Table& table, const ast::Name& name);
const Constraint* findConstraint(Context& ctx, const Table& table, const ast::Name& name);
const Index* findIndex(Context& ctx, const Table& table, const ast::Name& name);

/// What a query may read; the pointers are null after a diagnostic. At most one is set.
struct Readable {
  const Table* table = nullptr;
  const View* view = nullptr;
};
Readable findReadable(Context& ctx, const ast::Path& path);

/// Everything of that name, of whatever kind; empty after a diagnostic.
std::vector<ObjectId> findAll(Context& ctx, const ast::Path& path);

/// An object of any kind that is no part of a table.
const SchemaObject* findObject(Context& ctx, ObjectKind kind, const ast::Path& path);
/// With its table and the types of its arguments, where it is not named alone.
const SchemaObject* findObject(Context& ctx, const ast::ObjectRef& object);
/// Is there one? Nothing is reported.
bool hasObject(const Context& ctx, const ast::ObjectRef& object);
template <typename T> const T* findObject(Context& ctx, const ast::Path& path) {
  const SchemaObject* object = findObject(ctx, T::objectKind, path);
  return object ? std::get_if<T>(object) : nullptr;
}

/// A table that may be changed: found, and not external.
const Table* findOwnTable(Context& ctx, const ast::Path& path);

/// The columns that a key or an index lists: each exists, none twice. `what` is the
/// lister, for the message: "the primary key".
std::vector<std::string> findColumns(Context& ctx, const Table& table, ast::Names names,
                                     llvm::StringRef what);

/// Reports a name for something new that is too long for the dialect.
void checkNewName(Context& ctx, const ast::Name& name);
/// The same for a name with a schema, which the dialect may not have.
void checkNewName(Context& ctx, const ast::Path& path);

} // namespace retort
