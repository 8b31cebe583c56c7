#include "Driver/Session.h"

#include "Driver/DialectArgument.h"
#include "Driver/GlobalOptions.h"
#include "Revision/HistoryLoader.h"
#include "Support/English.h"

#include "llvm/Support/Path.h"

namespace retort {

Session::Session(Arguments arguments) : arguments_(std::move(arguments)), console_(arguments_) {}

Session::~Session() = default;

llvm::Expected<const SourceBuffer*> Session::read(llvm::StringRef path) {
  llvm::Expected<std::unique_ptr<SourceBuffer>> buffer = SourceBuffer::read(path);
  if (!buffer)
    return buffer.takeError();
  texts_.push_back(std::move(*buffer));
  return texts_.back().get();
}

const SourceBuffer& Session::keep(std::string name, std::string text, std::string folder) {
  texts_.push_back(
      std::make_unique<SourceBuffer>(std::move(name), std::move(text), std::move(folder)));
  return *texts_.back();
}

llvm::Error Session::reported() const {
  return diags_.hasErrors() ? llvm::make_error<Reported>() : llvm::Error::success();
}

ExitCode Session::conclude(llvm::StringRef conclusion) {
  size_t errors = diags_.errorCount();
  console_.print(diags_.take());
  if (errors == 0)
    return ExitCode::Success;
  if (!conclusion.empty() && !console_.json())
    console_.say(counted(errors, "error") + "; " + conclusion.str());
  return ExitCode::Failure;
}

//===----------------------------------------------------------------------===//
// The project
//===----------------------------------------------------------------------===//

llvm::Expected<const Configuration*> Session::configuration() {
  if (configuration_)
    return &*configuration_;
  llvm::StringRef given = arguments_.value(options::config).value_or("");
  std::optional<std::string> path = findConfiguration(given, diags_);
  if (!path)
    return llvm::make_error<Reported>();
  llvm::Expected<const SourceBuffer*> source = read(*path);
  if (!source)
    return source.takeError();
  configuration_ = readConfiguration(**source, diags_);
  if (!configuration_)
    return llvm::make_error<Reported>();
  return &*configuration_;
}

llvm::Expected<const Configuration*> Session::configurationIfAny() {
  DiagnosticEngine unheard;
  if (!arguments_.has(options::config) && !findConfiguration("", unheard))
    return nullptr;
  return configuration();
}

llvm::Expected<const std::vector<RevisionFile>*> Session::revisionFiles() {
  assert(!history_ && "they went into the history");
  if (files_)
    return &*files_;
  llvm::Expected<const Configuration*> project = configuration();
  if (!project)
    return project.takeError();
  auto files = loadRevisionFiles((*project)->versionFolders(), texts_, diags_);
  if (!files)
    return files.takeError();
  if (!*files)
    return llvm::make_error<Reported>();
  files_ = std::move(*files);
  return &*files_;
}

std::string Session::folderOf(llvm::StringRef revision) const {
  const Revision* found = history_ ? history_->find(revision) : nullptr;
  if (found && !found->file.path.empty())
    return llvm::sys::path::parent_path(found->file.path).str();
  return configuration_ ? configuration_->versionFolders().front() : "";
}

void Session::addRevisionFile(RevisionFile file) {
  assert(files_ && !history_ && "the history is built from all files at once");
  files_->push_back(std::move(file));
}

llvm::Expected<const History*> Session::history() {
  if (history_)
    return &*history_;
  if (auto files = revisionFiles(); !files)
    return files.takeError();
  std::optional<History> history = History::build(std::move(*files_), diags_);
  if (!history)
    return llvm::make_error<Reported>();
  history_ = std::move(*history);
  return &*history_;
}

//===----------------------------------------------------------------------===//
// Its database
//===----------------------------------------------------------------------===//

/// What the command line says of it.
TargetRequest Session::targetRequest() const {
  return {arguments_.value(options::url).value_or(url_).str(),
          arguments_.value(options::environment).value_or("").str()};
}

llvm::Expected<const Environment*> Session::environment() {
  llvm::Expected<const Configuration*> project = configuration();
  if (!project)
    return project.takeError();
  return chooseEnvironment(**project, targetRequest(), processVariable);
}

llvm::Expected<Target> Session::choose(const TargetRequest& request, bool needsProject) {
  llvm::Expected<const Configuration*> project =
      needsProject ? configuration() : configurationIfAny();
  if (!project)
    return project.takeError();
  static const Configuration nothing;
  std::optional<Target> chosen =
      chooseTarget(*project ? **project : nothing, request, processVariable, diags_);
  if (!chosen)
    return llvm::make_error<Reported>();
  return std::move(*chosen);
}

llvm::Expected<const Target*> Session::target() {
  if (target_)
    return &*target_;
  llvm::Expected<Target> chosen = choose(targetRequest(), url_.empty());
  if (!chosen)
    return chosen.takeError();
  target_ = std::move(*chosen);
  return &*target_;
}

llvm::Expected<const Target*> Session::targetAt(llvm::StringRef url) {
  TargetRequest request = targetRequest();
  if (request.url == url)
    return target();
  request.url = url.str();
  llvm::Expected<Target> chosen = choose(request, false);
  if (!chosen)
    return chosen.takeError();
  return others_.emplace_back(std::make_unique<Target>(std::move(*chosen))).get();
}

llvm::Expected<std::unique_ptr<Dialect>> Session::chosenDialect() {
  if (std::optional<llvm::StringRef> given = arguments_.value(options::dialect))
    return parseDialect(*given);
  llvm::Expected<const Target*> chosen = target();
  if (!chosen)
    return chosen.takeError();
  return parseDialect((*chosen)->url.scheme);
}

llvm::Expected<DatabaseSettings> Session::settings() {
  if (target_)
    return target_->settings;
  llvm::Expected<const Configuration*> project = configurationIfAny();
  if (!project)
    return project.takeError();
  if (!*project)
    return DatabaseSettings();
  llvm::StringRef name =
      arguments_.value(options::environment).value_or((*project)->defaultEnvironment);
  const Environment* environment = (*project)->findEnvironment(name);
  return environment ? environment->settings : (*project)->settings;
}

llvm::Expected<SemaOptions> Session::semaOptions() {
  llvm::Expected<const Configuration*> project = configurationIfAny();
  if (!project)
    return project.takeError();
  llvm::Expected<DatabaseSettings> database = settings();
  if (!database)
    return database.takeError();
  SemaOptions sema;
  if (*project)
    sema.naming = (*project)->naming;
  sema.defaultSchema = database->defaultSchema;
  return sema;
}

} // namespace retort
