//===- Possible.h - is what an operation needs there? ------------------------===//
//
// A plan whose steps may be left out asks before each of the others.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/Operation.h"

namespace retort {

/// Of what makes tables and objects or alters them: is all there that it names? A schema need not
/// be in the catalog. Of other operations: true.
bool isPossible(const Operation& operation, const Catalog& catalog);

} // namespace retort
