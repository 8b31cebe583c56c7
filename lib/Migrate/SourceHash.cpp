#include "Migrate/SourceHash.h"

#include "Support/Sha256.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace retort {

static std::string hashOfFile(llvm::StringRef folder, llvm::StringRef path) {
  llvm::SmallString<128> full;
  if (!llvm::sys::path::is_absolute(path))
    full = folder;
  llvm::sys::path::append(full, path);
  llvm::Expected<std::string> hash = sha256OfFile(full);
  if (hash)
    return *hash;
  llvm::consumeError(hash.takeError()); // it is told where the rows are needed
  return "missing";
}

std::string sourceHash(const SourceBuffer& source) {
  if (!source.text().contains("csv"))
    return sha256(source.text());
  DiagnosticEngine unread;
  const Program program = Parser().parse(source, unread);
  std::string text = source.text().str();
  if (program.file)
    for (const ast::Text& path : program.file->rowFiles)
      text += "\n" + hashOfFile(source.folder(), path.value) + "  " + path.value.str();
  return sha256(text);
}

} // namespace retort
