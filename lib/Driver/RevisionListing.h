//===- RevisionListing.h - revisions, as lists print them -------------------===//
//
//   7ac1e90b2f34 (head)  merge checkout and search
//   9b84540a7c1c  quality layer  [quality]  <- dev
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Console.h"
#include "Revision/History.h"

namespace llvm::json {
class OStream;
}

namespace retort {

/// Prints revisions of one history, in one of three ways: a line each, with all that the
/// header says (-v), or as JSON.
class RevisionListing {
public:
  /// `current` are the rows of the version table and `place` is whose they are; null
  /// where nobody asked a database. All arguments must outlive the listing.
  RevisionListing(const History& history, Console& console, const RevisionList* current = nullptr,
                  llvm::StringRef place = "");

  /// In the order given, without edges.
  void print(llvm::ArrayRef<const Revision*> revisions);
  /// One revision with all that its header says.
  void printDetails(const Revision& revision);
  /// Newest first, with edges on the left; `revisions` are in the history's order.
  void printGraph(llvm::ArrayRef<const Revision*> revisions);

  /// `463161aec4ec (head)  first  [label]  <- dev`.
  std::string line(const Revision& revision) const;

private:
  std::vector<std::string> details(const Revision& revision) const;
  bool isHead(const Revision& revision) const;
  bool isCurrent(const Revision& revision) const;
  void printJson(llvm::ArrayRef<const Revision*> revisions);
  void writeJson(llvm::json::OStream& json, const Revision& revision) const;

  const History& history_;
  Console& console_;
  const RevisionList* current_;
  llvm::StringRef place_;
};

} // namespace retort
