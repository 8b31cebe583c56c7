#include "Support/SourceBuffer.h"

#include "Support/Unicode.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unistd.h>

namespace retort {

SourceBuffer::SourceBuffer(std::string name, std::string text, std::optional<std::string> folder)
    : name_(std::move(name)), text_(std::move(text)), folder_(std::move(folder)) {
  assert(text_.size() <= maxRowBytes && "callers check the size before they read");
}

llvm::StringRef SourceBuffer::folder() const {
  return folder_ ? llvm::StringRef(*folder_) : llvm::sys::path::parent_path(name_);
}

static llvm::Error cannotRead(llvm::StringRef path, llvm::StringRef why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 fmt::format("cannot read `{}`: {}", path.str(), why.str()));
}

/// Memory for a file that is not small, which otherwise would be twice its size.
static void reserveWhole(std::string& text, llvm::sys::fs::file_t file, uint64_t limit) {
  llvm::sys::fs::file_status status;
  if (!llvm::sys::fs::status(file, status))
    text.reserve(std::min(status.getSize(), limit) + 1);
}

/// A whole file, or one byte or more beyond `limit` of a larger one.
static llvm::Expected<std::string> readFile(llvm::StringRef path, uint64_t limit) {
  llvm::Expected<llvm::sys::fs::file_t> file = llvm::sys::fs::openNativeFileForRead(path);
  if (!file)
    return file.takeError();
  // llvm's closeFile asks the system thrice, since it blocks all signals meanwhile.
  auto closed = llvm::make_scope_exit([&] { ::close(*file); });
  std::string text;
  std::array<char, 16384> chunk; // most files fit, and their size need not be asked
  while (text.size() <= limit) {
    llvm::Expected<size_t> count = llvm::sys::fs::readNativeFile(*file, chunk);
    if (!count)
      return count.takeError();
    if (*count == 0)
      break;
    if (text.empty() && *count == chunk.size())
      reserveWhole(text, *file, limit);
    text.append(chunk.data(), *count);
  }
  return text;
}

static llvm::Expected<std::string> readInput() {
  auto input = llvm::MemoryBuffer::getSTDIN();
  if (!input)
    return llvm::errorCodeToError(input.getError());
  return (*input)->getBuffer().str();
}

llvm::Expected<std::unique_ptr<SourceBuffer>> SourceBuffer::read(llvm::StringRef path,
                                                                 uint64_t limit) {
  const bool isInput = path == "-";
  llvm::Expected<std::string> text = isInput ? readInput() : readFile(path, limit);
  if (!text)
    return cannotRead(path, llvm::toString(text.takeError()));
  if (text->size() > limit)
    return cannotRead(path, fmt::format("it is larger than {} MiB, the most that one file may hold",
                                        (limit + 1) >> 20));
  return std::make_unique<SourceBuffer>(isInput ? "<stdin>" : path.str(), std::move(*text));
}

const std::vector<uint32_t>& SourceBuffer::lineStarts() const {
  if (lineStarts_.empty()) {
    lineStarts_.push_back(0);
    for (uint32_t i = 0; i < text_.size(); ++i)
      if (text_[i] == '\n')
        lineStarts_.push_back(i + 1);
  }
  return lineStarts_;
}

uint32_t SourceBuffer::lineStart(uint32_t offset) const {
  const auto& starts = lineStarts();
  return *std::prev(std::upper_bound(starts.begin(), starts.end(), offset));
}

LineColumn SourceBuffer::locate(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, text_.size());
  const auto& starts = lineStarts();
  auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  uint32_t start = *std::prev(next);
  return {static_cast<unsigned>(next - starts.begin()),
          static_cast<unsigned>(countCodePoints(text({start, offset}))) + 1};
}

llvm::StringRef SourceBuffer::lineAt(uint32_t offset) const {
  llvm::StringRef rest = llvm::StringRef(text_).substr(lineStart(offset));
  return rest.substr(0, rest.find('\n')).rtrim('\r');
}

unsigned SourceBuffer::lineCount() const {
  return static_cast<unsigned>(lineStarts().size());
}

} // namespace retort
