//===- RevisionHeader.h - what stands before the first section ------------===//
//
// The history graph needs the header of every file and the body of almost none, so
// a header is read without the parser. What it accepts and means is the same.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"

#include <optional>

namespace retort {

/// Bytes that an id may take as it is written: the width of the version table's
/// column.
constexpr unsigned maxRevisionId = 128;

/// A name as it is meant (a quoted one without its quotes), and where it stands.
struct HeaderName {
  std::string text;
  Origin origin;
};

struct RevisionHeader {
  HeaderName id;
  std::string message;
  /// Empty: the revision follows nothing (`revises base`, or nothing written).
  std::vector<HeaderName> revises;
  std::vector<HeaderName> labels;
  std::vector<HeaderName> dependsOn;
  /// As written, or empty.
  std::string created;
};

/// Reads the header of a revision file up to its `;`. Reports what is not a header,
/// and what is no revision file at all, and returns nothing then. Origins borrow
/// `buffer`.
std::optional<RevisionHeader> readRevisionHeader(const SourceBuffer& buffer,
                                                 DiagnosticEngine& diags);

} // namespace retort
