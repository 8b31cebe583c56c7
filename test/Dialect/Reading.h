//===- Reading.h - what is read back from engines --------------------------===//
#pragma once

#include "Build.h"
#include "Random/Random.h"
#include "Random/RandomExpr.h"

namespace retort::test {

/// A table with a column of every type that conditions are made of.
inline Table everything() {
  return table("everything", {column("n", TypeKind::Int), column("big", TypeKind::BigInt),
                              column("price", typeOf(TypeKind::Decimal, 10, 2)),
                              column("ratio", TypeKind::Double), column("is_on", TypeKind::Boolean),
                              column("name", typeOf(TypeKind::String, 40)),
                              column("code", typeOf(TypeKind::Char, 8)),
                              column("note", TypeKind::Text), column("day", TypeKind::Date),
                              column("at", TypeKind::TimestampTz), column("key", TypeKind::Uuid)});
}

inline std::vector<const Column*> pointers(const Table& table) {
  std::vector<const Column*> all;
  for (const Column& column : table.columns)
    all.push_back(&column);
  return all;
}

/// Calls `visit` with random conditions over the table.
inline void forConditions(const Table& table, size_t count,
                          llvm::function_ref<void(const Expr&)> visit) {
  const uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 20261120);
  const uint64_t programs = numberFromEnvironment("RETORT_TEST_PROGRAMS", count);
  Catalog none;
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    ShownSeed shown(seed);
    Random random(seed);
    const Expr condition = RandomExpr(random, none, pointers(table)).condition();
    if (!containsOpaque(condition)) // its text may well be understood, and then stands bare
      visit(condition);
  }
}

} // namespace retort::test
