#include "Migrate/Segment.h"

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

std::vector<Segment> segmentsOf(const CompiledSection& section, const Dialect& dialect,
                                SegmentEnds ends) {
  std::vector<Segment> segments(1);
  for (Statement& statement : ends.preamble) {
    Segment& segment = segmentFor(segments, statement.transactional);
    segment.statements.push_back(std::move(statement));
    segment.guarded = segment.statements.size();
  }
  for (const CompiledOperation& operation : section.operations) {
    const Statement any;
    const Statement& begin = operation.statements.empty() ? any : operation.statements.front();
    Segment& first = segmentFor(segments, begin.transactional, begin.startsTransaction);
    first.headings.push_back({first.statements.size(), &operation});
    for (const Statement& statement : operation.statements)
      segmentFor(segments, statement.transactional, statement.startsTransaction)
          .statements.push_back(statement);
  }
  for (const Statement& statement : ends.versionStatements)
    segmentFor(segments, statement.transactional).statements.push_back(statement);
  for (Segment& segment : segments)
    if (segment.inTransaction && !segment.statements.empty())
      segment.frame = dialect.frame(segment.statements);
  return segments;
}

} // namespace retort
