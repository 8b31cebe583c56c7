#include "Revision/History.h"

#include "RandomHistory.h"

#include <chrono>
#include <gmock/gmock.h>

using namespace retort;
using testing::HasSubstr;

namespace {

std::string refusal(llvm::StringRef description) {
  DiagnosticEngine diags;
  EXPECT_FALSE(History::build(revisionFiles(description), diags).has_value());
  return told(diags);
}

std::string order(const History& history) {
  RevisionList list;
  for (const Revision& revision : history.revisions())
    list.push_back(&revision);
  return ids(list);
}

} // namespace

TEST(History, PutsALineInOrder) {
  EXPECT_EQ(order(history("c < b; a; b < a")), "a b c");
  EXPECT_EQ(order(history("")), "");
}

TEST(History, KeepsABranchInOnePiece) {
  EXPECT_EQ(order(history("m < b2 c2; b2 < b1; c2 < c1; b1 < a; c1 < a; a")), "a b1 b2 c1 c2 m");
  EXPECT_EQ(order(history("m < c2 b2; b2 < b1; c2 < c1; b1 < a; c1 < a; a")), "a c1 c2 b1 b2 m");
}

TEST(History, PutsDependenciesFirst) {
  EXPECT_EQ(order(history("a2 < a1; a1 ~ b2; b2 < b1; b1")), "b1 b2 a1 a2");
}

TEST(History, PutsTheOlderEndFirst) {
  auto files = revisionFiles("a; x < a; y < a");
  files[1].header.created = "2025-02-02";
  files[2].header.created = "2025-01-01";
  DiagnosticEngine diags;
  EXPECT_EQ(order(*History::build(std::move(files), diags)), "a y x");
}

TEST(History, KnowsItsEnds) {
  const History h = history("a; b < a; c < a; z ~ b");
  EXPECT_EQ(ids(h.bases()), "a z");
  EXPECT_EQ(ids(h.branchHeads()), "c b z") << "in the order of the history";
  EXPECT_EQ(ids(h.heads()), "c z") << "z depends on b";
}

TEST(History, FindsNamesAndPrefixes) {
  const History h = history("abc1; abc2 < abc1 [stable]; abd < abc2");
  EXPECT_EQ(h.find("abc2")->id(), "abc2");
  EXPECT_EQ(h.find("abc"), nullptr);
  EXPECT_EQ(h.findLabel("stable")->id(), "abc2");
  EXPECT_EQ(h.findLabel("abc2"), nullptr);
  EXPECT_EQ(ids(h.matching("abc")), "abc1 abc2");
  EXPECT_EQ(ids(h.matching("abd")), "abd");
  EXPECT_EQ(ids(h.matching("x")), "");
  EXPECT_EQ(h.matching("").size(), 3u);
}

TEST(History, FollowsBothKindsOfEdges) {
  const History h = history("a; b < a; c < b; x; y < x ~ b; z < y");
  EXPECT_EQ(ids(h.withAncestors(h.find("y")).list()), "a b x y");
  EXPECT_EQ(ids(h.withDescendants(h.find("b")).list()), "b c y z");
}

TEST(History, DelimitsABranch) {
  const History h =
      history("a; b < a; s1 < b; s2 < s1 [search]; s3 < s2; t < b; m < s3 t; n < m; q ~ s2");
  EXPECT_EQ(ids(h.branchOf(*h.find("s2")).list()), "s1 s2 s3 m n")
      << "from behind the branching point, through the merge, without who depends on it";
}

//===--- What is wrong ----------------------------------------------------===//

TEST(History, TellsAMissingParent) {
  EXPECT_EQ(refusal("abcd; b < abdc"),
            "missing-parent at `abdc`: revision `b` revises `abdc`, which "
            "does not exist\n"
            "  help at `abdc`: did you mean `abcd`?\n");
  EXPECT_EQ(refusal("463161aec4ec; b < 4631"),
            "missing-parent at `4631`: revision `b` revises `4631`, which does not exist\n"
            "  help at `4631`: write the id in full: `463161aec4ec`\n");
  EXPECT_EQ(refusal("a [stable]; b < stable"),
            "missing-parent at `stable`: revision `b` revises `stable`, which does not exist\n");
}

TEST(History, TellsAMissingDependency) {
  EXPECT_EQ(
      refusal("a [stable]; b ~ stabel"),
      "missing-dependency at `stabel`: revision `b` depends on `stabel`, which is no revision "
      "or label\n"
      "  help at `stabel`: did you mean `stable`?\n");
}

