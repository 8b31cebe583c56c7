//===- StatementSink.h - where lowering puts its statements ---------------===//
#pragma once

#include "Dialect/Statement.h"

#include <vector>

namespace retort {

/// Appends statements that stem from the same place.
class StatementSink {
public:
  StatementSink(std::vector<Statement>& out, Origin origin) : out_(out), origin_(origin) {}

  Origin origin() const { return origin_; }
  void at(Origin origin) { origin_ = origin; }

  /// The statement may be completed until the next one is added.
  Statement& add(std::string sql, std::string purpose = "") {
    out_.push_back({.sql = std::move(sql), .origin = origin_, .purpose = std::move(purpose)});
    return out_.back();
  }

private:
  std::vector<Statement>& out_;
  Origin origin_;
};

} // namespace retort
