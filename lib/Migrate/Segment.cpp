#include "Migrate/Segment.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// The segment that such a statement belongs to: the last one, or a new one.
static Segment& segmentFor(std::vector<Segment>& segments, bool transactional,
                           bool startsTransaction = false) {
  Segment& last = segments.back();
  if (last.inTransaction == transactional && !(startsTransaction && !last.statements.empty()))
    return last;
  if (last.statements.empty()) {
    last.inTransaction = transactional;
    return last;
  }
  Segment& next = segments.emplace_back();
  next.inTransaction = transactional;
  return next;
}

/// Do its statements need each other's transaction? A table that is rebuilt is not there for a
/// while, and what a branch has decided is kept for the session.
static bool standTogether(const CompiledOperation& compiled) {
  return std::holds_alternative<op::IfRows>(compiled.operation.operation) ||
         llvm::any_of(compiled.statements,
                      [](const Statement& it) { return it.suspendsForeignKeys; });
}

/// The author's statements, without frames.
static std::vector<Segment> divide(const CompiledSection& section, TransactionMode mode) {
  const bool each = mode == TransactionMode::None;
  std::vector<Segment> segments(1);
  for (const CompiledOperation& operation : section.operations) {
    const Statement any;
    const Statement& begin = operation.statements.empty() ? any : operation.statements.front();
    Segment& first = segmentFor(segments, begin.transactional, each || begin.startsTransaction);
    first.headings.push_back({first.statements.size(), &operation});
    const bool apart = each && !standTogether(operation);
    for (const Statement& statement : operation.statements)
      segmentFor(segments, statement.transactional, apart || statement.startsTransaction)
          .statements.push_back(statement);
  }
  for (const Statement& statement : section.restoring)
    segmentFor(segments, statement.transactional, each).statements.push_back(statement);
  for (Segment& segment : segments)
    segment.authoredEnd = segment.statements.size();
  return segments;
}

static void frameAll(std::vector<Segment>& segments, const Dialect& dialect) {
  for (Segment& segment : segments)
    if (segment.inTransaction && !segment.statements.empty())
      segment.frame = dialect.frame(segment.statements);
}

/// Puts statements at the end, where the books are kept.
static void close(std::vector<Segment>& segments, llvm::ArrayRef<Statement> versionRows,
                  const Statement& audit, bool apart) {
  Segment& last = segmentFor(segments, /*transactional=*/true, apart);
  llvm::append_range(last.statements, versionRows);
  last.statements.push_back(audit);
}

/// Puts statements before everything that counts on them.
static void open(std::vector<Segment>& segments, std::vector<Statement> preamble) {
  bool apart = !preamble.empty() && !preamble.front().transactional;
  if (apart)
    segments.insert(segments.begin(), Segment())->inTransaction = false;
  Segment& first = segments.front();
  for (Segment::Heading& heading : first.headings)
    heading.index += preamble.size();
  first.guarded += preamble.size();
  first.authoredEnd += preamble.size();
  first.statements.insert(first.statements.begin(), std::make_move_iterator(preamble.begin()),
                          std::make_move_iterator(preamble.end()));
}

std::vector<Segment> segmentsOf(const CompiledSection& section, const Dialect& dialect) {
  std::vector<Segment> segments = divide(section, TransactionMode::PerRevision);
  frameAll(segments, dialect);
  return segments;
}

static bool isDivided(const std::vector<Segment>& segments) {
  return segments.size() > 1 || !segments.front().inTransaction;
}

/// Without frames.
static std::vector<Segment> segmentsOf(const CompiledStep& step, std::vector<Statement> preamble,
                                       Division division) {
  const StepBooks& books = step.books;
  const bool each = division.mode == TransactionMode::None;
  std::vector<Segment> segments = divide(step.section, division.mode);
  const bool isEmpty = segments.size() == 1 && segments.front().statements.empty();
  const bool divided = division.isBegun || isDivided(segments) || (each && !isEmpty);
  if (divided) {
    Segment opening;
    opening.opens = true;
    opening.statements.push_back(books.begun);
    opening.guard = books.unfinishedGuard;
    segments.insert(segments.begin(), std::move(opening));
  }
  close(segments, books.versionRows, divided ? books.ended : books.done, each && !isEmpty);
  for (Segment& segment : segments)
    segment.guard.insert(segment.guard.begin(), books.guard.begin(), books.guard.end());
  open(segments, std::move(preamble));
  return segments;
}

/// One frame around all.
static void frameAsOne(std::vector<std::vector<Segment>>& steps, const Dialect& dialect) {
  std::vector<Statement> all;
  for (const std::vector<Segment>& segments : steps)
    for (const Segment& segment : segments)
      llvm::append_range(all, segment.statements);
  TransactionFrame frame = dialect.frame(all);
  for (std::vector<Segment>& segments : steps)
    for (Segment& segment : segments)
      segment.frame.rollback = frame.rollback;
  Segment& first = steps.front().front();
  first.frame.shellCommands = std::move(frame.shellCommands);
  first.frame.open = std::move(frame.open);
  steps.back().back().frame.commit = std::move(frame.commit);
}

std::vector<std::vector<Segment>> segmentsOf(llvm::ArrayRef<CompiledStep> steps,
                                             const Dialect& dialect,
                                             std::vector<Statement> preamble, Division division) {
  std::vector<std::vector<Segment>> all;
  for (const CompiledStep& step : steps) {
    all.push_back(segmentsOf(step, std::exchange(preamble, {}), division));
    division.isBegun = false;
  }
  if (division.mode == TransactionMode::Single && !all.empty())
    frameAsOne(all, dialect);
  else
    for (std::vector<Segment>& segments : all)
      frameAll(segments, dialect);
  return all;
}

const CompiledStep* firstDivided(llvm::ArrayRef<CompiledStep> steps) {
  const CompiledStep* found = llvm::find_if(steps, [](const CompiledStep& step) {
    return isDivided(divide(step.section, TransactionMode::Single));
  });
  return found == steps.end() ? nullptr : found;
}

static bool isBoundToTransaction(const CompiledOperation& compiled) {
  const Operation& operation = compiled.operation.operation;
  const bool isOfSession = std::holds_alternative<op::LockTable>(operation) ||
                           std::holds_alternative<op::SetTimeout>(operation) ||
                           std::holds_alternative<op::SetVariable>(operation);
  return isOfSession && !compiled.statements.empty() &&
         llvm::all_of(compiled.statements,
                      [](const Statement& it) { return it.keep.empty() && it.restore.empty(); });
}

std::vector<const LocatedOperation*> boundToTransaction(llvm::ArrayRef<CompiledStep> steps) {
  std::vector<const LocatedOperation*> found;
  for (const CompiledStep& step : steps)
    for (const CompiledOperation& compiled : step.section.operations)
      if (isBoundToTransaction(compiled))
        found.push_back(&compiled.operation);
  return found;
}

} // namespace retort
