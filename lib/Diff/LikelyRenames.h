//===- LikelyRenames.h - what looks like the same thing renamed -----------===//
#pragma once

#include "Diff/Diff.h"

namespace retort {

/// Appends each pair of a dropped and an added table, column of a table that stays, or value of an
/// enum that stays, that look alike: a table has the same columns, a column the same type, a value
/// the same place. Of several candidates the most alike is taken; nothing stands in two pairs.
void findLikelyRenames(const Catalog& from, const Catalog& to, std::vector<Rename>& likely);

} // namespace retort
