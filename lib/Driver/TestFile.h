//===- TestFile.h - a lit test, and the checks that we write into it -------===//
//
//   // RUN: %retort upgrade base:head --sql --dialect sqlite | FileCheck %s
//   //
//   // NOTE: `retort test --update` writes the checks below.
//   // CHECK:      BEGIN IMMEDIATE;
//   // CHECK-NEXT: ...
//
// What stands above the note is its author's and is kept; what stands below is replaced.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace retort {

class TestFile {
public:
  /// One RUN line.
  struct Run {
    /// As it is written, without the pipe into FileCheck.
    std::string command;
    /// What the lines begin with that FileCheck compares its output with; empty: it is not
    /// piped into FileCheck.
    std::string prefix;
  };

  /// Reads the RUN lines. Nothing if there are none: it is no test.
  static std::optional<TestFile> parse(llvm::StringRef text);

  llvm::ArrayRef<Run> runs() const { return runs_; }
  /// Someone wrote checks, and no note says that they are ours.
  bool hasOwnChecks() const;
  bool hasNote() const { return note_ != llvm::StringRef::npos; }

  /// The whole text with checks for `outputs`, one for each run in order; those of runs that
  /// are not checked are passed over.
  std::string withChecks(llvm::ArrayRef<std::string> outputs) const;

private:
  std::string text_;
  /// What stands before `RUN:`: the sign of a comment.
  std::string leader_;
  std::vector<Run> runs_;
  size_t note_ = llvm::StringRef::npos; // where it begins
};

} // namespace retort
