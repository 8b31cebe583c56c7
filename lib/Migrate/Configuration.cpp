#include "Migrate/Configuration.h"

#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace retort {

namespace path = llvm::sys::path;

llvm::StringRef spelling(TransactionMode mode) {
  switch (mode) {
  case TransactionMode::PerRevision:
    return "per-revision";
  case TransactionMode::Single:
    return "single";
  case TransactionMode::None:
    return "none";
  }
  llvm_unreachable("all modes are covered");
}

const Environment* Configuration::findEnvironment(llvm::StringRef name) const {
  const auto found =
      llvm::find_if(environments, [&](const Environment& e) { return e.name == name; });
  return found == environments.end() ? nullptr : &*found;
}

static std::vector<std::string> below(llvm::StringRef root, llvm::ArrayRef<std::string> folders) {
  std::vector<std::string> result;
  for (const std::string& folder : folders) {
    llvm::SmallString<128> place(path::is_absolute(folder) ? "" : root);
    path::append(place, folder);
    result.push_back(place.str().str());
  }
  return result;
}

std::vector<std::string> Configuration::versionFolders() const {
  return below(root, versions);
}
std::vector<std::string> Configuration::schemaFolders() const {
  return below(root, schema);
}

std::optional<std::string> findConfiguration(llvm::StringRef given, DiagnosticEngine& diags) {
  if (!given.empty()) {
    llvm::SmallString<128> file(given);
    if (llvm::sys::fs::is_directory(file))
      path::append(file, configurationFile);
    return file.str().str();
  }
  // The real path: `..` leads out of where a link leads to, not of the link.
  llvm::SmallString<256> folder;
  if (llvm::sys::fs::real_path(".", folder))
    folder.clear();
  const std::string start = folder.str().str();
  // Upwards, but told as seen from here: `../retort.toml`.
  for (std::string way; !folder.empty(); way += "../") {
    if (llvm::sys::fs::exists(folder + "/" + configurationFile))
      return way + configurationFile.str();
    if (path::parent_path(folder).size() == folder.size())
      break;
    path::remove_filename(folder);
  }
  diags.report(diag::NoProject, Origin(), start)
      .help("`retort init` makes this folder a project; `-c FILE` names one elsewhere");
  return std::nullopt;
}

} // namespace retort
