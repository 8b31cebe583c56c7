#include "Driver/Files.h"
#include "Driver/ProjectTemplate.h"
#include "Driver/Session.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

/// The last part of the path, of the current folder for `.`.
static llvm::Expected<std::string> projectName(llvm::StringRef folder) {
  llvm::SmallString<128> path(folder);
  if (std::error_code code = llvm::sys::fs::make_absolute(path))
    return llvm::createStringError(code, "cannot find this folder: " + code.message());
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  llvm::StringRef name = llvm::sys::path::filename(path);
  return name.empty() || name == "/" ? "schema" : name.str();
}

static std::string pathIn(llvm::StringRef folder, llvm::StringRef path) {
  llvm::SmallString<128> whole(folder == "." ? "" : folder);
  llvm::sys::path::append(whole, path);
  return whole.str().str();
}

static constexpr Option projectTemplate = {
    .name = "--template",
    .letter = 't',
    .value = "TEMPLATE",
    .help = "what to start from: `retort list-templates` lists them"};

static llvm::Expected<const ProjectTemplate*> chosenTemplate(const Arguments& arguments) {
  std::optional<llvm::StringRef> name = arguments.value(projectTemplate);
  if (!name)
    return &allTemplates().front();
  if (const ProjectTemplate* found = findTemplate(*name))
    return found;
  NearestName nearest(*name);
  for (const ProjectTemplate& each : allTemplates())
    nearest.consider(each.name);
  return llvm::make_error<UsageError>("no template " + quoted(*name),
                                      nearest.found().empty() ? "see `retort list-templates`"
                                                              : didYouMean(nearest.found()));
}

static Outcome run(Session& session) {
  llvm::Expected<const ProjectTemplate*> chosen = chosenTemplate(session.arguments());
  if (!chosen)
    return chosen.takeError();
  llvm::StringRef folder = session.arguments().positional(0, ".");
  llvm::Expected<std::string> name = projectName(folder);
  if (!name)
    return name.takeError();
  const std::vector<ProjectFile> files = (*chosen)->files(*name);
  // All or nothing: a second `init` must not mix into a project.
  for (const ProjectFile& file : files) {
    std::string path = pathIn(folder, file.path);
    if (!file.text.empty() && llvm::sys::fs::exists(path))
      return llvm::createStringError(quoted(path) + " is there already; nothing was written");
  }
  for (const ProjectFile& file : files) {
    std::string path = pathIn(folder, file.path);
    if (llvm::Error error = file.text.empty() ? createFolder(path) : createFile(path, file.text))
      return error;
    std::string shown = path + (file.text.empty() ? "/" : "");
    session.out() << "created " << llvm::left_justify(shown, 28) << ' ' << file.what << '\n';
  }
  session.console().say(folder == "."
                            ? "next: `retort revision -m 'first'`"
                            : "next: `cd " + folder.str() + " && retort revision -m 'first'`");
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "DIR",
     .count = Positional::Optional,
     .help = "where to write it; this folder if left out"}};

static constexpr const Option* ownOptions[] = {&projectTemplate};

constexpr CommandBody initCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .usesProject = false,
    .description =
        "Writes a project: retort.toml with an environment, a schema file, a folder for revisions and\n"
        "a first test. No file that exists is touched.",
    .examples = "retort init shop\nretort init shop --template postgresql",
    .run = run,
};

} // namespace retort
