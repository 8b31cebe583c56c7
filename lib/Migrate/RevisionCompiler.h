//===- RevisionCompiler.h - a revision, from its tree to statements --------===//
//
// Walks a history in order, for one dialect: each revision's upgrade is checked
// against the schema that the ones before left, and moves that schema on. What is to
// run is lowered; the way back is taken from its block, or derived.
//
//   RevisionCompiler compiler(dialect, options, diags);
//   for (const Program& program : inOrder)
//     compiler.advance(program);                       // already in the database
//   SimulatedRevision next = compiler.advance(pending);
//   CompiledSection up = compiler.lowerUpgrade(next);
//
// After an error in `diags` nothing that it made may be run.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Checker.h"
#include "Syntax/Program.h"

namespace retort {

/// An operation and the statements that it became; none, if it emits nothing.
struct CompiledOperation {
  LocatedOperation operation;
  std::vector<Statement> statements;
};

/// What one revision does in one direction.
struct CompiledSection {
  std::vector<CompiledOperation> operations;
  /// What puts back what the operations set for the session; before the version row.
  std::vector<Statement> restoring;
  /// What is gone for good once this has run: "the rows of `users`". Only of a
  /// downgrade: an upgrade says what it does in the author's own words.
  std::vector<std::string> losses;
};

/// A revision whose upgrade was checked, with the schema on both sides of it.
struct SimulatedRevision {
  const SourceBuffer* source;
  const ast::Revision* revision;
  Catalog before;
  Catalog after;
  /// What `require` asserts before it and `verify` after it included.
  std::vector<LocatedOperation> upgrade;
};

class RevisionCompiler {
public:
  /// Starts with the empty schema. All arguments must outlive the compiler.
  RevisionCompiler(const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags)
      : dialect_(dialect), diags_(diags), checker_(dialect, options, diags) {}

  /// Where the walk stands: the schema after the last revision.
  const Catalog& catalog() const { return catalog_; }
  /// Begins elsewhere: with a schema that was declared, or reflected.
  void startFrom(Catalog catalog) { catalog_ = std::move(catalog); }
  Checker& checker() { return checker_; }
  const Dialect& dialect() const { return dialect_; }

  /// Checks the upgrade of a revision and moves the schema on. `program` holds a
  /// revision without errors, and outlives whatever points into it.
  SimulatedRevision advance(const Program& program);

  CompiledSection lowerUpgrade(const SimulatedRevision& revision);
  /// Any operations, the first of which is applied to `before`.
  CompiledSection lower(std::vector<LocatedOperation> operations, Catalog before);

  /// The way back, run against the schema where the walk stands, which it moves back.
  /// That there is none is reported at the section, or at the operation that has no
  /// inverse.
  CompiledSection compileDowngrade(const SimulatedRevision& revision);

  /// Reports what is wrong with the way back, without taking it: mistakes in its block,
  /// and operations without an inverse where it is to be derived.
  void checkDowngrade(const SimulatedRevision& revision);

private:
  std::vector<LocatedOperation> deriveDowngrade(const SimulatedRevision& revision);
  std::vector<LocatedOperation> invertLocated(const LocatedOperation& done, const Catalog& before);
  void checkTogether(const CompiledSection& section, const Catalog& after);
  void checkForeignKeys(const CompiledSection& section);
  void checkSection(SimulatedRevision& revision, ast::SectionKind kind);

  const Dialect& dialect_;
  DiagnosticEngine& diags_;
  Checker checker_;
  Catalog catalog_;
};

/// The section of that kind, or null.
const ast::Section* findSection(const ast::Revision& revision, ast::SectionKind kind);

} // namespace retort
