//===- Recognise.h - what a live schema stands for --------------------------===//
//
// An engine cannot hold all that a catalog says: an enum is a check there, a comment is gone, an
// expression is written otherwise. A reflected object that is what the dialect makes of an expected
// one is that object.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort {

/// `reflected`, each object that equals `express` of its namesake in `expected` replaced by that
/// one, and what the engine cannot hold at all added as it is expected. What is left different is
/// a difference.
///
/// `shown`, if any, is what the engine itself shows of `expected` once it was told it. Of that,
/// expressions and texts are taken and nothing else: how the engine writes them, no one else
/// knows. All else is compared with what was expected.
///
/// The order of columns counts only where the engine can place one.
Catalog recognise(const Catalog& reflected, const Catalog& expected, const Dialect& dialect,
                  const Catalog* shown = nullptr);

/// The tables and objects of either catalog that the other has not, or has otherwise.
std::vector<ObjectId> differingObjects(const Catalog& a, const Catalog& b);

} // namespace retort
