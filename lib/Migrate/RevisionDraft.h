//===- RevisionDraft.h - a revision file that is about to be written -------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <chrono>
#include <string>
#include <vector>

namespace retort {

/// A new revision: what stands in its header, and a body where it is not the author's.
struct RevisionDraft {
  std::string id;
  std::string message;
  std::vector<std::string> revises; // empty: the base
  std::vector<std::string> labels;
  std::vector<std::string> dependsOn;
  std::chrono::sys_seconds created;
  /// The statements of `upgrade`.
  std::string upgrade;
  /// Why there is no way back; empty: it is derived.
  std::string noWayBack;

  /// The whole file; where `upgrade` is empty in the formatter's layout.
  std::string text() const;

  /// The name of the file, `.mig` included, from a pattern with `{rev}`, `{slug}`,
  /// `{epoch}`, `{year}`, `{month}`, `{day}`, `{hour}`, `{minute}` and `{second}`.
  /// `timezone` is `UTC`, or a name of the time zone database. Fails on an unknown
  /// placeholder, and names the known ones.
  llvm::Expected<std::string> fileName(llvm::StringRef pattern, llvm::StringRef timezone) const;
};

/// Twelve hexadecimal digits from the system's source of randomness.
std::string randomRevisionId();

} // namespace retort
