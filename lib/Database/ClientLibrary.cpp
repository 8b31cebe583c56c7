#include "Database/ClientLibrary.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace retort {

llvm::Error loadClientLibrary(const char* file, llvm::StringRef debianPackage,
                              llvm::ArrayRef<ClientFunction> functions) {
  auto fail = [&](llvm::StringRef why) {
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        fmt::format("the client library {} is needed and cannot be loaded ({}); Debian has it in "
                    "the package `{}`",
                    file, why.str(), debianPackage.str()));
  };
  void* library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return fail(dlerror());
  for (const ClientFunction& function : functions) {
    *function.address = dlsym(library, function.name);
    if (!*function.address)
      return fail(fmt::format("it has no function `{}`", function.name));
  }
  return llvm::Error::success();
}

} // namespace retort
