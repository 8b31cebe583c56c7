#include "Driver/SeveralDatabases.h"

#include "Driver/GlobalOptions.h"
#include "Driver/TargetBoard.h"
#include "Support/English.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <csignal>
#include <optional>
#include <thread>

namespace retort {

/// This program; the words that were given, but for the environment.
static std::vector<std::string> commandFor(const Arguments& arguments, llvm::StringRef target) {
  std::vector<std::string> words = {llvm::sys::fs::getMainExecutable(nullptr, nullptr)};
  words.push_back(arguments.command()->name.str());
  for (const Arguments::Given& given : arguments.given())
    if (given.option != &options::environment)
      words.push_back(given.option->name.str() +
                      (given.option->takesValue() ? "=" + given.value.str() : ""));
  words.push_back(options::environment.name.str() + "=" + target.str());
  words.push_back("--");
  for (llvm::StringRef word : arguments.positionals())
    words.push_back(word.str());
  return words;
}

static volatile std::sig_atomic_t interrupted = 0;

static void interrupt(int) {
  interrupted = 1;
}

/// The exit code of each target's process; nothing where it was not begun.
using ExitCodes = std::vector<std::optional<int>>;

/// Takes the next target that nobody has taken, until there is none left or somebody says to stop.
static void work(const Arguments& arguments, llvm::ArrayRef<std::string> targets,
                 std::atomic<size_t>& next, TargetBoard& board, ExitCodes& codes) {
  while (interrupted == 0) {
    const size_t target = next++;
    if (target >= targets.size())
      return;
    board.started(target);
    llvm::Expected<int> code =
        runChild(commandFor(arguments, targets[target]),
                 [&](OutputStream stream, llvm::StringRef line) { board.line(target, stream, line); });
    codes[target] = code ? *code : static_cast<int>(ExitCode::Failure);
    if (!code)
      board.line(target, OutputStream::Err, "error: " + llvm::toString(code.takeError()));
    board.finished(target, *codes[target]);
  }
}

static ExitCode summarize(Console& console, llvm::ArrayRef<std::string> targets,
                          const ExitCodes& codes) {
  std::vector<llvm::StringRef> failed;
  std::vector<llvm::StringRef> left;
  ExitCode code = ExitCode::Success;
  for (size_t target = 0; target < targets.size(); ++target) {
    if (codes[target] == 0)
      continue;
    (codes[target] ? failed : left).push_back(targets[target]);
    // What is wrong with the command line is so for all.
    code = codes[target] == static_cast<int>(ExitCode::Usage) ? ExitCode::Usage : ExitCode::Failure;
  }
  const size_t done = targets.size() - failed.size() - left.size();
  if (done == targets.size())
    console.say(counted(done, "database") + ": all done");
  else
    console.say(std::to_string(done) + " of " + counted(targets.size(), "database") + " done" +
                (failed.empty() ? "" : "; failed: " + quotedList(failed)) +
                (left.empty() ? "" : "; not begun: " + quotedList(left)));
  return code;
}

Outcome runOnTargets(Session& session, const Environment& environment) {
  const Arguments& arguments = session.arguments();
  // Ctrl-C goes to every process of the terminal: each ends at its own next safe point, and no other
  // is begun.
  auto* previous = std::signal(SIGINT, interrupt);
  auto restore = llvm::make_scope_exit([&] { std::signal(SIGINT, previous); });
  TargetBoard board(session.console(), environment.targets);
  std::atomic<size_t> next = 0;
  ExitCodes codes(environment.targets.size());
  std::vector<std::thread> workers;
  const size_t atOnce = std::min<size_t>(std::max(environment.parallel, 1U), codes.size());
  for (size_t worker = 0; worker < atOnce; ++worker)
    workers.emplace_back(
        [&] { work(arguments, environment.targets, next, board, codes); });
  for (std::thread& worker : workers)
    worker.join();
  return summarize(session.console(), environment.targets, codes);
}

} // namespace retort
