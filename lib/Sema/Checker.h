//===- Checker.h - from what was written to what it means -----------------===//
//
// Resolves every name against a catalog, types every expression, and turns the
// statements of a section into operations for one dialect: `when` is decided here.
// Reports all independent errors of a file, each once, and goes on after one as
// if the operation had worked as far as it is known.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/NamingConvention.h"
#include "Dialect/Dialect.h"
#include "Operation/Operation.h"
#include "Support/Diagnostics.h"
#include "Syntax/AST.h"

#include "llvm/ADT/StringMap.h"

namespace retort {

/// What a project says about its programs.
struct SemaOptions {
  NamingConvention naming;
  /// What an unqualified name means; empty: the dialect's default schema.
  std::string defaultSchema;
};

/// Where the objects of a simulated catalog were declared: for notes only, never
/// part of a value. Keys are `table`, `table.column`, `table.constraint`; see
/// DeclarationSites.cpp.
class DeclarationSites {
public:
  void declare(llvm::StringRef key, Origin origin) { sites_[key] = origin; }
  /// No place if it is not known.
  Origin find(llvm::StringRef key) const { return sites_.lookup(key); }

private:
  llvm::StringMap<Origin> sites_;
};

class Checker {
public:
  /// All arguments must outlive the checker.
  Checker(const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags);
  ~Checker();

  /// Checks the statements of one section in written order against `catalog`, and
  /// applies each operation to it. The result holds what could be checked; after an
  /// error in `diags` it must not be run.
  std::vector<LocatedOperation> checkBlock(const SourceBuffer& buffer, ast::Block block,
                                           Catalog& catalog);

  /// Declares what a schema file holds (several calls, one for each file, then
  /// `finishDeclarations`, since order between declarations does not matter).
  void declare(const SourceBuffer& buffer, ast::Block declarations);
  Catalog finishDeclarations();

  DeclarationSites& sites();

private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

} // namespace retort
