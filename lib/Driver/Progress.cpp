#include "Driver/Progress.h"

#include "Migrate/RevisionText.h"
#include "Support/Duration.h"
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
      "\nending after this revision or batch; Ctrl-C again to stop at once\n";
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
    json.attributeBegin("milliseconds");
    json.rawValue(millisecondsOf(duration));
    json.attributeEnd();
  });
  out << '\n';
  out.flush();
}

void Progress::retrying(const CompiledStep& step, const LockRetry& retry) {
  if (std::exchange(open_, false))
    console_.err() << '\n';
  console_.say(step.revision->id().str() + ": " + retry.message + "; trying again in " +
               spell(retry.pause) + " (try " + std::to_string(retry.attempt + 1) + " of " +
               std::to_string(retry.attempts) + ")");
}

static std::string spellRows(uint64_t rows) {
  std::string digits = std::to_string(rows);
  for (size_t end = digits.size(); end > 3; end -= 3)
    digits.insert(end - 3, ",");
  return digits + (rows == 1 ? " row" : " rows");
}

static void writeRows(const CompiledStep& step, uint64_t rows, llvm::raw_ostream& out) {
  llvm::json::OStream json(out);
  json.object([&] {
    json.attribute("revision", step.revision->id());
    json.attribute("rows", rows);
  });
  out << '\n';
  out.flush();
}

/// How often somebody wants to hear of it: who looks at a terminal, a program, who reads a log.
static std::chrono::milliseconds betweenTellings(const Console& console) {
  using namespace std::chrono_literals;
  return console.isInteractive() ? 100ms : console.json() ? 500ms : 10'000ms;
}

void Progress::advanced(const CompiledStep& step, uint64_t rows) {
  const auto now = std::chrono::steady_clock::now();
  // A program hears of the first rows at once.
  const bool isFirst = std::exchange(toldOf_, &step) != &step && console_.json();
  if (!isFirst && now - told_ < betweenTellings(console_))
    return;
  told_ = now;
  const std::string words = spellRows(rows);
  if (console_.json())
    return writeRows(step, rows, console_.out());
  if (!open_)
    return console_.say(lineOf(*step.revision, step.direction) + words + " so far");
  console_.err() << '\r' << lineOf(*step.revision, step.direction) << words;
  countWidth_ = std::max(countWidth_, words.size());
}

void Progress::endLine(const CompiledStep& step, llvm::StringRef words) {
  if (countWidth_ != 0)
    console_.err() << '\r' << lineOf(*step.revision, step.direction);
  console_.err() << words;
  console_.err().indent(countWidth_ - std::min(countWidth_, words.size())) << '\n';
  countWidth_ = 0;
}

void Progress::finished(const CompiledStep& step, std::chrono::microseconds duration) {
  if (console_.json())
    writeEvent(step, duration, console_.out());
  if (open_)
    endLine(step, spell(duration));
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
