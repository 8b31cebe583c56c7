#include "Support/SourceBuffer.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

std::pair<unsigned, unsigned> lineAndColumn(const SourceBuffer& buffer, uint32_t offset) {
  LineColumn place = buffer.locate(offset);
  return {place.line, place.column};
}

std::string messageOfReading(const char* path) {
  auto buffer = SourceBuffer::read(path);
  return buffer ? "read" : llvm::toString(buffer.takeError());
}

TEST(SourceBuffer, CountsLinesAndColumnsFromOne) {
  SourceBuffer buffer("a.mig", "one\ntwo\n");
  EXPECT_EQ(lineAndColumn(buffer, 0), std::pair(1u, 1u));
  EXPECT_EQ(lineAndColumn(buffer, 3), std::pair(1u, 4u)); // the line end is part of its line
  EXPECT_EQ(lineAndColumn(buffer, 4), std::pair(2u, 1u));
  EXPECT_EQ(lineAndColumn(buffer, 8), std::pair(3u, 1u)); // the end of the file
}

TEST(SourceBuffer, CountsColumnsInCodePoints) {
  SourceBuffer buffer("a.mig", "äö x");
  EXPECT_EQ(lineAndColumn(buffer, 5), std::pair(1u, 4u));
}

TEST(SourceBuffer, PlacesWhatIsBehindTheEndAtTheEnd) {
  SourceBuffer buffer("a.mig", "ab");
  EXPECT_EQ(lineAndColumn(buffer, 99), std::pair(1u, 3u));
}

TEST(SourceBuffer, GivesALineWithoutItsEnd) {
  SourceBuffer buffer("a.mig", "one\r\ntwo\n");
  EXPECT_EQ(buffer.lineAt(1), "one");
  EXPECT_EQ(buffer.lineAt(6), "two");
  EXPECT_EQ(buffer.lineAt(9), "");
}

TEST(SourceBuffer, HasOneLineWhenItIsEmpty) {
  SourceBuffer buffer("a.mig", "");
  EXPECT_EQ(buffer.lineCount(), 1u);
  EXPECT_EQ(lineAndColumn(buffer, 0), std::pair(1u, 1u));
}

TEST(SourceBuffer, SaysWhatItCouldNotReadAndWhy) {
  EXPECT_EQ(messageOfReading("/nowhere/a.mig"),
            "cannot read `/nowhere/a.mig`: No such file or directory");
  EXPECT_EQ(messageOfReading("/"), "cannot read `/`: it is a directory");
}

} // namespace
