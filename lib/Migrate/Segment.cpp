#include "Migrate/Segment.h"

namespace retort {

/// The segment that such a statement belongs to: the last one, or a new one.
static Segment& segmentFor(std::vector<Segment>& segments, bool transactional) {
  Segment& last = segments.back();
  if (last.inTransaction == transactional)
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
    bool transactional = operation.statements.empty() || operation.statements.front().transactional;
    Segment& first = segmentFor(segments, transactional);
    first.headings.push_back({first.statements.size(), &operation});
    for (const Statement& statement : operation.statements)
      segmentFor(segments, statement.transactional).statements.push_back(statement);
  }
  for (const Statement& statement : ends.versionStatements)
    segmentFor(segments, statement.transactional).statements.push_back(statement);
  for (Segment& segment : segments)
    if (segment.inTransaction && !segment.statements.empty())
      segment.frame = dialect.frame(segment.statements);
  return segments;
}

} // namespace retort
