// Whatever parses is formatted into what parses, means the same, has the same comments
// and is not changed by formatting it again.
#include "Syntax/FormatLaws.h"

#include "llvm/Support/ErrorHandling.h"

#include <cstdint>

using namespace retort;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const llvm::StringRef text(reinterpret_cast<const char*>(data), std::min<size_t>(size, 4096));
  bool parses = false;
  if (auto broken = brokenFormatLaw(text, parses))
    llvm::report_fatal_error(llvm::StringRef(*broken));
  return 0;
}
