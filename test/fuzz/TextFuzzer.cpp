// Places in text, and the measuring of it: whatever the bytes are, offsets, lines
// and columns agree with each other, and clipping never makes valid text invalid.
#include "Support/SourceBuffer.h"
#include "Support/Unicode.h"

#include "llvm/Support/ErrorHandling.h"

#include <cstdint>

using namespace retort;

static void require(bool law, const char* message) {
  if (!law)
    llvm::report_fatal_error(message);
}

static bool isValid(llvm::StringRef text) {
  return !findInvalidUtf8(text);
}

static void checkPlaces(const SourceBuffer& buffer) {
  const auto size = static_cast<uint32_t>(buffer.text().size());
  LineColumn previous;
  for (uint32_t offset = 0; offset <= size; ++offset) {
    const LineColumn place = buffer.locate(offset);
    const uint32_t start = buffer.lineStart(offset);
    require(place.line >= previous.line, "lines grow with the offset");
    require(place.line > previous.line || place.column >= previous.column,
            "columns grow within a line");
    require(place.line <= buffer.lineCount(), "a line is one of the buffer");
    require(start <= offset && buffer.locate(start).column == 1, "a line starts in column one");
    require(!buffer.lineAt(offset).contains('\n'), "a line ends where the next begins");
    previous = place;
  }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const llvm::StringRef text(reinterpret_cast<const char*>(data), std::min<size_t>(size, 1024));
  checkPlaces(SourceBuffer("fuzz.mig", text.str()));

  require(countCodePoints(text) <= text.size(), "a code point has at least one byte");
  require(displayWidth(text) <= 2 * text.size(), "no character is wider than two columns");
  if (auto invalid = findInvalidUtf8(text)) {
    require(*invalid < text.size(), "what is invalid is in the text");
    require(isValid(text.take_front(*invalid)), "what stands before the first fault is valid");
  }
  for (size_t bytes = 0; bytes <= text.size(); ++bytes) {
    const llvm::StringRef clipped = clipUtf8(text, bytes);
    require(clipped.size() <= bytes && text.starts_with(clipped), "a clip is a short prefix");
    require(isValid(clipped) || !isValid(text), "a clip of valid text is valid");
  }
  return 0;
}
