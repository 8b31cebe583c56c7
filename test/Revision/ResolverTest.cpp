#include "Revision/Resolver.h"

#include "Revision/Plan.h"
#include "TestHistory.h"

#include <gmock/gmock.h>

using namespace retort;
using testing::HasSubstr;

namespace {

/// a - b -+- s1 - s2 [search] -+- m - n
///        +- t1 - t2 ----------+
/// and apart from them: u1 - u2 [users], where u2 depends on t1.
constexpr llvm::StringLiteral forked =
    "a; b < a; s1 < b; s2 < s1 [search]; t1 < b; t2 < t1; m < s2 t2; n < m;"
    "u1; u2 < u1 [users] ~ t1";

class ResolverTest : public testing::Test {
protected:
  explicit ResolverTest(llvm::StringRef description = forked) : history_(history(description)) {}

  /// The ids that `resolve` gives, or what it reports.
  std::string resolve(llvm::StringRef text, const char* current = nullptr) {
    return run(text, current, &Resolver::resolve);
  }
  /// The ids that `upgrade text` would apply, in order.
  std::string upgrade(llvm::StringRef text, const char* current) {
    return plan(text, current, &Resolver::upgradeTargets, planUpgrade);
  }
  /// The ids that `downgrade text` would take back, in order.
  std::string downgrade(llvm::StringRef text, const char* current) {
    return plan(text, current, &Resolver::downgradeSeeds, planDowngrade);
  }
  std::string range(llvm::StringRef text, const char* current = nullptr) {
    DiagnosticEngine diags;
    const RevisionList rows = current ? revisions(history_, current) : RevisionList();
    auto parsed = parseRevisionRange(text, Origin(), diags);
    if (!parsed)
      return told(diags);
    auto result = Resolver(history_, current ? &rows : nullptr, diags).resolveRange(*parsed);
    return result ? ids(result->revisions) : told(diags);
  }

  using Resolve = std::optional<RevisionList> (Resolver::*)(const RevisionExpression&);

  std::string run(llvm::StringRef text, const char* current, Resolve function) {
    DiagnosticEngine diags;
    const RevisionList rows = current ? revisions(history_, current) : RevisionList();
    auto parsed = parseRevisionExpression(text, Origin(), diags);
    if (!parsed)
      return told(diags);
    Resolver resolver(history_, current ? &rows : nullptr, diags);
    auto result = (resolver.*function)(*parsed);
    EXPECT_EQ(result.has_value(), !diags.hasErrors());
    return result ? ids(*result) : told(diags);
  }

  template <typename Planner>
  std::string plan(llvm::StringRef text, const char* current, Resolve function, Planner planner) {
    DiagnosticEngine diags;
    const RevisionList rows = revisions(history_, current);
    auto parsed = parseRevisionExpression(text, Origin(), diags);
    if (!parsed)
      return told(diags);
    Resolver resolver(history_, &rows, diags);
    auto result = (resolver.*function)(*parsed);
    if (!result)
      return told(diags);
    RevisionList list;
    for (const PlanStep& step : planner(history_, rows, *result).steps)
      list.push_back(step.revision);
    return ids(list);
  }

