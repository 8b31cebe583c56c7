//===- Reflection.h - the schema of a live database as a catalog ------------===//
//
//   auto live = reflect(*connection, *dialect, {});
//   if (!live)
//     return live.takeError();
//
// The catalog is what the engine itself holds: `Dialect::express` changes nothing of it, and what
// it stands for (that a check is an enum's) is found by `recognise` of lib/Diff. Expressions are
// typed where they can be read, and the engine's text where not.
//
// To add an engine: a folder's `reflect` over its connection, called by the override of
// `Connection::reflect`. It asks a number of queries that does not grow with the schema.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace retort {

class Connection;
class Dialect;

/// What is looked at. Objects that belong to the engine itself or to an extension never are.
struct ReflectionScope {
  /// The schemas whose objects are wanted; empty: all. Without schemas the engine's own, whatever
  /// is said here.
  std::set<std::string> schemas = {};
  /// These tables only, with all that hangs on them, and no other object; a name that is not there
  /// is left out. Absent: all tables, and all other objects.
  std::optional<std::set<QualifiedName>> tables = std::nullopt;
  /// What an unqualified name means: objects of that schema stand in the catalog without one.
  /// Empty: the dialect's default schema.
  std::string defaultSchema = "";
  /// Tables that are left out in the default schema, with all that hangs on them: our own.
  std::set<std::string> withoutTables = {};
};

/// Something in the database that the language has no word for: it is not in the catalog.
struct NotRepresented {
  /// As the engine calls it: `foreign table`, `option of column`.
  std::string kind;
  /// `public.measures`, `users.email`.
  std::string name;
  /// What of it is not carried, as a clause: "the server that it reads from is not known here".
  std::string why;
  friend auto operator<=>(const NotRepresented&, const NotRepresented&) = default;
};

struct Reflection {
  Catalog catalog;
  /// In the order of kinds and names.
  std::vector<NotRepresented> notRepresented;
};

/// Reads in one transaction that writes nothing, or in the one that is open, and leaves the
/// session's settings as they are. A DatabaseError where the engine refuses or its reflection is
/// not known.
llvm::Expected<Reflection> reflect(Connection& connection, const Dialect& dialect,
                                   const ReflectionScope& scope);

} // namespace retort
