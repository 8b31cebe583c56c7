//===- Session.h - what a command has at hand -------------------------------===//
#pragma once

#include "Driver/Arguments.h"
#include "Driver/Console.h"
#include "Support/Diagnostics.h"

#include <memory>
#include <vector>

namespace retort {

/// One run of the program: its arguments, its console, the mistakes found so far and
/// the files that they point into.
class Session {
public:
  explicit Session(Arguments arguments) : arguments_(std::move(arguments)), console_(arguments_) {}

  const Arguments& arguments() const { return arguments_; }
  Console& console() { return console_; }
  llvm::raw_ostream& out() { return console_.out(); }
  DiagnosticEngine& diags() { return diags_; }

  /// Reads a file (or standard input for `-`) and keeps it for as long as anything may
  /// point into it.
  llvm::Expected<const SourceBuffer*> read(llvm::StringRef path);
  const SourceBuffer& keep(std::unique_ptr<SourceBuffer> buffer);

  /// Prints what was reported and, after errors, `1 error; <conclusion>`. Failure if
  /// there were errors.
  ExitCode conclude(llvm::StringRef conclusion = "");

private:
  Arguments arguments_;
  Console console_;
  DiagnosticEngine diags_;
  std::vector<std::unique_ptr<SourceBuffer>> buffers_;
};

} // namespace retort
