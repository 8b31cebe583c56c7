#include "Driver/SeveralDatabases.h"

#include "Driver/GlobalOptions.h"
#include "Driver/TargetBoard.h"
#include "Support/English.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <csignal>
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

/// Takes the next target that nobody has taken, until there is none left.
static void work(const Arguments& arguments, llvm::ArrayRef<std::string> targets,
                 std::atomic<size_t>& next, TargetBoard& board, std::vector<int>& codes) {
  while (true) {
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
    board.finished(target, codes[target]);
  }
}

static ExitCode summarize(Console& console, llvm::ArrayRef<std::string> targets,
                          llvm::ArrayRef<int> codes) {
  std::vector<llvm::StringRef> failed;
  ExitCode code = ExitCode::Success;
  for (size_t target = 0; target < targets.size(); ++target) {
    if (codes[target] == 0)
      continue;
    failed.push_back(targets[target]);
    // What is wrong with the command line is so for all.
    code = codes[target] == static_cast<int>(ExitCode::Usage) ? ExitCode::Usage : ExitCode::Failure;
  }
  if (failed.empty())
    console.say(counted(targets.size(), "database") + ": all done");
  else
    console.say(std::to_string(targets.size() - failed.size()) + " of " +
                counted(targets.size(), "database") + " done; failed: " + quotedList(failed));
  return code;
}

Outcome runOnTargets(Session& session, const Environment& environment) {
  const Arguments& arguments = session.arguments();
  // Ctrl-C goes to every process of the terminal: each ends at its own next safe point.
  auto* previous = std::signal(SIGINT, SIG_IGN);
  auto restore = llvm::make_scope_exit([&] { std::signal(SIGINT, previous); });
  TargetBoard board(session.console(), environment.targets);
  std::atomic<size_t> next = 0;
  std::vector<int> codes(environment.targets.size());
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
