//===- Console.h - where results and everything else go --------------------===//
//
// Results go to standard output and nothing else does, so that they can be piped.
// Diagnostics, progress and questions go to standard error.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/DiagnosticRenderer.h"

#include "llvm/Support/Error.h"

namespace retort {

class Arguments;

enum class Verbosity : uint8_t { Quiet, Normal, Verbose };

class Console {
public:
  /// Reads --color, --json, -q and -v, the terminal and NO_COLOR.
  explicit Console(const Arguments& arguments);

  Verbosity verbosity() const { return verbosity_; }
  bool isQuiet() const { return verbosity_ == Verbosity::Quiet; }
  bool isVerbose() const { return verbosity_ == Verbosity::Verbose; }
  bool json() const { return json_; }

  llvm::raw_ostream& out() { return out_; }
  Colours outColours() const { return outColours_; }

  /// A line about what was done; nothing with -q.
  void say(llvm::StringRef line);
  void print(llvm::ArrayRef<Diagnostic> diagnostics);
  /// Prints every error in `error`; with its help, if it has any.
  void print(llvm::Error error);

  /// Asks on the terminal, and takes anything but `y` or `yes` for no. Nothing if
  /// there is nobody to ask.
  std::optional<bool> ask(llvm::StringRef question);

  /// Whether progress may be drawn over and over on one line.
  bool isInteractive() const { return errIsTerminal_ && !json_ && !isQuiet(); }
  llvm::raw_ostream& err() { return err_; }
  Colours errColours() const { return errColours_; }
  /// How wide the terminal is that `err` goes to; 0: it is none, or does not say.
  size_t errColumns() const;

private:
  llvm::raw_ostream& out_;
  llvm::raw_ostream& err_;
  bool errIsTerminal_;
  bool json_;
  Verbosity verbosity_;
  Colours outColours_;
  Colours errColours_;
};

} // namespace retort
