//===- HistoryLoader.h - from folders to a history ------------------------===//
#pragma once

#include "Revision/History.h"

namespace retort {

/// What was read, kept for as long as anything may be reported about it.
using SourceTexts = std::vector<std::unique_ptr<SourceBuffer>>;

/// Finds the revision files below `folders` and reads their headers, many files by several threads
/// at once; their texts are added to `texts`, in the order of their paths. Nothing, where something
/// was reported; an error, where a folder or file cannot be read.
llvm::Expected<std::optional<std::vector<RevisionFile>>>
loadRevisionFiles(llvm::ArrayRef<std::string> folders, SourceTexts& texts, DiagnosticEngine& diags);

/// ... and builds the graph, likewise.
llvm::Expected<std::optional<History>> loadHistory(llvm::ArrayRef<std::string> folders,
                                                   SourceTexts& texts, DiagnosticEngine& diags);

} // namespace retort
