//===- ForeignKeyIndexes.h - the indexes that foreign keys need ------------===//
//
// InnoDB wants an index that begins with the columns of a foreign key. It makes one where
// there is none, drops it when another comes that will do, leaves it behind when the key
// goes, and refuses to drop the last one. So that nothing of this happens unseen,
// `express` writes such an index out, and lowering makes and drops it like any other.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Table.h"

namespace retort::mysql {

/// Adds an index, called like the foreign key, for each key that has none. Idempotent.
void addForeignKeyIndexes(Table& table);

} // namespace retort::mysql