  History history_;
};

class LineTest : public ResolverTest {
protected:
  LineTest() : ResolverTest("aa11; aa22 < aa11; bb33 < aa22 [stable]; cc44 < bb33") {}
};

TEST_F(LineTest, ResolvesPlacesAndNames) {
  EXPECT_EQ(resolve("head"), "cc44");
  EXPECT_EQ(resolve("heads"), "cc44");
  EXPECT_EQ(resolve("base"), "");
  EXPECT_EQ(resolve("aa22"), "aa22");
  EXPECT_EQ(resolve("b"), "bb33") << "any prefix that is not ambiguous";
  EXPECT_EQ(resolve("stable"), "bb33") << "a label is the revision that carries it";
  EXPECT_EQ(resolve("stable@head"), "cc44");
  EXPECT_EQ(resolve("b@head"), "cc44") << "a revision stands for its branch";
  EXPECT_EQ(resolve("current", "aa22"), "aa22");
  EXPECT_EQ(resolve("current", ""), "");
}

TEST_F(LineTest, CountsSteps) {
  EXPECT_EQ(resolve("aa11+2"), "bb33");
  EXPECT_EQ(resolve("head-1"), "bb33");
  EXPECT_EQ(resolve("head-4"), "") << "the base";
  EXPECT_EQ(resolve("base+1"), "aa11");
  EXPECT_EQ(resolve("current-1", "aa22"), "aa11");
  EXPECT_EQ(resolve("head+1"),
            "too-many-steps: `head+1` asks for 1 step, and only 0 can be made\n");
  EXPECT_EQ(resolve("aa22-3"),
            "too-many-steps: `aa22-3` asks for 3 steps, and only 2 can be made\n");
}

TEST_F(LineTest, NamesTheCandidatesOfAnAmbiguousPrefix) {
  EXPECT_EQ(resolve("aa"), "ambiguous-revision: the ids of 2 revisions begin with `aa`\n"
                           "  note at `aa11`: `aa11` message of aa11\n"
                           "  note at `aa22`: `aa22` message of aa22\n");
}

TEST_F(LineTest, OffersTheNearestName) {
  EXPECT_EQ(resolve("aa12"), "unknown-revision: no revision or label `aa12`\n"
                             "  help: did you mean `aa11`?\n");
  EXPECT_EQ(resolve("stabel"), "unknown-revision: no revision or label `stabel`\n"
                               "  help: did you mean `stable`?\n");
  EXPECT_EQ(resolve("HEAD"), "unknown-revision: no revision or label `HEAD`\n"
                             "  help: did you mean `head`?\n");
  EXPECT_EQ(resolve("nosuchlabel@base"), "unknown-revision: no revision or label `nosuchlabel`\n");
}

TEST_F(LineTest, NeedsADatabaseForWhatIsRelativeToIt) {
  EXPECT_THAT(resolve("current"), HasSubstr("needs-database"));
  EXPECT_THAT(resolve("-1"), HasSubstr("needs-database"));
  EXPECT_THAT(run("+1", nullptr, &Resolver::upgradeTargets), HasSubstr("needs-database"));
  EXPECT_THAT(run("base", nullptr, &Resolver::downgradeSeeds), HasSubstr("needs-database"));
}

TEST_F(LineTest, Upgrades) {
  EXPECT_EQ(upgrade("head", ""), "aa11 aa22 bb33 cc44");
  EXPECT_EQ(upgrade("head", "aa22"), "bb33 cc44");
  EXPECT_EQ(upgrade("head", "cc44"), "");
  EXPECT_EQ(upgrade("stable", "aa11"), "aa22 bb33");
  EXPECT_EQ(upgrade("aa11", "bb33"), "") << "is applied already";
  EXPECT_EQ(upgrade("+1", ""), "aa11");
  EXPECT_EQ(upgrade("+2", "aa11"), "aa22 bb33");
  EXPECT_EQ(upgrade("current+2", "aa11"), "aa22 bb33");
  EXPECT_EQ(upgrade("head-1", "aa11"), "aa22 bb33");
  EXPECT_EQ(upgrade("+4", "aa22"),
            "too-many-steps: `+4` asks for 4 steps, and only 2 can be made\n");
}

TEST_F(LineTest, Downgrades) {
  EXPECT_EQ(downgrade("base", "cc44"), "cc44 bb33 aa22 aa11");
  EXPECT_EQ(downgrade("base", ""), "");
  EXPECT_EQ(downgrade("aa22", "cc44"), "cc44 bb33");
  EXPECT_EQ(downgrade("cc44", "cc44"), "");
  EXPECT_EQ(downgrade("-1", "cc44"), "cc44");
  EXPECT_EQ(downgrade("-3", "cc44"), "cc44 bb33 aa22");
  EXPECT_EQ(downgrade("bb33-1", "cc44"), "cc44 bb33");
  EXPECT_EQ(downgrade("bb33-3", "cc44"), "cc44 bb33 aa22 aa11");
  EXPECT_EQ(downgrade("-2", "aa11"),
            "too-many-steps: `-2` asks for 2 steps, and only 1 can be made\n");
  EXPECT_EQ(downgrade("cc44", "aa22"),
            "not-applied: revision `cc44` is not applied, so there is no way down to it\n");
}

TEST_F(LineTest, SaysWhenTheDirectionIsWrong) {
  EXPECT_EQ(upgrade("base", "aa22"), "wrong-direction: `base` does not lead up\n"
                                     "  help: to go down: `retort downgrade base`\n");
  EXPECT_THAT(upgrade("-1", "aa22"), HasSubstr("`retort downgrade -1`"));
  EXPECT_THAT(downgrade("+1", "aa22"), HasSubstr("`retort upgrade +1`"));
}

TEST_F(LineTest, ReadsRanges) {
  EXPECT_EQ(range("aa22:bb33"), "aa22 bb33");
  EXPECT_EQ(range("aa22:"), "aa22 bb33 cc44");
  EXPECT_EQ(range(":aa22"), "aa11 aa22");
  EXPECT_EQ(range(":"), "aa11 aa22 bb33 cc44");
  EXPECT_EQ(range("bb33"), "bb33");
  EXPECT_EQ(range("base:aa22"), "aa11 aa22");
  EXPECT_EQ(range(":head"), "aa11 aa22 bb33 cc44");
  EXPECT_EQ(range(":head-1"), "aa11 aa22 bb33");
  EXPECT_EQ(range("-2:bb33"), "aa22 bb33") << "two revisions, up to bb33";
  EXPECT_EQ(range("-2:"), "bb33 cc44") << "the last two";
  EXPECT_EQ(range("-2:head-1"), "aa22 bb33");
  EXPECT_EQ(range(":+2"), "aa11 aa22") << "the first two";
  EXPECT_EQ(range("aa22:+1"), "aa22 bb33");
  EXPECT_EQ(range("-2:current", "bb33"), "aa22 bb33");
  EXPECT_EQ(range("current:", "bb33"), "bb33 cc44");
  EXPECT_EQ(range("-1:+1", "bb33"), "bb33 cc44") << "both from where the database stands";
  EXPECT_EQ(range("cc44:aa11"),
            "wrong-direction: `cc44` does not lead up to the end of the range\n");
  EXPECT_THAT(range("current:"), HasSubstr("needs-database"));
}

//===--- Branches ---------------------------------------------------------===//

TEST_F(ResolverTest, TellsSeveralHeads) {
  EXPECT_EQ(resolve("head"), "several-heads: the history has 2 heads, and one is meant\n"
                             "  note at `n`: `n` message of n\n"
                             "  note at `u2`: `u2` message of u2\n"
                             "  help: name one of them, or all: `heads`\n");
  EXPECT_EQ(resolve("heads"), "n u2");
  EXPECT_EQ(resolve("users@head"), "u2");
  EXPECT_EQ(resolve("search@head"), "n");
  EXPECT_EQ(resolve("b@head"), "n");
}

TEST_F(ResolverTest, TellsSeveralHeadsOfABranch) {
  const History two = history("a [x]; b < a; c < a");
  DiagnosticEngine diags;
  auto parsed = parseRevisionExpression("x@head", Origin(), diags);
  EXPECT_FALSE(Resolver(two, nullptr, diags).resolve(*parsed));
  EXPECT_THAT(told(diags), HasSubstr("the branch `x` has 2 heads"));
  EXPECT_THAT(told(diags), HasSubstr("`x@heads`"));
}

TEST_F(ResolverTest, KeepsToABranch) {
  EXPECT_EQ(resolve("search@s1"), "s1");
  EXPECT_EQ(resolve("search@b"), "b") << "what the branch grew from";
  EXPECT_EQ(resolve("search@t1"), "not-in-branch: revision `t1` is not in the branch `search`\n");
  EXPECT_EQ(resolve("search@base+1"), "s1");
  EXPECT_EQ(resolve("search@b+1"), "s1");
  EXPECT_EQ(resolve("search@m-1"), "s2");
  EXPECT_EQ(resolve("search@m-4"), "a") << "below its start, what it grew from";
}

TEST_F(ResolverTest, TellsAStepThatCanGoSeveralWays) {
  EXPECT_EQ(resolve("b+1"), "ambiguous-step: `b+1` can go 2 ways after 0 steps\n"
                            "  note at `s1`: `s1` message of s1\n"
                            "  note at `t1`: `t1` message of t1\n"
                            "  help: name the revision that is meant, or its branch: `s1@b+1`\n");
  EXPECT_EQ(resolve("m-1"), "s2 t2") << "all that it merged";
  EXPECT_THAT(resolve("m-2"), HasSubstr("ambiguous-step: `m-2` can go 2 ways after 1 step"));
  EXPECT_THAT(resolve("m-2"), HasSubstr("`s2@m-2`"));
  EXPECT_EQ(resolve("s2@m-2"), "s1");
  EXPECT_EQ(resolve("n-2"), "s2 t2");
}

TEST_F(ResolverTest, UpgradesBranches) {
  EXPECT_EQ(upgrade("heads", ""), "a b s1 s2 t1 t2 m n u1 u2");
  EXPECT_EQ(upgrade("users@head", ""), "a b t1 u1 u2") << "with what it depends on";
  EXPECT_EQ(upgrade("m", "s1"), "s2 t1 t2 m");
  EXPECT_EQ(upgrade("+1", "s2 t2 u2"), "m") << "from three rows, the one thing that is next";
  EXPECT_THAT(upgrade("+1", "b u1"), HasSubstr("can go 2 ways")) << "s1, t1";
  EXPECT_EQ(upgrade("search@+1", "b u1"), "s1");
  EXPECT_EQ(upgrade("search@+2", "b u1"), "s1 s2");
  EXPECT_EQ(upgrade("search@+3", "b"), "s1 s2 t1 t2 m") << "a merge brings the other branch";
  EXPECT_EQ(upgrade("users@+2", ""), "a b t1 u1 u2");
}

TEST_F(ResolverTest, DowngradesBranches) {
  EXPECT_EQ(downgrade("base", "n u2"), "u2 u1 n m t2 t1 s2 s1 b a");
  EXPECT_EQ(downgrade("-1", "m"), "m") << "a merge can be taken back";
  EXPECT_EQ(downgrade("m-1", "n"), "n m");
  EXPECT_THAT(downgrade("-1", "s2 t2"), HasSubstr("ambiguous-step: `-1` can go 2 ways"));
  EXPECT_EQ(downgrade("search@-1", "s2 t2"), "s2");
  EXPECT_EQ(downgrade("search@base", "s2 t2"), "s2 s1") << "and keeps what it shares with t";
  EXPECT_EQ(downgrade("users@base", "n u2"), "u2 u1");
  EXPECT_EQ(downgrade("b", "s2 t2"), "t2 t1 s2 s1");
  EXPECT_EQ(downgrade("search@b", "s2 t2"), "s2 s1");
  EXPECT_EQ(downgrade("t1", "s2 t2 u2"), "t2") << "u2 needs t1, which stays";
  EXPECT_EQ(downgrade("b", "t2 u2"), "u2 t2 t1") << "u2 needs t1, which goes";
  EXPECT_EQ(downgrade("s2", "n"), "n m");
}

TEST_F(ResolverTest, ReadsRangesOfBranches) {
  EXPECT_EQ(range("b:m"), "b s1 s2 t1 t2 m");
  EXPECT_EQ(range("search@base:search@head"), "s1 s2 m n");
  EXPECT_EQ(range("users@base:"), "u1 u2");
}

TEST_F(ResolverTest, FindsTheRowsOfADatabase) {
  DiagnosticEngine diags;
  auto rows = locate({"u1", "b", "u1"}, history_, diags);
  ASSERT_TRUE(rows.has_value());
  EXPECT_EQ(ids(*rows), "b u1");
  EXPECT_FALSE(locate({"b", "gone"}, history_, diags).has_value());
  EXPECT_THAT(told(diags),
              HasSubstr("unknown-applied-revision: the database is at revision `gone`"));
}

} // namespace
