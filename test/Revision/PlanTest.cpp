#include "Revision/Plan.h"

#include "RandomHistory.h"

#include <set>

using namespace retort;

namespace {

/// `+id` inserted, `-id` deleted, `id>id` updated; a step a line.
std::string describe(const Plan& plan) {
  std::string text;
  for (const PlanStep& step : plan.steps) {
    text += (step.direction == Direction::Up ? "up " : "down ") + step.revision->id().str() + ":";
    for (const VersionChange& change : step.versionChanges) {
      switch (change.kind) {
      case VersionChange::Insert:
        text += " +" + change.to->id().str();
        break;
      case VersionChange::Update:
        text += " " + change.from->id().str() + ">" + change.to->id().str();
        break;
      case VersionChange::Delete:
        text += " -" + change.from->id().str();
        break;
      }
    }
    text += "\n";
  }
  return text;
}

std::string up(const History& h, llvm::StringRef current, llvm::StringRef targets) {
  return describe(planUpgrade(h, revisions(h, current), revisions(h, targets)));
}
std::string down(const History& h, llvm::StringRef current, llvm::StringRef seeds) {
  return describe(planDowngrade(h, revisions(h, current), revisions(h, seeds)));
}

/// The version table, changed as the engine would change it.
class Table {
public:
  void run(const PlanStep& step) {
    for (const VersionChange& change : step.versionChanges) {
      if (change.kind != VersionChange::Insert) {
        ASSERT_EQ(rows.erase(change.from), 1u) << "no row " << change.from->id().str();
      }
      if (change.kind != VersionChange::Delete) {
        ASSERT_TRUE(rows.insert(change.to).second) << "primary key " << change.to->id().str();
      }
    }
  }

  std::set<const Revision*> rows;
};

/// What nothing applied needs: found the slow way.
std::set<const Revision*> maximal(const std::set<const Revision*>& applied) {
  std::set<const Revision*> rows = applied;
  for (const Revision* revision : applied)
    for (const auto* list : {&revision->parents, &revision->dependencies})
      for (const Revision* needed : *list)
        rows.erase(needed);
  return rows;
}

} // namespace

TEST(Plan, MovesOneRowAlongALine) {
  const History h = history("a; b < a; c < b");
  EXPECT_EQ(up(h, "", "c"), "up a: +a\nup b: a>b\nup c: b>c\n");
  EXPECT_EQ(up(h, "b", "c"), "up c: b>c\n");
  EXPECT_EQ(up(h, "c", "c"), "");
  EXPECT_EQ(down(h, "c", "a"), "down c: c>b\ndown b: b>a\ndown a: -a\n");
}

TEST(Plan, SplitsAndJoinsRowsAsAlembicDoes) {
  const History h = history("a; b < a; c < a; m < b c");
  EXPECT_EQ(up(h, "", "m"), "up a: +a\nup b: a>b\nup c: +c\nup m: -c b>m\n");
  EXPECT_EQ(down(h, "m", "m"), "down m: m>b +c\n");
  EXPECT_EQ(down(h, "m", "a"), "down m: m>b +c\ndown c: -c\ndown b: b>a\ndown a: -a\n");
}

TEST(Plan, CountsADependencyAsImplied) {
  const History h = history("a; x; y < x ~ a; b < a");
  EXPECT_EQ(up(h, "", "y"), "up a: +a\nup x: +x\nup y: -a x>y\n");
  EXPECT_EQ(up(h, "y", "b"), "up b: +b\n");
  EXPECT_EQ(down(h, "y b", "y"), "down y: y>x\n") << "b still needs a";
  EXPECT_EQ(down(h, "y", "y"), "down y: y>x +a\n");
}

TEST(Plan, ToleratesARowThatAnotherImplies) {
  const History h = history("a; b < a; c < b");
  EXPECT_EQ(up(h, "a b", "c"), "up c: b>c\n");
  EXPECT_EQ(down(h, "a b", "b"), "down b: -b\n") << "the row of a is there";
}

TEST(Plan, HoldsTheRowsAtEveryStepOfEveryGraph) {
  std::mt19937 random(testSeed());
  SCOPED_TRACE("RETORT_TEST_SEED=" + std::to_string(testSeed()));
  for (unsigned round = 0; round < 300; ++round) {
    DiagnosticEngine diags;
    auto h = History::build(randomFiles(random, 1 + random() % 40), diags);
    ASSERT_TRUE(h.has_value()) << told(diags);
    auto some = [&] {
      RevisionList list;
      for (unsigned i = 0; i < 1 + random() % 3; ++i)
        list.push_back(&h->revisions()[random() % h->size()]);
      return list;
    };
    Table table;
    std::set<const Revision*> applied;
    for (unsigned trip = 0; trip < 6; ++trip) {
      const RevisionList current(table.rows.begin(), table.rows.end());
      const bool upwards = random() % 2;
      const Plan plan =
          upwards ? planUpgrade(*h, current, some()) : planDowngrade(*h, current, some());
      for (const PlanStep& step : plan.steps) {
        if (upwards) {
          for (const auto* list : {&step.revision->parents, &step.revision->dependencies})
            for (const Revision* needed : *list)
              ASSERT_TRUE(applied.contains(needed)) << describe(plan);
          ASSERT_TRUE(applied.insert(step.revision).second);
        } else {
          for (const auto* list : {&step.revision->children, &step.revision->dependents})
            for (const Revision* user : *list)
              ASSERT_FALSE(applied.contains(user)) << describe(plan);
          ASSERT_EQ(applied.erase(step.revision), 1u);
        }
        table.run(step);
        ASSERT_EQ(table.rows, maximal(applied)) << describe(plan);
      }
      ASSERT_EQ(std::set(plan.after.begin(), plan.after.end()), table.rows);
    }
  }
}
