#include "Driver/Files.h"

#include "Support/English.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static llvm::Error cannot(llvm::StringRef what, llvm::StringRef file, std::error_code code) {
  return llvm::createStringError(code,
                                 "cannot " + what + " " + quoted(file) + ": " + code.message());
}

llvm::Error createFolder(llvm::StringRef folder) {
  if (std::error_code code = fs::create_directories(folder))
    return cannot("create", folder, code);
  return llvm::Error::success();
}

/// Closes the file and says whether everything has arrived in it.
static std::error_code finish(llvm::raw_fd_ostream& out) {
  out.close();
  std::error_code code = out.error();
  out.clear_error();
  return code;
}

llvm::Error createFile(llvm::StringRef file, llvm::StringRef text) {
  llvm::StringRef folder = path::parent_path(file);
  if (!folder.empty())
    if (llvm::Error error = createFolder(folder))
      return error;
  std::error_code code;
  llvm::raw_fd_ostream out(file, code, fs::CD_CreateNew);
  if (code)
    return cannot("create", file, code);
  out << text;
  if ((code = finish(out)))
    return cannot("write", file, code);
  return llvm::Error::success();
}

llvm::Error replaceFile(llvm::StringRef file, llvm::StringRef text) {
  llvm::SmallString<128> target;
  if (std::error_code code = fs::real_path(file, target))
    return cannot("write", file, code);
  llvm::ErrorOr<fs::perms> permissions = fs::getPermissions(target);
  if (!permissions)
    return cannot("write", file, permissions.getError());
  int descriptor = 0;
  llvm::SmallString<128> draft;
  if (std::error_code code = fs::createUniqueFile(target + ".%%%%%%", descriptor, draft))
    return cannot("write beside", file, code);
  llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
  out << text;
  std::error_code code = finish(out);
  if (!code)
    code = fs::setPermissions(draft, *permissions);
  if (!code)
    code = fs::rename(draft, target);
  if (!code)
    return llvm::Error::success();
  fs::remove(draft);
  return cannot("write", file, code);
}

} // namespace retort
