// Feeds files to a fuzz target, one after the other, where libFuzzer is not linked
// in. Takes what libFuzzer takes for that: files, folders, and options (`-runs=0`),
// which mean nothing here.
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/// The files below a folder in the order of their names; a file is itself.
static std::vector<std::string> filesAt(const std::string& path) {
  if (!llvm::sys::fs::is_directory(path))
    return {path};
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator entry(path, error), end; entry != end && !error;
       entry.increment(error))
    if (!llvm::sys::fs::is_directory(entry->path()))
      files.push_back(entry->path());
  std::sort(files.begin(), files.end());
  return files;
}

int main(int argc, char** argv) {
  size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] == '-')
      continue;
    for (const std::string& file : filesAt(argv[i])) {
      auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/false,
                                                /*RequiresNullTerminator=*/false);
      if (!buffer) {
        llvm::WithColor::error() << file << ": " << buffer.getError().message() << "\n";
        return 1;
      }
      LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>((*buffer)->getBufferStart()),
                             (*buffer)->getBufferSize());
      ++count;
    }
  }
  llvm::outs() << "replayed " << count << " inputs\n";
  return count == 0;
}
