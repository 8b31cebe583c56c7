//===- SchemaWord.h - a schema that a word of the command line means ---------===//
//
//   schema             what the project's schema files declare
//   FILE, FOLDER       what these declare
//   head, 9b84, ...    what the revisions up to there make: any revision expression
//   database           what the project's database holds, or that of --url
//   URL                what the database there holds
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Session.h"
#include "Migrate/DeclaredSchema.h"

namespace retort {

struct NamedSchema {
  /// `schema/`, `head`: as it is told.
  std::string name;
  Catalog catalog;
  /// Of one that files declare, what they say with `was`, and where everything stands; otherwise
  /// neither.
  std::vector<LocatedRename> renames = {};
  DeclarationSites sites = DeclarationSites();
  /// Is it what a database holds?
  bool isLive = false;
};

/// The word for what is live.
inline constexpr llvm::StringLiteral databaseWord = "database";

/// Does the word mean what is live: `database`, a URL?
bool isLive(llvm::StringRef word);

/// What `text` means, in the eyes of the dialect. Privileges are left out where the settings do not
/// say that they are managed. Of a database: only what `include` and `exclude` leave, in the words
/// of `expected` where it is what the engine makes of that.
llvm::Expected<NamedSchema> findSchema(Session& session, const Dialect& dialect,
                                       llvm::StringRef text, const Catalog& expected = Catalog());

} // namespace retort
