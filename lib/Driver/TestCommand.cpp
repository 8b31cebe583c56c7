#include "Driver/Files.h"
#include "Driver/Session.h"
#include "Driver/TestFile.h"
#include "Driver/TestTools.h"
#include "Support/English.h"
#include "Support/LineDiff.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

extern "C" char** environ;

namespace retort {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr Option update = {
    .name = "--update",
    .help = "write the checks anew from what the commands print now, and show the difference"};

static std::string join(llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<128> whole(folder);
  path::append(whole, name);
  return whole.str().str();
}

/// This process's variables, with another PATH.
static std::vector<std::string> environmentWithPath(llvm::StringRef searchPath) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable; ++variable)
    if (!llvm::StringRef(*variable).starts_with("PATH="))
      variables.push_back(*variable);
  variables.push_back("PATH=" + searchPath.str());
  return variables;
}

namespace {

/// The tests of a project, and what it takes to run them.
class TestRun {
public:
  explicit TestRun(Session& session) : session_(session) {}
  ~TestRun() {
    if (!scratch_.empty())
      fs::remove_directories(scratch_);
  }

  Outcome run();

private:
  llvm::Error findEverything();
  Outcome runLit();

  //===--- Checks ---------------------------------------------------------===//

  llvm::Expected<std::vector<std::string>> files() const;
  Outcome updateChecks();
  /// Whether the file changed.
  llvm::Expected<bool> updateFile(llvm::StringRef file, bool named);
  /// What each run prints to standard output.
  llvm::Expected<std::vector<std::string>> outputsOf(const TestFile& test, llvm::StringRef file);
  std::string substituted(llvm::StringRef command, llvm::StringRef file) const;

  /// The exit code of a program, whose output is ours.
  llvm::Expected<int> execute(llvm::ArrayRef<std::string> words);

  Session& session_;
  std::string root_;
  std::vector<std::string> paths_;
  TestTools tools_;
  std::string self_;
  std::string scratch_; // gone when the run ends
};

} // namespace

Outcome TestRun::run() {
  if (llvm::Error error = findEverything())
    return error;
  return session_.arguments().has(update) ? updateChecks() : runLit();
}

static llvm::Expected<std::string> absolutePath(llvm::StringRef text) {
  llvm::SmallString<128> absolute(text);
  if (std::error_code code = fs::make_absolute(absolute))
    return llvm::createStringError(code, "cannot find this folder: " + code.message());
  path::remove_dots(absolute);
  return absolute.str().str();
}

/// The path of this very program, so that a project is tested with it and no other.
static std::string ownPath() {
  static int anything;
  return fs::getMainExecutable(nullptr, &anything);
}

llvm::Error TestRun::findEverything() {
  llvm::Expected<const Configuration*> project = session_.configuration();
  if (!project)
    return project.takeError();
  llvm::Expected<std::string> root = absolutePath((*project)->root);
  if (!root)
    return root.takeError();
  root_ = std::move(*root);
  for (llvm::StringRef given : session_.arguments().positionals())
    paths_.push_back(given.str());
  if (paths_.empty())
    paths_.push_back(join((*project)->root, "test"));
  for (const std::string& each : paths_)
    if (!fs::exists(each))
      return llvm::make_error<CommandError>("there is no " + quoted(each),
                                            "`retort init` in an empty folder shows what a "
                                            "project's tests look like");
  llvm::Expected<TestTools> tools = findTestTools();
  if (!tools)
    return tools.takeError();
  tools_ = std::move(*tools);
  self_ = ownPath();
  llvm::SmallString<128> scratch;
  if (std::error_code code = fs::createUniqueDirectory("retort-test", scratch))
    return llvm::createStringError(code, "cannot make a temporary folder: " + code.message());
  scratch_ = scratch.str().str();
  return llvm::Error::success();
}

llvm::Expected<int> TestRun::execute(llvm::ArrayRef<std::string> words) {
  std::vector<std::string> variables = environmentWithPath(tools_.path());
  std::vector<llvm::StringRef> environment(variables.begin(), variables.end());
  std::vector<llvm::StringRef> arguments(words.begin(), words.end());
  session_.out().flush();
  std::string message;
  int code = llvm::sys::ExecuteAndWait(
      words.front(), arguments, llvm::ArrayRef<llvm::StringRef>(environment), {}, 0, 0, &message);
  if (code < 0)
    return llvm::createStringError("cannot run " + words.front() + ": " + message);
  return code;
}

