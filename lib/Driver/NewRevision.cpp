#include "Driver/NewRevision.h"

#include "Driver/Files.h"
#include "Driver/GlobalOptions.h"
#include "Driver/RevisionSelection.h"
#include "Revision/RevisionName.h"
#include "Support/English.h"
#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

namespace retort {

/// A new name for a revision or a label, if it can be one and nothing has it.
static llvm::Error checkName(const History& history, llvm::StringRef name) {
  if (!isRevisionName(name))
    return llvm::make_error<UsageError>(
        quoted(name) + " cannot be the name of a revision or a label", revisionNameRule().str());
  const Revision* taken = history.find(name);
  if (!taken)
    taken = history.findLabel(name);
  if (taken)
    return llvm::createStringError(quoted(name) + " is taken: see " + taken->file.path);
  return llvm::Error::success();
}

static bool isControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// It becomes a string of the language, which ends on its line.
static llvm::Error checkMessage(const Arguments& arguments) {
  std::optional<llvm::StringRef> message = arguments.value(options::message);
  if (!message || message->trim().empty())
    return llvm::make_error<UsageError>("what is the revision about?", "say it with -m 'message'");
  if (llvm::any_of(*message, isControl) || findInvalidUtf8(*message))
    return llvm::make_error<UsageError>("the message must be one line of text");
  return llvm::Error::success();
}

/// A second child makes a branch, which is not done by accident.
static llvm::Error checkHeads(Session& session, llvm::ArrayRef<const Revision*> parents) {
  if (session.arguments().has(options::splice))
    return llvm::Error::success();
  for (const Revision* parent : parents)
    if (!parent->children.empty())
      return llvm::make_error<UsageError>(
          "revision " + quoted(parent->id()) +
              " is no head: " + quoted(parent->children.front()->id()) + " revises it",
          "to branch off there all the same: --splice");
  return llvm::Error::success();
}

static llvm::Expected<RevisionDraft> draftOf(Session& session, const History& history,
                                             llvm::ArrayRef<const Revision*> parents) {
  const Arguments& arguments = session.arguments();
  RevisionDraft draft;
  draft.id = arguments.value(options::revisionId).value_or(randomRevisionId()).str();
  draft.message = arguments.value(options::message)->str();
  draft.created = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  for (const Revision* parent : parents)
    draft.revises.push_back(parent->id().str());
  if (llvm::Error error = checkName(history, draft.id))
    return error;
  for (llvm::StringRef label : arguments.values(options::branchLabel)) {
    if (llvm::Error error = checkName(history, label))
      return error;
    draft.labels.push_back(label.str());
  }
  for (llvm::StringRef text : arguments.values(options::dependsOn)) {
    llvm::Expected<RevisionList> found = resolveRevisions(session, history, text);
    if (!found)
      return found.takeError();
    for (const Revision* dependency : *found)
      draft.dependsOn.push_back(dependency->id().str());
  }
  return draft;
}

/// The folder of --version-path, of the parent, or the only one there is.
static llvm::Expected<std::string> chooseFolder(Session& session, const Configuration& project,
                                                llvm::ArrayRef<const Revision*> parents) {
  std::vector<std::string> folders = project.versionFolders();
  if (std::optional<llvm::StringRef> given = session.arguments().value(options::versionPath)) {
    for (const std::string& folder : folders)
      if (*given == folder || llvm::sys::fs::equivalent(*given, folder))
        return folder;
    return llvm::make_error<UsageError>(quoted(*given) +
                                            " is none of the project's version folders",
                                        "they are " + listed(folders));
  }
  if (folders.size() == 1)
    return folders.front();
  if (!parents.empty())
    return llvm::sys::path::parent_path(parents.front()->file.path).str();
  return llvm::make_error<UsageError>("the project has several version folders",
                                      "choose one with --version-path: " + listed(folders));
}

static void tell(Session& session, const RevisionDraft& draft, llvm::StringRef path) {
  if (!session.console().json()) {
    session.out() << "wrote " << path << '\n';
    return;
  }
  llvm::json::OStream json(session.out());
  json.object([&] {
    json.attribute("id", draft.id);
    json.attribute("file", llvm::json::fixUTF8(path));
  });
  session.out() << '\n';
}

Outcome
writeRevision(Session& session, const History& history, RevisionList parents,
              llvm::function_ref<llvm::Expected<std::string>(const RevisionDraft& draft)> textOf) {
  if (llvm::Error error = checkMessage(session.arguments()))
    return error;
  if (llvm::Error error = checkHeads(session, parents))
    return error;
  llvm::Expected<const Configuration*> project = session.configuration();
  if (!project)
    return project.takeError();
  llvm::Expected<RevisionDraft> draft = draftOf(session, history, parents);
  if (!draft)
    return draft.takeError();
  llvm::Expected<std::string> folder = chooseFolder(session, **project, parents);
  if (!folder)
    return folder.takeError();
  llvm::Expected<std::string> name =
      draft->fileName((*project)->fileTemplate, (*project)->timezone);
  if (!name)
    return name.takeError();
  llvm::SmallString<128> path(*folder);
  llvm::sys::path::append(path, *name);
  llvm::Expected<std::string> text =
      textOf ? textOf(*draft) : llvm::Expected<std::string>(draft->text());
  if (!text)
    return text.takeError();
  if (llvm::Error error = createFile(path, *text))
    return error;
  tell(session, *draft, path);
  return ExitCode::Success;
}

} // namespace retort
