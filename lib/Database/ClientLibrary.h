//===- ClientLibrary.h - a shared library, loaded when first used ---------===//
//
// libpq and libmariadb cost milliseconds before `main`, which `--version`,
// `compile` and SQLite must not pay. Each is a table of typed function pointers:
// the header gives the types, a `.def` file the names, this loads the addresses.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace retort {

/// One function to look up, and where its address goes.
struct ClientFunction {
  const char* name;
  void** address;
};

/// Loads `file` (`libpq.so.5`) and fills in all `functions`; the library stays for
/// the life of the process. Fails with the name of Debian's package.
llvm::Error loadClientLibrary(const char* file, llvm::StringRef debianPackage,
                              llvm::ArrayRef<ClientFunction> functions);

} // namespace retort
