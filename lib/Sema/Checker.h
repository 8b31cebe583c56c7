//===- Checker.h - from what was written to what it means -----------------===//
//
// Resolves every name against a catalog, types every expression, and turns the
// statements of a section into operations for one dialect: `when` is decided here.
// Reports all independent errors of a file, each once, and goes on after one as
// if the operation had worked as far as it is known.
//
// One checker walks a whole history, and remembers where everything was declared.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/NamingConvention.h"
#include "Catalog/Rename.h"
#include "Dialect/Dialect.h"
#include "Operation/Operation.h"
#include "Sema/DeclarationSites.h"
#include "Support/Diagnostics.h"
#include "Syntax/AST.h"

namespace retort {

/// What a project says about its programs.
struct SemaOptions {
  NamingConvention naming;
  /// What an unqualified name means; empty: the dialect's default schema.
  std::string defaultSchema;
};

/// What a schema file says with `was`, and where.
struct LocatedRename {
  Rename rename;
  Origin origin;
};

class Checker {
public:
  /// All arguments must outlive the checker.
  Checker(const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags);
  ~Checker();

  /// Checks the statements of an `upgrade` in written order against `catalog`, and
  /// applies each to it. After an error in `diags` the result is empty, and `catalog` is
  /// what it would most likely have been. `buffer` must outlive the checker, which cites
  /// it in notes on what comes later.
  std::vector<LocatedOperation> checkBlock(const SourceBuffer& buffer, ast::Block block,
                                           Catalog& catalog);

  /// The same for a `downgrade`: `catalog` is what the upgrade left. The way back is not
  /// part of the history: no declaration of it is remembered.
  std::vector<LocatedOperation> checkDowngrade(const SourceBuffer& buffer, ast::Block block,
                                               Catalog& catalog);

  /// Declares what a schema file holds (several calls, one for each file, then
  /// `finishDeclarations`, since order between declarations does not matter).
  void declare(const SourceBuffer& buffer, ast::Block declarations);
  Catalog finishDeclarations();
  /// What they say with `was`.
  llvm::ArrayRef<LocatedRename> renames() const;

  /// Where everything was declared that the catalog holds now.
  const DeclarationSites& sites() const;

private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

} // namespace retort
