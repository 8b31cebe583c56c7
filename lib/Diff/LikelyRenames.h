//===- LikelyRenames.h - what looks like the same thing renamed -----------===//
#pragma once

#include "Diff/Diff.h"

namespace retort {

/// Appends each pair of a dropped and an added table, or column of a table that stays,
/// that have the same shape: a table the same columns, a column the same type. Of
/// several candidates the most alike is taken; nothing stands in two pairs.
void findLikelyRenames(const Catalog& from, const Catalog& to, std::vector<Rename>& likely);

} // namespace retort
