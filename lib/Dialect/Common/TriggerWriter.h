//===- TriggerWriter.h - triggers in SQL -------------------------------------===//
//
// A header that every engine writes alike, as far as it has the words, and a body in the author's.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/Dialect.h"

namespace retort {

class TriggerWriter {
public:
  /// Both must outlive the writer.
  TriggerWriter(const Dialect& dialect, StatementSink& sink) : dialect_(dialect), sink_(sink) {}

  void create(const Trigger& trigger);
  void drop(const Trigger& trigger);
  void rename(const Trigger& trigger, const std::string& to);
  /// True if it was made anew, without its comment.
  bool alter(const Trigger& from, const Trigger& to);

  /// `TRIGGER touch ON posts`: how statements name it.
  std::string target(const Trigger& trigger) const;

private:
  void create(const Trigger& trigger, bool orReplace);
  void setState(const Trigger& trigger);
  void add(std::string sql);
  std::string header(const Trigger& trigger) const;

  const Dialect& dialect_;
  StatementSink& sink_;
};

} // namespace retort
