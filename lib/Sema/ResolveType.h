//===- ResolveType.h - what a written type means --------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

/// The type that is written, or nothing after a diagnostic. Accepts the types of
/// every dialect; see `requireType`.
std::optional<Type> resolveType(Context& ctx, const ast::TypeRef& written);

/// What the values of a type are: of a domain, those of the type it is made of. A declared
/// type that only the engine knows is unknown.
Type valueType(const Context& ctx, const Type& type);

/// Reports a type that the dialect that is compiled for does not have, or not as long.
void requireType(Context& ctx, const Type& type, SourceRange range);

/// `int`, `smallint` and `bigint` hold whole numbers in these bounds.
struct IntegerRange {
  int64_t least;
  int64_t greatest;
};
std::optional<IntegerRange> rangeOf(TypeKind kind);

} // namespace retort
