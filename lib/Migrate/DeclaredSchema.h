//===- DeclaredSchema.h - the schema that files declare ---------------------===//
#pragma once

#include "Sema/Checker.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace retort {

/// The desired state of a database.
struct DeclaredSchema {
  Catalog catalog;
  /// What the files say that something was called.
  std::vector<LocatedRename> renames;
  /// Where everything was declared.
  DeclarationSites sites;
};

/// Reads schema files as one schema, for one dialect; the order of the files means nothing.
/// Nothing, where something was reported; an error, where a file cannot be read. `read` keeps each
/// file for as long as anything may be reported about it.
llvm::Expected<std::optional<DeclaredSchema>>
readDeclaredSchema(llvm::ArrayRef<std::string> paths,
                   llvm::function_ref<llvm::Expected<const SourceBuffer*>(llvm::StringRef)> read,
                   const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags);

} // namespace retort