TEST(History, TellsADuplicate) {
  EXPECT_EQ(refusal("a; b < a; b < a"), "duplicate-revision at `b`: revision `b` exists twice\n"
                                        "  note at `b`: the other one\n");
}

TEST(History, TellsALabelThatIsUsedTwice) {
  EXPECT_EQ(refusal("a [x]; b < a [x]"), "duplicate-label at `x`: label `x` is used twice\n"
                                         "  note at `a`: revision `a` has it too\n");
  EXPECT_EQ(refusal("a; b < a [a]"), "duplicate-label at `a`: label `a` is used twice\n"
                                     "  note at `a`: it is the id of this revision\n");
}

TEST(History, TellsANameThatIsNone) {
  for (const char* name : {"head", "heads", "base", "current", "a@b", "a+1", "a-1", "a:b"})
    EXPECT_THAT(refusal(name), HasSubstr("invalid-revision-id")) << name;
  EXPECT_THAT(refusal(std::string(129, 'x')), HasSubstr("invalid-revision-id"));
  EXPECT_THAT(refusal("a [b-c]"), HasSubstr("invalid-revision-id at `b-c`"));
  EXPECT_EQ(order(history(std::string(128, 'x'))), std::string(128, 'x'));
  EXPECT_EQ(order(history("1.0.3")), "1.0.3");
}

TEST(History, TellsARepeatedReference) {
  EXPECT_THAT(refusal("a; b < a a"),
              HasSubstr("repeated-reference at `a`: revision `b` names `a`"));
  EXPECT_THAT(refusal("a [x]; b < a ~ x"), HasSubstr("repeated-reference at `x`"));
}

TEST(History, TellsACycle) {
  EXPECT_EQ(refusal("a < a"),
            "revision-cycle at `a`: revision `a` would have to come before itself\n");
  EXPECT_EQ(refusal("a < c; b < a; c < b; d < c"),
            "revision-cycle at `c`: revision `a` would have to come before itself\n"
            "  note at `c`: `a` needs `c`\n"
            "  note at `a`: `b` needs `a`\n"
            "  note at `b`: `c` needs `b`\n");
  EXPECT_EQ(refusal("a; b < a ~ c; c < b"),
            "revision-cycle at `b`: revision `c` would have to come before itself\n"
            "  note at `b`: `c` needs `b`\n"
            "  note at `c`: `b` needs `c`\n");
}

TEST(History, TellsEveryIndependentMistakeOnce) {
  EXPECT_EQ(refusal("a; b < nope1234; c < c; d [x]; e [x]"),
            "duplicate-label at `x`: label `x` is used twice\n"
            "  note at `d`: revision `d` has it too\n"
            "missing-parent at `nope1234`: revision `b` revises `nope1234`, which does not exist\n"
            "revision-cycle at `c`: revision `c` would have to come before itself\n");
}

//===--- Laws -------------------------------------------------------------===//

TEST(History, OrdersEveryGraphTheSameFromAnyShuffle) {
  std::mt19937 random(testSeed());
  SCOPED_TRACE("RETORT_TEST_SEED=" + std::to_string(testSeed()));
  for (unsigned round = 0; round < 300; ++round) {
    auto files = randomFiles(random, 1 + random() % 40);
    std::vector<RevisionFile> shuffled;
    for (const RevisionFile& file : files)
      shuffled.push_back(revisionFile(file.buffer->text()));
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    DiagnosticEngine diags;
    auto first = History::build(std::move(files), diags);
    auto second = History::build(std::move(shuffled), diags);
    ASSERT_TRUE(first && second) << told(diags);
    ASSERT_EQ(order(*first), order(*second));
    for (const Revision& revision : first->revisions()) {
      for (const auto* list : {&revision.parents, &revision.dependencies})
        for (const Revision* needed : *list)
          ASSERT_LT(needed->rank, revision.rank);
      ASSERT_EQ(&revision, &first->revisions()[revision.rank]);
    }
  }
}

TEST(History, BuildsALongLineInNoTime) {
  std::string text = "r0";
  for (unsigned i = 1; i < 20'000; ++i)
    text += "; r" + std::to_string(i) + " < r" + std::to_string(i - 1);
  auto files = revisionFiles(text);
  const auto start = std::chrono::steady_clock::now();
  DiagnosticEngine diags;
  auto result = History::build(std::move(files), diags);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->withAncestors(result->heads()).size(), 20'000u);
  // Far above what it takes, far below what anything quadratic would.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}
