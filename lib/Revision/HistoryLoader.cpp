#include "Revision/HistoryLoader.h"

#include "Revision/Discovery.h"

namespace retort {

llvm::Expected<std::optional<std::vector<RevisionFile>>>
loadRevisionFiles(llvm::ArrayRef<std::string> folders, FileReader read, DiagnosticEngine& diags) {
  auto paths = discoverRevisions(folders);
  if (!paths)
    return paths.takeError();
  const size_t errorsBefore = diags.errorCount();
  std::vector<RevisionFile> files;
  files.reserve(paths->size());
  for (std::string& path : *paths) {
    auto buffer = read(path);
    if (!buffer)
      return buffer.takeError();
    // Without a header there is no place in the graph; others may have one.
    if (auto header = readRevisionHeader(**buffer, diags))
      files.push_back({std::move(*header), std::move(path), *buffer});
  }
  // A missing file would make good references look wrong.
  if (diags.errorCount() != errorsBefore)
    return std::nullopt;
  return files;
}

llvm::Expected<std::optional<History>> loadHistory(llvm::ArrayRef<std::string> folders,
                                                   FileReader read, DiagnosticEngine& diags) {
  auto files = loadRevisionFiles(folders, read, diags);
  if (!files)
    return files.takeError();
  return *files ? History::build(std::move(**files), diags) : std::nullopt;
}

} // namespace retort
