//===- Expression.h - how revisions are named on the command line ---------===//
//
//   head  heads  base  current          places
//   463161aec4ec  4631  quality         an id, the beginning of one, a label
//   quality@head  quality@base          in the branch of a label (or of a revision)
//   +2  -1  4631+2  head-1  quality@+1  steps up and down
//   4631:head  :4631  4631:             ranges
//
// Parsing knows no history; Resolver.h gives an expression its meaning in one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"

#include <optional>
#include <string>

namespace retort {

/// What an expression starts from: a word of Anchors.def, or a name.
enum class Anchor : uint8_t {
#define RETORT_ANCHOR(Name, Spelling) Name,
#include "Revision/Anchors.def"
  Name,
};

/// The anchor that is spelled so; nothing for a name.
std::optional<Anchor> findAnchor(llvm::StringRef word);
/// All words of Anchors.def.
llvm::ArrayRef<llvm::StringLiteral> anchorWords();

/// One place, or several: `[branch@]anchor[+N|-N]`.
struct RevisionExpression {
  /// As written, for messages.
  std::string text;
  /// What stands before `@`, or empty.
  std::string branch;
  /// `Current` where only steps are written.
  Anchor anchor = Anchor::Current;
  /// The id, prefix or label of Anchor::Name.
  std::string name;
  /// Upwards, or down where negative.
  int64_t steps = 0;
  /// Only steps are written, so that they may start from the other end of a range.
  bool relative = false;
  Origin origin;
};

/// `from:to`, each of which may be left out.
struct RevisionRange {
  std::optional<RevisionExpression> from;
  std::optional<RevisionExpression> to;
};

/// Parses one expression. `origin`, where it has a buffer, is exactly `text` in it.
/// Reports what is malformed and returns nothing then.
std::optional<RevisionExpression> parseRevisionExpression(llvm::StringRef text, Origin origin,
                                                          DiagnosticEngine& diags);

/// Parses a range, or one expression, which is a range of that alone.
std::optional<RevisionRange> parseRevisionRange(llvm::StringRef text, Origin origin,
                                                DiagnosticEngine& diags);

} // namespace retort
