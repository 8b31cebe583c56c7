#include "Database/MySQL/Libmariadb.h"

#include "Database/ClientLibrary.h"

namespace retort {

llvm::Expected<const Libmariadb*> Libmariadb::get() {
  static Libmariadb library;
  if (library.mysql_init)
    return &library;
  const ClientFunction functions[] = {
#define RETORT_LIBMARIADB(Function) {#Function, reinterpret_cast<void**>(&library.Function)},
#include "Database/MySQL/Libmariadb.def"
  };
  if (auto error = loadClientLibrary("libmariadb.so.3", "libmariadb3", functions)) {
    library = {};
    return error;
  }
  return &library;
}

} // namespace retort
