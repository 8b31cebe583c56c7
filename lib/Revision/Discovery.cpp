#include "Revision/Discovery.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <fmt/format.h>
#include <set>

namespace retort {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Walks folders and remembers which it has seen.
class Walker {
public:
  llvm::Error walk(const std::string& folder);

  std::vector<std::string> files;

private:
  llvm::Error visit(const fs::directory_entry& entry);

  std::set<fs::UniqueID> seen_;
};

llvm::Error cannotRead(llvm::StringRef path, std::error_code error) {
  return llvm::createStringError(
      error, fmt::format("cannot read the folder `{}`: {}", path.str(), error.message()));
}

llvm::Error Walker::walk(const std::string& folder) {
  fs::UniqueID id;
  if (std::error_code error = fs::getUniqueID(folder, id))
    return cannotRead(folder, error);
  if (!seen_.insert(id).second)
    return llvm::Error::success();
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; it != end && !error; it.increment(error))
    entries.push_back(*it);
  if (error)
    return cannotRead(folder, error);
  // Of two links to one folder always the same is taken.
  llvm::sort(entries, [](const auto& a, const auto& b) { return a.path() < b.path(); });
  for (const fs::directory_entry& entry : entries)
    if (auto failure = visit(entry))
      return failure;
  return llvm::Error::success();
}

llvm::Error Walker::visit(const fs::directory_entry& entry) {
  const llvm::StringRef name = path::filename(entry.path());
  if (name.starts_with("."))
    return llvm::Error::success();
  // The directory itself tells what most entries are; only links need a look.
  fs::file_type type = entry.type();
  if (type == fs::file_type::symlink_file || type == fs::file_type::type_unknown) {
    fs::file_status status;
    if (fs::status(entry.path(), status))
      return llvm::Error::success(); // leads nowhere
    type = status.type();
  }
  if (type == fs::file_type::directory_file)
    return walk(entry.path());
  if (type == fs::file_type::regular_file && name.ends_with(migrationSuffix))
    files.push_back(entry.path());
  return llvm::Error::success();
}

} // namespace

llvm::Expected<std::vector<std::string>> discoverRevisions(llvm::ArrayRef<std::string> folders) {
  Walker walker;
  for (const std::string& folder : folders)
    if (auto error = walker.walk(folder))
      return error;
  if (!llvm::is_sorted(walker.files)) // of a folder and one within it
    llvm::sort(walker.files);
  return std::move(walker.files);
}

} // namespace retort
