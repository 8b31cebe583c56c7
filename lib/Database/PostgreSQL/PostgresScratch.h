//===- PostgresScratch.h - names that are free for a while -------------------===//
#pragma once

#include "Database/Connection.h"

namespace retort {

/// A transaction, or a part of the open one, in which every schema has another name and an empty
/// one stands in place of that which the session works in; so an object has the name that it would
/// have for good, and no table that is there is touched or locked. All is rolled back in the end.
///
/// What extensions brought is still found: their schemas stand in the search path, behind.
llvm::Expected<std::unique_ptr<ScratchSchema>> postgresScratch(Connection& connection);

} // namespace retort
