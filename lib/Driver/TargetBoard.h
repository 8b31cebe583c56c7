//===- TargetBoard.h - what several databases say, on one terminal ----------===//
#pragma once

#include "Driver/Console.h"
#include "Support/ChildProcess.h"

#include <mutex>
#include <vector>

namespace retort {

/// Prints the lines of several processes with the name of their database before each. Any thread
/// may call any function.
class TargetBoard {
public:
  /// `names` must outlive this.
  TargetBoard(Console& console, llvm::ArrayRef<std::string> names);

  void started(size_t target);
  void line(size_t target, OutputStream stream, llvm::StringRef text);
  void finished(size_t target, int code);

private:
  enum class State : uint8_t { Waiting, Running, Done, Failed };
  struct Row {
    State state = State::Waiting;
    /// The last that was said to the user; nothing with --json.
    std::string last;
    /// Not printed yet: whole lines, and of JSON what is not a whole value yet.
    std::vector<std::pair<OutputStream, std::string>> kept;
    std::string json;
  };

  void print(size_t target, OutputStream stream, llvm::StringRef text);
  void printJson(size_t target, llvm::StringRef line);
  /// The lines at the bottom of a terminal, and away with them.
  void draw();
  void wipe();

  std::mutex mutex_;
  Console& console_;
  llvm::ArrayRef<std::string> names_;
  std::vector<Row> rows_;
  size_t width_ = 0;
  size_t drawn_ = 0;
};

} // namespace retort
