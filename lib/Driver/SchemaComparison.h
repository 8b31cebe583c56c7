//===- SchemaComparison.h - what turns one schema into another ----------------===//
#pragma once

#include "Diff/Diff.h"
#include "Driver/SchemaWord.h"

namespace llvm::json {
class OStream;
}

namespace retort {

namespace options {
/// What becomes of a likely rename.
extern const Option renames;
} // namespace options

struct SchemaComparison {
  NamedSchema from;
  NamedSchema to;
  Difference difference;

  bool empty() const { return difference.operations.empty() && difference.unsaid.empty(); }
  /// `1 table created, 2 columns added`.
  std::string summary() const;
  /// To standard output: a line for each change, or JSON where that is asked for.
  void print(Console& console) const;
  /// A line for each change.
  void print(llvm::raw_ostream& out) const;
  /// The attributes of an object that is open.
  void write(llvm::json::OStream& json) const;
};

/// Both schemas, and the difference between them, with what `was` says and what --renames says of
/// likely renames. Those that are left are reported.
llvm::Expected<SchemaComparison> compareSchemas(Session& session, const Dialect& dialect,
                                                NamedSchema from, NamedSchema to);
/// The same of what two words mean (findSchema).
llvm::Expected<SchemaComparison> compareSchemas(Session& session, const Dialect& dialect,
                                                llvm::StringRef from, llvm::StringRef to);

} // namespace retort
