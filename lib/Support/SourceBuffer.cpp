#include "Support/SourceBuffer.h"

#include "Support/Unicode.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <fmt/format.h>

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

/// A file of a known size, without a second copy of it, which may be large. Not more than that, should it
/// grow meanwhile.
static llvm::Expected<std::string> readRegular(llvm::StringRef path, uint64_t size) {
  auto file = llvm::sys::fs::openNativeFileForRead(path);
  if (!file)
    return cannotRead(path, llvm::toString(file.takeError()));
  std::string text(size, '\0');
  size_t done = 0;
  while (done < size) {
    llvm::Expected<size_t> count =
        llvm::sys::fs::readNativeFile(*file, {text.data() + done, size - done});
    if (!count || *count == 0) {
      if (!count) {
        llvm::sys::fs::closeFile(*file);
        return cannotRead(path, llvm::toString(count.takeError()));
      }
      break;
    }
    done += *count;
  }
  llvm::sys::fs::closeFile(*file);
  text.resize(done);
  return text;
}

llvm::Expected<std::unique_ptr<SourceBuffer>> SourceBuffer::read(llvm::StringRef path,
                                                                 uint64_t limit) {
  const std::string tooLarge =
      fmt::format("it is larger than {} MiB, the most that one file may hold", (limit + 1) >> 20);
  if (path != "-") {
    llvm::sys::fs::file_status status;
    if (std::error_code error = llvm::sys::fs::status(path, status))
      return cannotRead(path, error.message());
    if (llvm::sys::fs::is_directory(status))
      return cannotRead(path, "it is a directory");
    if (status.getSize() > limit)
      return cannotRead(path, tooLarge);
    // What is made as it is read (`/proc`) has no size.
    if (llvm::sys::fs::is_regular_file(status) && status.getSize() != 0) {
      llvm::Expected<std::string> text = readRegular(path, status.getSize());
      if (!text)
        return text.takeError();
      return std::make_unique<SourceBuffer>(path.str(), std::move(*text));
    }
  }
  auto file = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false,
                                                 /*RequiresNullTerminator=*/false);
  if (!file)
    return cannotRead(path, file.getError().message());
  if ((*file)->getBufferSize() > limit)
    return cannotRead(path, tooLarge);
  return std::make_unique<SourceBuffer>(path == "-" ? "<stdin>" : path.str(),
                                        (*file)->getBuffer().str());
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
