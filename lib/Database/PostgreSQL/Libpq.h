//===- Libpq.h - PostgreSQL's client library, loaded when first used ------===//
#pragma once

#include "llvm/Support/Error.h"

#include <libpq-fe.h>

namespace retort {

/// libpq's functions under their own names: `pq.PQexec(...)`.
struct Libpq {
#define RETORT_LIBPQ(Function) decltype(&::Function) Function = nullptr;
#include "Database/PostgreSQL/Libpq.def"

  /// Loads the library on the first call. Null never comes without an error.
  static llvm::Expected<const Libpq*> get();
};

} // namespace retort
