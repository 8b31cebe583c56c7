#include "Database/PostgreSQL/Libpq.h"

#include "Database/ClientLibrary.h"

namespace retort {

llvm::Expected<const Libpq*> Libpq::get() {
  static Libpq library;
  if (library.PQexec)
    return &library;
  const ClientFunction functions[] = {
#define RETORT_LIBPQ(Function) {#Function, reinterpret_cast<void**>(&library.Function)},
#include "Database/PostgreSQL/Libpq.def"
  };
  if (auto error = loadClientLibrary("libpq.so.5", "libpq5", functions)) {
    library = {};
    return error;
  }
  return &library;
}

} // namespace retort