Outcome TestRun::runLit() {
  std::vector<std::string> words = tools_.lit;
  words.push_back(session_.console().isQuiet() ? "-q" : "-v");
  words.insert(words.end(), {"--param", "retort=" + self_, "--param", "output=" + scratch_});
  llvm::append_range(words, paths_);
  llvm::Expected<int> code = execute(words);
  if (!code)
    return code.takeError();
  return *code == 0 ? ExitCode::Success : ExitCode::Failure;
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

static bool isTest(llvm::StringRef file) {
  return file.ends_with(".mig") || file.ends_with(".test");
}

llvm::Expected<std::vector<std::string>> TestRun::files() const {
  std::vector<std::string> found;
  for (const std::string& given : paths_) {
    if (!fs::is_directory(given)) {
      found.push_back(given);
      continue;
    }
    std::error_code code;
    for (fs::recursive_directory_iterator at(given, code), end; !code && at != end;
         at.increment(code))
      if (isTest(at->path()))
        found.push_back(at->path());
    if (code)
      return llvm::createStringError(code, "cannot read " + quoted(given) + ": " + code.message());
  }
  llvm::sort(found);
  return found;
}

Outcome TestRun::updateChecks() {
  llvm::Expected<std::vector<std::string>> found = files();
  if (!found)
    return found.takeError();
  size_t changed = 0;
  for (const std::string& file : *found) {
    llvm::Expected<bool> updated = updateFile(file, llvm::is_contained(paths_, file));
    if (!updated)
      return updated.takeError();
    changed += *updated;
  }
  session_.console().say(changed ? "changed " + counted(changed, "file") +
                                       ": read the difference as code"
                                 : "nothing to change");
  return ExitCode::Success;
}

llvm::Expected<bool> TestRun::updateFile(llvm::StringRef file, bool named) {
  llvm::Expected<const SourceBuffer*> source = session_.read(file);
  if (!source)
    return source.takeError();
  llvm::StringRef before = (*source)->text();
  std::optional<TestFile> test = TestFile::parse(before);
  if (!named && (!test || !test->hasNote()))
    return false;
  if (!test)
    return llvm::make_error<CommandError>(quoted(file) + " has no RUN line, so it is no test");
  if (test->hasOwnChecks())
    return llvm::make_error<CommandError>(
        quoted(file) + " has checks of its author's, which are not written over",
        "to have them written, remove them first");
  llvm::Expected<std::vector<std::string>> outputs = outputsOf(*test, file);
  if (!outputs)
    return outputs.takeError();
  std::string after = test->withChecks(*outputs);
  if (after == before)
    return false;
  session_.out() << lineDiff(file, before, after);
  if (llvm::Error error = replaceFile(file, after))
    return error;
  return true;
}

/// A word of the shell.
static std::string shellWord(llvm::StringRef text) {
  std::string word = "'";
  for (char c : text)
    word += c == '\'' ? "'\\''" : std::string(1, c);
  return word + "'";
}

/// As lit.cfg.py says, which `retort init` wrote.
std::string TestRun::substituted(llvm::StringRef command, llvm::StringRef file) const {
  const std::pair<llvm::StringLiteral, std::string> substitutions[] = {
      {"%retort", shellWord(self_) + " --config " + shellWord(join(root_, "retort.toml"))},
      {"%s", shellWord(file)},
      {"%S", shellWord(path::parent_path(file))},
      {"%t", shellWord(join(scratch_, path::filename(file)) + ".tmp")},
      {"%%", "%"},
  };
  std::string result;
  while (!command.empty()) {
    const auto* found = llvm::find_if(
        substitutions, [&](const auto& pair) { return command.starts_with(pair.first); });
    bool isOne = found != std::end(substitutions);
    result += isOne ? found->second : command.take_front(1).str();
    command = command.drop_front(isOne ? found->first.size() : 1);
  }
  return result;
}

llvm::Expected<std::vector<std::string>> TestRun::outputsOf(const TestFile& test,
                                                            llvm::StringRef file) {
  llvm::Expected<std::string> absolute = absolutePath(file);
  if (!absolute)
    return absolute.takeError();
  // One shell for all lines, so that a `cd` lasts; the first that fails ends it.
  std::string script = "set -e\ncd " + shellWord(scratch_) + "\n";
  auto outputFile = [&](size_t index) { return join(scratch_, "output" + std::to_string(index)); };
  for (auto [index, run] : llvm::enumerate(test.runs())) {
    std::string command = substituted(run.command, *absolute);
    script += run.prefix.empty() ? command + "\n"
                                 : "{ " + command + "\n} > " + shellWord(outputFile(index)) + "\n";
  }
  llvm::Expected<int> code = execute({"/bin/sh", "-c", script});
  if (!code)
    return code.takeError();
  if (*code != 0)
    return llvm::make_error<CommandError>("a RUN line of " + quoted(file) +
                                          " failed; the file was not touched");
  std::vector<std::string> outputs;
  for (auto [index, run] : llvm::enumerate(test.runs())) {
    outputs.emplace_back();
    if (run.prefix.empty())
      continue;
    llvm::Expected<const SourceBuffer*> output = session_.read(outputFile(index));
    if (!output)
      return output.takeError();
    outputs.back() = (*output)->text().str();
    if (llvm::StringRef(outputs.back()).trim().empty())
      return llvm::make_error<CommandError>("a RUN line of " + quoted(file) +
                                            " prints nothing that could be checked");
  }
  return outputs;
}

//===----------------------------------------------------------------------===//

static Outcome run(Session& session) {
  return TestRun(session).run();
}

static constexpr Positional positionals[] = {
    {.name = "PATH",
     .count = Positional::Any,
     .help = "a test or a folder of tests; the project's `test` if left out"}};
static constexpr const Option* ownOptions[] = {&update};

constexpr CommandBody testCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description =
        "Runs the project's own tests of its SQL with lit and FileCheck, which LLVM's packages\n"
        "hold. In them `%retort` is this program on this project. With --update the checks that\n"
        "stand below a note are written anew; those of a file that has none are written if it is\n"
        "named (docs/testing-migrations.md).",
    .examples = "retort test\n"
                "retort test --update test/quality.mig",
    .run = run,
};

} // namespace retort
