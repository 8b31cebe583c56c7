#include "Driver/TestTools.h"

#include "Driver/Arguments.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

namespace retort {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral major = LLVM_VERSION_STRING;

/// `/usr/lib/llvm-19/bin`, the newest first.
static std::vector<std::string> packagedFolders() {
  std::vector<std::pair<unsigned, std::string>> found;
  std::error_code code;
  for (fs::directory_iterator at("/usr/lib", code), end; !code && at != end; at.increment(code)) {
    llvm::StringRef name = path::filename(at->path());
    unsigned version = 0;
    if (name.consume_front("llvm-") && !name.getAsInteger(10, version))
      found.push_back({version, at->path() + "/bin"});
  }
  llvm::sort(found, std::greater<>());
  std::vector<std::string> folders;
  for (auto& [version, folder] : found)
    folders.push_back(std::move(folder));
  return folders;
}

static std::vector<std::string> foldersToSearch() {
  if (std::optional<std::string> chosen = llvm::sys::Process::GetEnv("RETORT_LLVM_TOOLS"))
    return {*chosen};
  std::vector<std::string> folders;
  if (std::optional<std::string> onPath = llvm::sys::Process::GetEnv("PATH")) {
    llvm::SmallVector<llvm::StringRef> parts;
    llvm::StringRef(*onPath).split(parts, llvm::sys::EnvPathSeparator, -1, false);
    for (llvm::StringRef part : parts)
      folders.push_back(part.str());
  }
  llvm::append_range(folders, packagedFolders());
  return folders;
}

/// The first file of one of these names in one of the folders; empty if there is none.
static std::string find(llvm::ArrayRef<std::string> folders, llvm::ArrayRef<std::string> names) {
  for (llvm::StringRef folder : folders)
    for (llvm::StringRef name : names) {
      llvm::SmallString<128> file(folder);
      path::append(file, name);
      if (fs::exists(file))
        return file.str().str();
    }
  return "";
}

static llvm::Error missing(llvm::StringRef program) {
  return llvm::make_error<CommandError>(
      "cannot find " + program.str() + ", which `retort test` runs",
      "on Debian and Ubuntu: apt install llvm-" + major.split('.').first.str() +
          "-tools; elsewhere set RETORT_LLVM_TOOLS to the folder that it is in");
}

std::string TestTools::path() const {
  std::string before = llvm::sys::Process::GetEnv("PATH").value_or("");
  return before.empty() ? folder : folder + llvm::sys::EnvPathSeparator + before;
}

llvm::Expected<TestTools> findTestTools() {
  std::vector<std::string> folders = foldersToSearch();
  TestTools tools;
  std::string suffix = "-" + major.split('.').first.str();
  std::string fileCheck = find(folders, {"FileCheck", "FileCheck" + suffix});
  if (fileCheck.empty())
    return missing("FileCheck");
  // Its neighbours are not beside a link like `FileCheck-19`, but where that leads.
  llvm::SmallString<128> real;
  if (std::error_code code = fs::real_path(fileCheck, real))
    return llvm::createStringError(code, "cannot follow " + fileCheck + ": " + code.message());
  tools.folder = path::parent_path(real).str();
  // Packages keep lit outside the folder of programs.
  std::string lit =
      find(folders, {"lit", "llvm-lit", "llvm-lit" + suffix, "../build/utils/lit/lit.py"});
  if (lit.empty())
    return missing("lit");
  if (llvm::StringRef(lit).ends_with(".py")) {
    llvm::ErrorOr<std::string> python = llvm::sys::findProgramByName("python3");
    if (!python)
      return llvm::make_error<CommandError>("cannot find python3, which lit needs",
                                            "on Debian and Ubuntu: apt install python3");
    tools.lit.push_back(*python);
  }
  tools.lit.push_back(lit);
  return tools;
}

} // namespace retort
