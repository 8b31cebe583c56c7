#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

#include <cstring>

namespace retort {

static bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

size_t countCodePoints(llvm::StringRef text) {
  size_t count = 0;
  for (char c : text)
    count += !isContinuation(c);
  return count;
}

/// How many bytes the first character takes.
static size_t firstLength(llvm::StringRef text) {
  size_t length = 1;
  while (length < text.size() && isContinuation(text[length]))
    ++length;
  return length;
}

static size_t columnsOf(llvm::StringRef character) {
  int columns = llvm::sys::unicode::columnWidthUTF8(character);
  return columns < 0 ? 1 : columns;
}

size_t displayWidth(llvm::StringRef text) {
  // Most text is ASCII, and asking for each character is slow.
  if (llvm::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }))
    return text.size();
  size_t width = 0;
  for (; !text.empty(); text = text.drop_front(firstLength(text)))
    width += columnsOf(text.take_front(firstLength(text)));
  return width;
}

llvm::StringRef clipToWidth(llvm::StringRef text, size_t columns) {
  size_t end = 0, width = 0;
  while (end < text.size()) {
    size_t length = firstLength(text.drop_front(end));
    width += columnsOf(text.substr(end, length));
    if (width > columns)
      break;
    end += length;
  }
  return text.take_front(end);
}

/// Of whole words only: most text is nothing else, and asking for each character is slow.
static size_t asciiLength(llvm::StringRef text) {
  size_t length = 0;
  for (uint64_t word; length + sizeof word <= text.size(); length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if (word & 0x8080808080808080)
      break;
  }
  return length;
}

std::optional<size_t> findInvalidUtf8(llvm::StringRef text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.begin());
  const auto* end = reinterpret_cast<const llvm::UTF8*>(text.end());
  const auto* at = begin + asciiLength(text);
  if (llvm::isLegalUTF8String(&at, end))
    return std::nullopt;
  return at - begin;
}

llvm::StringRef clipUtf8(llvm::StringRef text, size_t bytes) {
  if (text.size() <= bytes)
    return text;
  while (bytes > 0 && isContinuation(text[bytes]))
    --bytes;
  return text.take_front(bytes);
}

} // namespace retort
