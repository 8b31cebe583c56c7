#include "Driver/Progress.h"

#include "Migrate/RevisionText.h"
#include "Support/Unicode.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

/// A longer title pushes its own dots to the right, nobody else's.
static constexpr size_t maxWidth = 56;

static std::string titleOf(const Revision& revision, Direction direction) {
  return titleOf(revision) + (direction == Direction::Down ? ", taken back" : "");
}

Progress::Progress(Console& console, const Plan& plan) : console_(console) {
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

void Progress::finished(const CompiledStep& step, std::chrono::microseconds duration) {
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
