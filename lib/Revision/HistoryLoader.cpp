#include "Revision/HistoryLoader.h"

#include "Revision/Discovery.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <iterator>
#include <thread>

namespace retort {
namespace {

/// Files that one thread reads: a run of those that there are, and what came of them.
class Slice {
public:
  explicit Slice(llvm::MutableArrayRef<std::string> paths) : paths_(paths) {}

  void read();
  /// Adds what was read; the failure, if a file could not be read.
  llvm::Error moveTo(std::vector<RevisionFile>& files, SourceTexts& texts, DiagnosticEngine& diags);

private:
  llvm::MutableArrayRef<std::string> paths_;
  SourceTexts texts_;
  std::vector<RevisionFile> files_;
  DiagnosticEngine diags_;
  std::optional<llvm::Error> failure_;
};

void Slice::read() {
  files_.reserve(paths_.size());
  texts_.reserve(paths_.size());
  for (std::string& path : paths_) {
    llvm::Expected<std::unique_ptr<SourceBuffer>> text = SourceBuffer::read(path);
    if (!text) {
      failure_ = text.takeError();
      return;
    }
    texts_.push_back(std::move(*text));
    const SourceBuffer& buffer = *texts_.back();
    // Without a header there is no place in the graph; others may have one.
    if (std::optional<RevisionHeader> header = readRevisionHeader(buffer, diags_))
      files_.push_back({std::move(*header), std::move(path), &buffer});
  }
}

llvm::Error Slice::moveTo(std::vector<RevisionFile>& files, SourceTexts& texts,
                          DiagnosticEngine& diags) {
  llvm::move(files_, std::back_inserter(files));
  llvm::move(texts_, std::back_inserter(texts));
  diags.append(diags_.take());
  return failure_ ? std::move(*failure_) : llvm::Error::success();
}

} // namespace

/// Opening a file waits for the system more than for us. A thread costs as much as some dozen files
/// (measured: 40 µs, and 3 µs a file), and beyond a few the folder itself is what they wait for.
static size_t threadsFor(size_t files) {
  constexpr size_t filesWorthAThread = 200;
  constexpr size_t mostThreads = 4;
  const size_t processors = std::max(std::thread::hardware_concurrency(), 1U);
  return std::clamp<size_t>(files / filesWorthAThread, 1, std::min(processors, mostThreads));
}

llvm::Expected<std::optional<std::vector<RevisionFile>>>
loadRevisionFiles(llvm::ArrayRef<std::string> folders, SourceTexts& texts,
                  DiagnosticEngine& diags) {
  auto paths = discoverRevisions(folders);
  if (!paths)
    return paths.takeError();
  llvm::MutableArrayRef<std::string> left = *paths;
  std::vector<Slice> slices;
  for (size_t threads = threadsFor(left.size()); threads > 0; --threads) {
    const size_t size = left.size() / threads;
    slices.emplace_back(left.take_front(size));
    left = left.drop_front(size);
  }
  std::vector<std::thread> others;
  for (Slice& slice : llvm::drop_begin(slices))
    others.emplace_back([&slice] { slice.read(); });
  slices.front().read();
  for (std::thread& other : others)
    other.join();

  const size_t errorsBefore = diags.errorCount();
  std::vector<RevisionFile> files;
  files.reserve(paths->size());
  llvm::Error failure = llvm::Error::success();
  for (Slice& slice : slices)
    // Of several files that cannot be read the first is told.
    if (llvm::Error error = slice.moveTo(files, texts, diags))
      failure ? llvm::consumeError(std::move(error)) : void(failure = std::move(error));
  if (failure)
    return failure;
  // A missing file would make good references look wrong.
  if (diags.errorCount() != errorsBefore)
    return std::nullopt;
  return files;
}

llvm::Expected<std::optional<History>> loadHistory(llvm::ArrayRef<std::string> folders,
                                                   SourceTexts& texts, DiagnosticEngine& diags) {
  auto files = loadRevisionFiles(folders, texts, diags);
  if (!files)
    return files.takeError();
  return *files ? History::build(std::move(**files), diags) : std::nullopt;
}

} // namespace retort
