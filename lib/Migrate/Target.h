//===- Target.h - the database that a command works on --------------------===//
//
// Chosen by the first of: `--url`, `-e NAME`, RETORT_URL, RETORT_ENV, `default_env`.
// Where nothing is configured at all, it is `dev` with `sqlite:app.db`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Url.h"
#include "Migrate/Configuration.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Looks up an environment variable.
using Variables = llvm::function_ref<std::optional<std::string>(llvm::StringRef name)>;
/// Those of this process.
std::optional<std::string> processVariable(llvm::StringRef name);

/// What the command line says; empty where it says nothing.
struct TargetRequest {
  std::string url;         // --url
  std::string environment; // -e
};

struct Target {
  /// The environment's name, or the URL where only that was given: `dev is at ...`.
  std::string name;
  Url url;
  DatabaseSettings settings;
};

/// The environment that is meant, unless a URL was given or it does not stand in retort.toml.
const Environment* chooseEnvironment(const Configuration& configuration,
                                     const TargetRequest& request, Variables variables);

/// Chooses the database. Reports an environment that does not exist, a variable that
/// is not set and a URL that cannot be used, and returns nothing then. A relative
/// SQLite file is meant relative to retort.toml where that names it, and relative to
/// the current folder where `--url` or RETORT_URL does.
std::optional<Target> chooseTarget(const Configuration& configuration, const TargetRequest& request,
                                   Variables variables, DiagnosticEngine& diags);

/// Replaces `${NAME}` and `${NAME:-text}` by variables, and `$$` by a dollar sign.
/// Reports what is not set or not closed, at `origin`.
std::optional<std::string> expandVariables(llvm::StringRef text, Origin origin, Variables variables,
                                           DiagnosticEngine& diags);

} // namespace retort
