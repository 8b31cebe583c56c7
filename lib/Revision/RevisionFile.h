//===- RevisionFile.h - one file of a history, as far as its header -------===//
#pragma once

#include "Syntax/RevisionHeader.h"

namespace retort {

/// A revision file whose body was not read. Made by loadRevisions, or by a test
/// from a header alone.
struct RevisionFile {
  RevisionHeader header;
  /// As the user would open it; empty where there is no file.
  std::string path;
  /// The text that the header's origins point into. Whoever reads files keeps it for
  /// as long as anything may be reported. Null where there is no file.
  const SourceBuffer* buffer = nullptr;
};

} // namespace retort
