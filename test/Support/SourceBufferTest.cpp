#include "Support/SourceBuffer.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

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
  EXPECT_EQ(messageOfReading("/"), "cannot read `/`: Is a directory");
}

class SourceBufferOfFileTest : public testing::Test {
protected:
  void SetUp() override { ASSERT_FALSE(llvm::sys::fs::createTemporaryFile("text", "mig", path_)); }
  void TearDown() override { llvm::sys::fs::remove(path_); }

  auto readBack(llvm::StringRef text, uint64_t limit) {
    std::error_code error;
    llvm::raw_fd_ostream(path_, error) << text;
    EXPECT_FALSE(error) << error.message();
    return SourceBuffer::read(path_, limit);
  }

  llvm::SmallString<128> path_;
};

TEST_F(SourceBufferOfFileTest, IsTheWholeFile) {
  constexpr size_t limit = 100000;
  for (size_t size : {size_t(0), size_t(1), size_t(16383), size_t(16384), size_t(16385), limit}) {
    std::string written(size, 'x');
    for (size_t i = 0; i < size; ++i)
      written[i] = static_cast<char>('a' + i % 23);
    auto buffer = readBack(written, limit);
    ASSERT_TRUE(static_cast<bool>(buffer)) << llvm::toString(buffer.takeError());
    EXPECT_EQ((*buffer)->text(), written);
  }
}

TEST_F(SourceBufferOfFileTest, IsNotLargerThanTheLimit) {
  const std::string large((2 << 20) + 1, 'x');
  auto buffer = readBack(large, 2 << 20);
  ASSERT_FALSE(static_cast<bool>(buffer));
  EXPECT_EQ(llvm::toString(buffer.takeError()),
            "cannot read `" + path_.str().str() +
                "`: it is larger than 2 MiB, the most that one file may hold");
}

} // namespace
