//===- Squash.h - many revisions as one ------------------------------------===//
//
// What is made from nothing and then changed is made as it is in the end. That is done for
// neighbours that together touch only what they made themselves, where no row can be yet; a revision
// that touches anything older, or rows, or that another dialect reads otherwise stays as it was
// written, in its place. So the result does to every database what the revisions did, which
// is not believed but compared: catalog against catalog, in every dialect that can run them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/RevisionCompiler.h"
#include "Migrate/RevisionDraft.h"
#include "Revision/History.h"
#include "Syntax/Parser.h"

namespace retort {

struct SquashedRevision {
  /// The whole file, formatted.
  std::string text;
  /// How many revisions are in it as they were written.
  size_t asWritten = 0;
  /// Not everything that they do can be taken back.
  bool isOneWay = false;
};

class Squash {
public:
  /// All arguments must outlive this. `dialect` is the one in whose eyes neighbours are joined.
  Squash(const History& history, const Dialect& dialect, const SemaOptions& options,
         DiagnosticEngine& diags)
      : history_(history), dialect_(dialect), options_(options), diags_(diags) {}

  /// What `revisions`, in the history's order, are as one. `draft` has all of its header. Fails
  /// where the result would not be the same; what is wrong with the revisions themselves is
  /// reported, and the result empty.
  llvm::Expected<std::optional<SquashedRevision>>
  squash(llvm::ArrayRef<const Revision*> revisions, RevisionDraft draft);

private:
  /// One revision with the schema on both sides.
  struct Step {
    const Revision* revision;
    Program program;
    SimulatedRevision simulated;
  };
  using Steps = std::vector<Step>;

  /// The schema before them all, and each of them; nothing after an error.
  std::optional<Steps> simulate(llvm::ArrayRef<const Revision*> revisions, const Dialect& dialect,
                                Catalog& before, DiagnosticEngine& diags);
  /// The steps from `begin` that can be joined, as source: how many; none if the first cannot.
  size_t join(const Steps& steps, size_t begin, std::string& body);
  std::string bodyOf(const Steps& steps, SquashedRevision& squashed);
  /// What the revision leaves behind, where it can be read; and whether it can be taken back.
  std::optional<Catalog> resultOf(const SourceBuffer& text, const Dialect& dialect, Catalog before,
                                  bool* isOneWay = nullptr);
  /// The same in each dialect that can run the revisions.
  llvm::Error compare(llvm::ArrayRef<const Revision*> revisions, const SourceBuffer& text);

  const History& history_;
  const Dialect& dialect_;
  const SemaOptions& options_;
  DiagnosticEngine& diags_;
  Parser parser_;
};

} // namespace retort
