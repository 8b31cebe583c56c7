//===- Progress.h - a line for each revision that runs ----------------------===//
//
//   463161aec4ec first ............ 3.1 ms
//   9b84540a7c1c quality layer .... 1.2 ms
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Console.h"
#include "Migrate/Executor.h"

namespace retort {

/// Prints to standard error: on a terminal a line is begun when its revision is, in a log it
/// appears whole. With --json each revision is an object on a line of standard output; with -q
/// there is nothing. Of rows that are changed in batches the count is told meanwhile. While it
/// lives, the first Ctrl-C asks the run to end after the revision or batch that runs, and a second
/// one ends the process, which is safe at any time.
class Progress final : public RunListener {
public:
  Progress(Console& console, const Plan& plan);
  ~Progress() override;

  void started(const CompiledStep& step) override;
  void finished(const CompiledStep& step, std::chrono::microseconds duration) override;
  void skipped(const CompiledStep& step) override;
  void advanced(const CompiledStep& step, uint64_t rows) override;
  void retrying(const CompiledStep& step, const LockRetry& retry) override;
  /// Until the user interrupts it.
  bool goOn() override;
  /// The run is over; a line that was begun is closed.
  void end();

private:
  std::string lineOf(const Revision& revision, Direction direction) const;
  /// Ends the line that was begun with other words than those that stand there now.
  void endLine(const CompiledStep& step, llvm::StringRef words);

  Console& console_;
  size_t width_ = 0;
  bool open_ = false;
  /// Columns that the count of rows takes on the line that was begun.
  size_t countWidth_ = 0;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
  /// The step whose rows were heard of last.
  const CompiledStep* toldOf_ = nullptr;
};

/// `0.4 ms`, `210 ms`, `12.5 s`.
std::string spell(std::chrono::microseconds duration);

} // namespace retort
