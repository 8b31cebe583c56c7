//===- Configuration.h - what retort.toml says ----------------------------===//
//
// One project file: where things are, and one [env.NAME] table per environment. All
// of it is checked when it is read, each mistake told at its place; only what stands
// in `${...}` waits until the environment is used, since a developer's machine need
// not know production's.
//
// To add a setting: a member here, and a row in Settings.def.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/NamingConvention.h"
#include "Migrate/ObjectPattern.h"
#include "Support/Diagnostics.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace retort {

/// What commits together.
enum class TransactionMode : uint8_t { PerRevision, Single, None };
/// `per-revision`, `single`, `none`.
llvm::StringRef spelling(TransactionMode mode);

/// What may be set for the whole project and otherwise for an environment.
struct DatabaseSettings {
  /// What an unqualified name means; empty: the dialect's own default.
  std::string defaultSchema;
  std::string versionTable = "alembic_version";
  std::string auditTable = "retort_log";
  TransactionMode transaction = TransactionMode::PerRevision;
  /// Patterns of the objects that are ours, and of those that are not.
  std::vector<ObjectPattern> include = {ObjectPattern::ofAll()};
  std::vector<ObjectPattern> exclude;
  /// What is managed besides schema objects: `grants`.
  std::vector<std::string> manage;
  /// How long a statement waits for a lock before it gives up, since whoever wants one
  /// after it waits behind it; zero: for ever. Not of SQLite, where `wait` is meant.
  std::chrono::milliseconds lockTimeout{5'000};
  /// How often a revision is tried again that did not get a lock.
  unsigned lockRetries = 5;
  /// Zero: no limit.
  std::chrono::milliseconds statementTimeout{0};
  /// How long to wait for another migrator.
  std::chrono::milliseconds wait{30'000};
};

/// One [env.NAME].
struct Environment {
  std::string name;
  /// Where its header stands.
  Origin origin;
  /// As written: `${...}` is still in it. Empty: none is set.
  std::string url;
  Origin urlOrigin;
  /// Instead of a url: other environments, which a command takes together.
  std::vector<std::string> targets;
  Origin targetsOrigin;
  /// How many of them at once.
  unsigned parallel = 4;
  /// The project's settings, with its own over them.
  DatabaseSettings settings;
};

/// How severe the findings of one group of lint rules are.
struct LintLevel {
  std::string group;
  /// Nothing: not reported.
  std::optional<Severity> severity;
};

struct Configuration {
  /// The folder of retort.toml, empty for the current one. Paths below start there.
  std::string root;
  std::vector<std::string> versions = {"versions"};
  std::vector<std::string> schema = {"schema"};
  std::string fileTemplate = "{year}_{month}_{day}_{hour}{minute}-{rev}_{slug}";
  std::string timezone = "UTC";
  std::string defaultEnvironment = "dev";
  Origin defaultEnvironmentOrigin;
  std::vector<LintLevel> lint;
  NamingConvention naming;
  DatabaseSettings settings;
  /// In the order of the file.
  std::vector<Environment> environments;

  /// Null if there is none of that name.
  const Environment* findEnvironment(llvm::StringRef name) const;
  /// `versions` and `schema` as they are opened from the current folder.
  std::vector<std::string> versionFolders() const;
  std::vector<std::string> schemaFolders() const;
};

/// The name of the file that makes a folder a project.
inline constexpr llvm::StringLiteral configurationFile = "retort.toml";

/// Where the project's retort.toml is: `given` if that is not empty (the file, or its
/// folder), else in the current folder or the nearest above. The path is relative
/// where it was found relative. Reports that there is none.
std::optional<std::string> findConfiguration(llvm::StringRef given, DiagnosticEngine& diags);

/// Reads a configuration. Reports every mistake, and returns nothing then. `source`
/// must outlive the result, whose origins point into it.
std::optional<Configuration> readConfiguration(const SourceBuffer& source, DiagnosticEngine& diags);

} // namespace retort
