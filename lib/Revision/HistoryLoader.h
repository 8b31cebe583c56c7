//===- HistoryLoader.h - from folders to a history ------------------------===//
#pragma once

#include "Revision/History.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Reads a file and keeps it for as long as anything may be reported about it.
using FileReader = llvm::function_ref<llvm::Expected<const SourceBuffer*>(llvm::StringRef path)>;

/// Finds the revision files below `folders` and reads their headers. Nothing, where something
/// was reported; an error, where a folder or file cannot be read.
llvm::Expected<std::optional<std::vector<RevisionFile>>>
loadRevisionFiles(llvm::ArrayRef<std::string> folders, FileReader read, DiagnosticEngine& diags);

/// ... and builds the graph, likewise.
llvm::Expected<std::optional<History>> loadHistory(llvm::ArrayRef<std::string> folders,
                                                   FileReader read, DiagnosticEngine& diags);

} // namespace retort
