//===- WellFormed.h - what must hold of every catalog ---------------------===//
#pragma once

#include "Catalog/Catalog.h"

namespace retort {

/// Every name that a table says is there: columns of keys, of expressions and of
/// foreign keys' targets, types, sequences, owners; what a foreign key refers to is a key; no name
/// stands twice. One sentence for each that is not, so empty for a catalog that is right.
///
/// Law 1 alone would pass an `apply` that forgets a place in both directions.
std::vector<std::string> faultsOf(const Catalog& catalog);

} // namespace retort
