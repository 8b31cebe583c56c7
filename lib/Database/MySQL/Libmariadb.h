//===- Libmariadb.h - MariaDB's client library, loaded when first used ----===//
#pragma once

#include "llvm/Support/Error.h"

#include <mysql.h>

namespace retort {

/// libmariadb's functions under their own names: `my.mysql_real_query(...)`. It
/// speaks to MySQL as well; libmysqlclient has another ABI and is not used.
struct Libmariadb {
#define RETORT_LIBMARIADB(Function) decltype(&::Function) Function = nullptr;
#include "Database/MySQL/Libmariadb.def"

  /// Loads the library on the first call. Null never comes without an error.
  static llvm::Expected<const Libmariadb*> get();
};

} // namespace retort
