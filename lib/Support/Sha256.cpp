#include "Support/Sha256.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/SHA256.h"

#include <vector>

namespace retort {

std::string sha256(llvm::StringRef text) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(text)), /*LowerCase=*/true);
}

llvm::Expected<std::string> sha256OfFile(llvm::StringRef path) {
  auto file = llvm::sys::fs::openNativeFileForRead(path);
  if (!file)
    return file.takeError();
  std::vector<char> part(1 << 20);
  llvm::SHA256 hash;
  while (true) {
    llvm::Expected<size_t> size = llvm::sys::fs::readNativeFile(*file, part);
    if (!size || *size == 0) {
      llvm::sys::fs::closeFile(*file);
      if (!size)
        return size.takeError();
      return llvm::toHex(hash.final(), /*LowerCase=*/true);
    }
    hash.update(llvm::StringRef(part.data(), *size));
  }
}

} // namespace retort
