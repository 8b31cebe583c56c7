#include "Support/ToolVersion.h"

namespace retort {

llvm::StringRef toolVersion() {
  return RETORT_VERSION;
}

} // namespace retort
