//===- Effect.h - did a statement take effect before the run was cut off? --===//
//
// Of one statement that is not known: it was about to run, it commits by itself, and then
// nobody heard of the run again. One that is declared `repeatable` is run again. Asked is else, in this order: the probe that its author wrote (`done
// when`), whether the index is there that it makes or drops, and, where the engine can be
// asked so, what it did to a copy of the schema in a scratch schema.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Migrate/Journal.h"

namespace retort {

enum class Effect : uint8_t { Taken, NotTaken, Unknown };

struct EffectFinding {
  Effect effect = Effect::Unknown;
  /// How many of the statements behind it did, too.
  size_t alsoTaken = 0;
  /// Where it is unknown: what was compared, for a person to look at.
  std::vector<std::string> notes = {};
};

class EffectFinder {
public:
  /// All arguments must outlive this.
  EffectFinder(Connection& connection, const Dialect& dialect, const CompiledStep& step,
               llvm::ArrayRef<Segment> segments)
      : connection_(connection), dialect_(dialect), step_(step),
        statements_(authoredStatements(segments)) {}

  /// Whether the statement of that number took effect; those before it did, those behind it
  /// did not. What it left half done where that has no use (an invalid index) is dropped.
  llvm::Expected<EffectFinding> find(size_t position);

private:
  llvm::Expected<bool> ask(llvm::StringRef query);
  llvm::Expected<EffectFinding> askProbe(size_t position);
  /// What became this statement, and others perhaps; null for what puts settings back.
  const CompiledOperation* compiledAt(size_t position) const;
  /// The operation, if it became only this statement; null otherwise.
  const LocatedOperation* operationOf(size_t position) const;
  llvm::Expected<std::optional<EffectFinding>> askForIndex(size_t position);
  llvm::Expected<EffectFinding> compareWithScratch(size_t position);
  llvm::Error rebuild(size_t position);

  Connection& connection_;
  const Dialect& dialect_;
  const CompiledStep& step_;
  std::vector<const Statement*> statements_;
};

} // namespace retort
