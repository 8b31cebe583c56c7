#include "Revision/HistoryLoader.h"

#include "TestHistory.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::HasSubstr;

namespace {

class HistoryLoaderTest : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> folder;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("retort-loader", folder));
    folder_ = folder.str().str();
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder_); }

  void write(const std::string& name, llvm::StringRef text) {
    std::error_code error;
    llvm::raw_fd_ostream(folder_ + "/" + name, error) << text;
    ASSERT_FALSE(error) << error.message();
  }

  llvm::Expected<std::optional<History>> load(std::vector<std::string> folders) {
    return loadHistory(folders, texts_, diags_);
  }

  std::string folder_;
  SourceTexts texts_;
  DiagnosticEngine diags_;
};

TEST_F(HistoryLoaderTest, ReadsHeadersAndPlaces) {
  write("b.mig", "/// Says more.\nrevision b2 'second'\n  revises a1\n  labels stable\n"
                 "  created '2025-02-04T17:31:08Z';\nupgrade { this is not looked at }\n");
  write("a.mig", "revision a1 'first';\nupgrade {}\n");
  auto history = load({folder_});
  ASSERT_TRUE(static_cast<bool>(history)) << llvm::toString(history.takeError());
  ASSERT_TRUE(history->has_value()) << told(diags_);
  const Revision* second = (*history)->findLabel("stable");
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->id(), "b2");
  EXPECT_EQ(second->message(), "second");
  EXPECT_EQ(second->file.header.created, "2025-02-04T17:31:08Z");
  EXPECT_EQ(second->file.path, folder_ + "/b.mig");
  EXPECT_EQ(second->file.buffer->text(second->origin().range), "b2");
  EXPECT_EQ(ids(second->parents), "a1");
}

TEST_F(HistoryLoaderTest, TellsMistakesOfTheGraphInTheirFiles) {
  write("a.mig", "revision a1 'first' revises nothing;\n");
  auto history = load({folder_});
  ASSERT_TRUE(static_cast<bool>(history));
  EXPECT_FALSE(history->has_value());
  EXPECT_EQ(told(diags_),
            "missing-parent at `nothing`: revision `a1` revises `nothing`, which does "
            "not exist\n");
  EXPECT_EQ(diags_.diagnostics()[0].origin.buffer->name(), folder_ + "/a.mig");
}

TEST_F(HistoryLoaderTest, DoesNotBlameOthersForAFileThatCannotBeRead) {
  write("a.mig", "revsion a1 'first';\n");
  write("b.mig", "revision b2 'second' revises a1;\n");
  auto history = load({folder_});
  ASSERT_TRUE(static_cast<bool>(history));
  EXPECT_FALSE(history->has_value());
  EXPECT_EQ(diags_.errorCount(), 1u) << told(diags_);
  EXPECT_EQ(diags_.diagnostics()[0].origin.buffer->name(), folder_ + "/a.mig");
}

TEST_F(HistoryLoaderTest, TellsAFolderThatIsMissing) {
  EXPECT_THAT(llvm::toString(load({folder_ + "/versions"}).takeError()),
              HasSubstr("cannot read the folder"));
}

/// As many as several threads read.
class HistoryOfThousandsTest : public HistoryLoaderTest {
protected:
  static constexpr unsigned files = 2000;

  static std::string id(unsigned number) { return llvm::utohexstr(0x10000 + number); }
  std::string fileOf(unsigned number) { return folder_ + "/" + id(number) + ".mig"; }

  void SetUp() override {
    HistoryLoaderTest::SetUp();
    for (unsigned number = 0; number < files; ++number)
      write(id(number) + ".mig", "revision " + id(number) + " 'one of many' revises " +
                                     (number == 0 ? "base" : id(number - 1)) + ";\nupgrade {}\n");
  }
};

TEST_F(HistoryOfThousandsTest, IsReadWhole) {
  auto history = load({folder_});
  ASSERT_TRUE(history && history->has_value()) << told(diags_);
  ASSERT_EQ((*history)->size(), files);
  for (unsigned number = 0; number < files; ++number) {
    const Revision& revision = (*history)->revisions()[number];
    EXPECT_EQ(revision.id(), id(number));
    EXPECT_EQ(revision.file.path, fileOf(number));
    EXPECT_EQ(revision.file.buffer, texts_[number].get());
  }
}

TEST_F(HistoryOfThousandsTest, TellsMistakesInTheOrderOfTheFiles) {
  const std::vector<unsigned> wrong = {3, 700, 701, 1999};
  for (unsigned number : wrong)
    write(id(number) + ".mig", "revsion " + id(number) + ";\n");
  auto history = load({folder_});
  ASSERT_TRUE(static_cast<bool>(history));
  EXPECT_FALSE(history->has_value());
  ASSERT_EQ(diags_.diagnostics().size(), wrong.size()) << told(diags_);
  for (size_t i = 0; i < wrong.size(); ++i)
    EXPECT_EQ(diags_.diagnostics()[i].origin.buffer->name(), fileOf(wrong[i]));
}

TEST_F(HistoryOfThousandsTest, TellsTheFirstFileThatCannotBeRead) {
  for (unsigned number : {900, 1900}) {
    ASSERT_FALSE(llvm::sys::fs::remove(fileOf(number)));
    ASSERT_FALSE(llvm::sys::fs::create_link("/proc/self/mem", fileOf(number)));
  }
  EXPECT_THAT(llvm::toString(load({folder_}).takeError()), HasSubstr(fileOf(900)));
}

TEST_F(HistoryLoaderTest, IsEmptyWithoutFiles) {
  auto history = load({folder_});
  ASSERT_TRUE(history && history->has_value());
  EXPECT_TRUE((*history)->empty());
}

} // namespace
