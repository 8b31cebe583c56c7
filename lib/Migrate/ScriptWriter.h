//===- ScriptWriter.h - a plan as the SQL that a reviewer reads ------------===//
//
//   -- retort 0.1.0 · postgresql 15.0 · 463161aec4ec -> 9b84540a7c1c
//   \set ON_ERROR_STOP on
//   BEGIN;
//   -- 9b84540a7c1c 'quality layer'  versions/2025_..._quality_layer.mig
//   DO $retort$ ... stop unless the database stands at 463161aec4ec ... $retort$;
//   -- :8  add column `market`
//   ALTER TABLE prices ADD COLUMN market VARCHAR(32);
//   UPDATE alembic_version SET ...;
//   COMMIT;
//
// The same plan gives the same bytes: no clock, no path but the project's own. The
// engine's client runs it as it stands (`psql`, `sqlite3`, `mariadb`). Anybody may run it at any
// time: it stops before its first change where the database stands elsewhere, or when it is
// run a second time.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/PlanCompiler.h"
#include "Migrate/Segment.h"

namespace retort {

struct ScriptOptions {
  /// Run before anything else: `Dialect::sessionSettings`.
  std::vector<std::string> sessionSettings;
  /// The creation of retort's own tables.
  std::vector<Statement> preamble;
  TransactionMode transaction = TransactionMode::PerRevision;
  /// The lines that only the engine's own client understands: what makes it stop at the first
  /// error, and what lets it do what a rebuild needs.
  bool clientLines = true;
  /// The project's folder: files are named as seen from there, wherever the script is
  /// written from. Empty: the current one.
  std::string root;
};

/// Writes the whole script. `plan` is what `steps` were compiled from.
void writeScript(const Plan& plan, llvm::ArrayRef<CompiledStep> steps, const Dialect& dialect,
                 const ScriptOptions& options, llvm::raw_ostream& out);

/// Writes one section alone, without a version table: what `compile --emit sql` prints. Framed
/// like a step of a script, so it can be run as it stands.
void writeSection(const CompiledSection& section, const Dialect& dialect, llvm::raw_ostream& out);

} // namespace retort
