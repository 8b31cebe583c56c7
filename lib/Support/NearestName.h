//===- NearestName.h - "did you mean ...?" --------------------------------===//
//
//   NearestName nearest("emial");
//   for (const Column& column : table.columns)
//     nearest.consider(column.name);
//   if (!nearest.found().empty()) ...
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace retort {

/// Finds the name that a misspelt one was most likely meant to be. Borrows what
/// it is given; of two equally near candidates the first stays.
class NearestName {
public:
  explicit NearestName(llvm::StringRef wanted);

  void consider(llvm::StringRef candidate);

  /// Empty if no candidate is near enough to be worth offering.
  llvm::StringRef found() const { return found_; }

private:
  llvm::StringRef wanted_;
  llvm::StringRef found_;
  unsigned bound_; // a candidate must be nearer than this
};

/// The same over a range of strings. The candidates must outlive the result.
template <typename Range> llvm::StringRef nearestName(llvm::StringRef wanted, const Range& range) {
  NearestName nearest(wanted);
  for (const auto& candidate : range)
    nearest.consider(candidate);
  return nearest.found();
}

} // namespace retort
