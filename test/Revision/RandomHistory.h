//===- RandomHistory.h - histories that nobody would think of -------------===//
#pragma once

#include "TestHistory.h"

#include <cstdlib>
#include <random>

namespace retort {

/// The seed of this run: RETORT_TEST_SEED, or another one each time. Tests print it.
inline uint32_t testSeed() {
  static const uint32_t seed = [] {
    const char* given = std::getenv("RETORT_TEST_SEED");
    return given ? static_cast<uint32_t>(std::strtoul(given, nullptr, 10)) : std::random_device()();
  }();
  return seed;
}

/// Revisions with ids in random order, mostly in lines, with branches, merges,
/// dependencies and several bases.
inline std::vector<RevisionFile> randomFiles(std::mt19937& random, unsigned count) {
  auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  std::vector<std::string> names(count);
  for (unsigned i = 0; i < count; ++i)
    names[i] = "r" + std::to_string(random() % 1'000'000) + "x" + std::to_string(i);
  std::vector<RevisionFile> files;
  for (unsigned i = 0; i < count; ++i) {
    std::string text = names[i];
    auto recent = [&] { return names[i - 1 - random() % std::min(i, 6u)]; };
    std::vector<std::string> used;
    auto add = [&](llvm::StringRef before, const std::string& name) {
      if (llvm::is_contained(used, name))
        return;
      used.push_back(name);
      text += (before + name).str();
    };
    if (i > 0 && !chance(5)) {
      add(" < ", chance(70) ? names[i - 1] : recent());
      for (unsigned more = 0; more < 3 && chance(15); ++more)
        add(" ", recent());
    }
    if (i > 0 && chance(10))
      add(" ~ ", recent());
    files.push_back(revisionFile(text));
  }
  std::shuffle(files.begin(), files.end(), random);
  return files;
}

} // namespace retort
