#include "Revision/Discovery.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace retort;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class DiscoveryTest : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> folder;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("retort-discovery", folder));
    root_ = folder.str().str() + "/";
  }
  void TearDown() override { llvm::sys::fs::remove_directories(root_); }

  void file(const std::string& path) {
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(root_ + path));
    std::error_code error;
    llvm::raw_fd_ostream(root_ + path, error) << "revision x 'y';";
    ASSERT_FALSE(error) << error.message();
  }
  void link(const std::string& to, const std::string& path) {
    ASSERT_FALSE(llvm::sys::fs::create_link(root_ + to, root_ + path));
  }

  /// The paths that are found, from the root on.
  std::vector<std::string> found(std::vector<std::string> folders) {
    for (std::string& folder : folders)
      folder = root_ + folder;
    auto paths = discoverRevisions(folders);
    if (!paths)
      return {llvm::toString(paths.takeError())};
    for (std::string& path : *paths)
      path = llvm::StringRef(path).drop_front(root_.size()).str();
    return *paths;
  }

  std::string root_;
};

TEST_F(DiscoveryTest, FindsMigrationsRecursivelyAndSorted) {
  for (const char* path : {"v/b.mig", "v/a.mig", "v/2025/c.mig", "v/2025/deep/er/d.mig",
                           "v/readme.md", "v/a.mig~", "v/.hidden.mig", "v/.git/x.mig", "w/a.mig"})
    file(path);
  EXPECT_THAT(found({"w", "v"}),
              ElementsAre("v/2025/c.mig", "v/2025/deep/er/d.mig", "v/a.mig", "v/b.mig", "w/a.mig"));
}

TEST_F(DiscoveryTest, WalksEachFolderOnce) {
  file("v/sub/a.mig");
  EXPECT_THAT(found({"v", "v/sub", "v"}), ElementsAre("v/sub/a.mig"));
}

TEST_F(DiscoveryTest, FollowsLinksAndSurvivesLoops) {
  file("v/a.mig");
  file("elsewhere/b.mig");
  link("elsewhere", "v/linked");
  link("v", "v/loop");
  link("v/nowhere", "v/dangling.mig");
  EXPECT_THAT(found({"v"}), ElementsAre("v/a.mig", "v/linked/b.mig"));
}

TEST_F(DiscoveryTest, TellsAFolderThatIsMissing) {
  EXPECT_THAT(found({"versions"}), ElementsAre(HasSubstr("cannot read the folder")));
  file("v");
  EXPECT_THAT(found({"v"}), ElementsAre(HasSubstr("cannot read the folder")));
}

} // namespace
