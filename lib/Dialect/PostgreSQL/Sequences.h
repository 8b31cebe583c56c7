//===- Sequences.h - counters as PostgreSQL spells them --------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort::postgresql {

/// `START WITH 10 INCREMENT BY 2`.
std::string sequenceOptions(const SequenceOptions& options);
/// What makes the one of the other: `START WITH 10`, `NO CYCLE`.
std::vector<std::string> changedSequenceOptions(const SequenceOptions& before,
                                                const SequenceOptions& after);
/// Forgets what says nothing: where a sequence of the type begins, ends and goes by itself.
void dropOwnOptions(SequenceOptions& options, const Type& type);
/// `nextval('posts_id_seq')`.
std::string nextValue(const PostgreSQL& dialect, const QualifiedName& sequence);

/// CREATE SEQUENCE, with its owner.
std::string createSequence(const PostgreSQL& dialect, const Sequence& sequence);
/// What makes the one of the other, but for the comment.
void alterSequence(const PostgreSQL& dialect, const Sequence& before, const Sequence& after,
                   StatementSink& sink);
void restartSequence(const PostgreSQL& dialect, const op::RestartSequence& restart,
                     StatementSink& sink);

} // namespace retort::postgresql
