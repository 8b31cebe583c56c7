//===- RowLoading.h - sending the rows of a file -----------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Dialect/RowLoad.h"

namespace retort {

/// Sends all of it, in the transaction that is open. `advanced` is told how many rows were sent so
/// far; false stops, and so does what is returned. In an error of the engine `row` is that of the
/// data or, where statements are sent, the line of the file from which the refused one was made.
llvm::Expected<bool> loadRows(Connection& connection, const RowLoad& load,
                              llvm::function_ref<bool(uint64_t rows)> advanced);

} // namespace retort
