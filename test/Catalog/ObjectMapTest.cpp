// The map against std::map, and what its copies share.
#include "Catalog/ObjectMap.h"

#include "Catalog/QualifiedName.h"
#include "Random/Random.h"

#include <gtest/gtest.h>
#include <map>

using namespace retort;

namespace {
struct Thing {
  QualifiedName name;
  int value = 0;
  friend bool operator==(const Thing&, const Thing&) = default;
};
QualifiedName keyOf(const Thing& thing) {
  return thing.name;
}
} // namespace

using Things = ObjectMap<Thing>;

static QualifiedName numbered(size_t number) {
  return {"", "t" + std::to_string(number)};
}

static void expectSame(const Things& things, const std::map<QualifiedName, int>& expected) {
  ASSERT_EQ(things.size(), expected.size());
  EXPECT_EQ(things.empty(), expected.empty());
  auto at = expected.begin();
  for (const auto& thing : things.all()) {
    ASSERT_EQ(thing->name, at->first);
    ASSERT_EQ(thing->value, at->second);
    ++at;
  }
}

TEST(ObjectMap, IsAnOrderedMap) {
  uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  ShownSeed shown(seed);
  Random random(seed);
  Things things;
  std::map<QualifiedName, int> expected;
  for (int i = 0; i < 20000; ++i) {
    // First it grows over many chunks, then it shrinks.
    const QualifiedName name = numbered(random.below(1000));
    if (random.chance(i < 10000 ? 70 : 25)) {
      things.put({name, i});
      expected[name] = i;
    } else if (random.chance(50)) {
      EXPECT_EQ(things.erase(name), expected.erase(name) != 0);
    } else if (const Thing* thing = things.find(name)) {
      ASSERT_EQ(thing->value, expected.at(name));
      things.edit(name).value = -i;
      expected[name] = -i;
    } else {
      ASSERT_FALSE(expected.contains(name));
    }
    if (i % 500 == 0)
      expectSame(things, expected);
  }
  for (const auto& [name, value] : std::map(expected)) {
    ASSERT_TRUE(things.erase(name));
    expected.erase(name);
  }
  expectSame(things, expected);
}

TEST(ObjectMap, ACopyIsNotSeenToChange) {
  Things things;
  for (size_t i = 0; i < 500; ++i)
    things.put({numbered(i), 0});
  const Things before = things;
  EXPECT_EQ(before, things);
  things.edit(numbered(7)).value = 1;
  things.erase(numbered(8));
  things.put({numbered(1000), 2});
  things.put({numbered(9), 3});
  EXPECT_EQ(before.size(), 500u);
  for (const auto& thing : before.all())
    EXPECT_EQ(thing->value, 0);
  EXPECT_NE(before, things);
}

TEST(ObjectMap, ACopySharesWhatDidNotChange) {
  Things things;
  for (size_t i = 0; i < 500; ++i)
    things.put({numbered(i), 0});
  Things copy = things;
  copy.edit(numbered(7)).value = 1;
  size_t shared = 0;
  for (const auto& thing : things.all())
    shared += copy.find(thing->name) == thing.get();
  EXPECT_EQ(shared, 499u);
}

TEST(ObjectMap, TellsWhatChangedSinceACopy) {
  uint64_t seed = numberFromEnvironment("RETORT_TEST_SEED", 20261122);
  ShownSeed shown(seed);
  Random random(seed);
  Things things, before;
  std::map<QualifiedName, int> kept; // brought up to date by nothing but what is told
  for (int round = 0; round < 500; ++round) {
    const bool grows = round < 250;
    for (size_t left = random.below(40); left > 0; --left) {
      const QualifiedName name = numbered(random.below(1000));
      if (random.chance(grows ? 70 : 25))
        things.put({name, round});
      else if (random.chance(50))
        things.erase(name);
      else if (things.find(name))
        things.edit(name).value = -round;
    }
    things.changesSince(
        before,
        [&](const Thing& thing) {
          ASSERT_EQ(kept.at(thing.name), thing.value);
          kept.erase(thing.name);
        },
        [&](const Thing& thing) { ASSERT_TRUE(kept.emplace(thing.name, thing.value).second); });
    expectSame(things, kept);
    before = things;
  }
  size_t told = 0;
  auto count = [&](const Thing&) { ++told; };
  things.changesSince(before, count, count);
  EXPECT_EQ(told, 0u);
}
