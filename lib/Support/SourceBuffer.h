//===- SourceBuffer.h - the text of one file, and places in it ------------===//
//
// Everything that is said about a user's file is said with a place in it. A
// SourceBuffer owns the bytes; a SourceRange is two offsets into them; an Origin
// is a range together with its buffer, and is what travels through the compiler.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace retort {

/// A half-open range of byte offsets in one buffer.
struct SourceRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin == end; }
  bool contains(SourceRange other) const { return begin <= other.begin && other.end <= end; }
  /// The smallest range that holds both.
  static SourceRange join(SourceRange a, SourceRange b) {
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
  }
  friend bool operator==(SourceRange, SourceRange) = default;
};

/// A place as people count it: both from 1, the column in code points.
struct LineColumn {
  unsigned line = 1;
  unsigned column = 1;
};

/// The bytes of one file (or of standard input), never changed after it is made.
/// Always at most `maxRowBytes` long, so an offset fits into 32 bits.
class SourceBuffer {
public:
  /// A larger file is refused: no person writes one, and nothing here needs it.
  static constexpr uint64_t maxBytes = 64ull << 20;
  /// The same of a file that holds rows, which no person wrote.
  static constexpr uint64_t maxRowBytes = UINT32_MAX;

  /// `name` is what diagnostics print, usually the path as the user gave it. `folder` is where
  /// the files are that the text names, if that is not where `name` is.
  SourceBuffer(std::string name, std::string text, std::optional<std::string> folder = {});
  SourceBuffer(const SourceBuffer&) = delete;
  SourceBuffer& operator=(const SourceBuffer&) = delete;

  /// Reads a whole file, or standard input for `-`. Fails, with the path and the
  /// reason, on what cannot be read, is a directory or is larger than `limit`.
  static llvm::Expected<std::unique_ptr<SourceBuffer>> read(llvm::StringRef path,
                                                            uint64_t limit = maxBytes);

  llvm::StringRef name() const { return name_; }
  llvm::StringRef folder() const;
  llvm::StringRef text() const { return text_; }
  llvm::StringRef text(SourceRange range) const {
    return llvm::StringRef(text_).substr(range.begin, range.end - range.begin);
  }

  LineColumn locate(uint32_t offset) const;
  /// The line that holds `offset`, without its line end.
  llvm::StringRef lineAt(uint32_t offset) const;
  /// The offset at which the line that holds `offset` begins.
  uint32_t lineStart(uint32_t offset) const;
  unsigned lineCount() const;

private:
  const std::vector<uint32_t>& lineStarts() const;

  std::string name_;
  std::string text_;
  std::optional<std::string> folder_;
  mutable std::vector<uint32_t> lineStarts_; // made on first use
};

/// A place in some buffer, or no place at all. Borrows the buffer, which must
/// outlive it; whoever loads files keeps their buffers for the whole run.
struct Origin {
  const SourceBuffer* buffer = nullptr;
  SourceRange range;

  explicit operator bool() const { return buffer != nullptr; }
  Origin with(SourceRange other) const { return {buffer, other}; }
  friend bool operator==(const Origin&, const Origin&) = default;
};

} // namespace retort
