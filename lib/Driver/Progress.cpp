#include "Driver/Progress.h"

#include "Migrate/RevisionText.h"
#include "Support/Unicode.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>
#include <unistd.h>

namespace retort {

/// A longer title pushes its own dots to the right, nobody else's.
static constexpr size_t maxWidth = 56;

static std::string titleOf(const Revision& revision, Direction direction) {
  return titleOf(revision) + (direction == Direction::Down ? ", taken back" : "");
}

static volatile std::sig_atomic_t interrupted = 0;

static void interrupt(int) {
  static constexpr llvm::StringLiteral text =
      "\nending after this revision; Ctrl-C again to stop at once\n";
  interrupted = 1;
  std::signal(SIGINT, SIG_DFL);
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

Progress::~Progress() {
  std::signal(SIGINT, SIG_DFL);
}

bool Progress::goOn() {
  return !interrupted;
}

Progress::Progress(Console& console, const Plan& plan) : console_(console) {
  std::signal(SIGINT, interrupt);
  for (const PlanStep& step : plan.steps)
    width_ = std::max(width_, displayWidth(titleOf(*step.revision, step.direction)));
  width_ = std::min(width_, maxWidth);
}

std::string Progress::lineOf(const Revision& revision, Direction direction) const {
  std::string line = titleOf(revision, direction);
  size_t used = displayWidth(line);
  return line + " " + std::string(3 + (used < width_ ? width_ - used : 0), '.') + " ";
}

void Progress::started(const CompiledStep& step) {
  if (!console_.isInteractive())
    return;
  console_.err() << lineOf(*step.revision, step.direction);
  open_ = true;
}

static void writeEvent(const CompiledStep& step, std::chrono::microseconds duration,
                       llvm::raw_ostream& out) {
  llvm::json::OStream json(out);
  json.object([&] {
    json.attribute("revision", step.revision->id());
    json.attribute("message", step.revision->message());
    json.attribute("operation", step.direction == Direction::Up ? "upgrade" : "downgrade");
    json.attribute("milliseconds", static_cast<double>(duration.count()) / 1000);
  });
  out << '\n';
  out.flush();
}

void Progress::retrying(const CompiledStep& step, const LockRetry& retry) {
  if (std::exchange(open_, false))
    console_.err() << '\n';
  console_.say(step.revision->id().str() + ": " + retry.message + "; trying again in " + spell(retry.pause) + " (try " +
               std::to_string(retry.attempt + 1) + " of " + std::to_string(retry.attempts) + ")");
}

void Progress::finished(const CompiledStep& step, std::chrono::microseconds duration) {
  if (console_.json())
    writeEvent(step, duration, console_.out());
  if (open_)
    console_.err() << spell(duration) << '\n';
  else if (!console_.json())
    console_.say(lineOf(*step.revision, step.direction) + spell(duration));
  open_ = false;
}

void Progress::skipped(const CompiledStep&) {
  if (open_)
    console_.err() << "done by another migrator\n";
  open_ = false;
}

void Progress::end() {
  if (open_)
    console_.err() << "failed\n";
  open_ = false;
}

std::string spell(std::chrono::microseconds duration) {
  std::string text;
  llvm::raw_string_ostream out(text);
  double milliseconds = static_cast<double>(duration.count()) / 1000;
  if (milliseconds < 9.95)
    out << llvm::format("%.1f ms", milliseconds);
  else if (milliseconds < 9999.5)
    out << llvm::format("%.0f ms", milliseconds);
  else
    out << llvm::format("%.1f s", milliseconds / 1000);
  return text;
}

} // namespace retort
