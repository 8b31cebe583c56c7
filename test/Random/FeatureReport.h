//===- FeatureReport.h - what a generator made, and how often -------------===//
//
// A law that is tested on random values says nothing about what the generator never
// makes. The report knows every operation, action and feature by itself, so that one
// that is missing is told as 0 %.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/Operation.h"

#include <map>
#include <string>
#include <vector>

namespace retort {

class FeatureReport {
public:
  FeatureReport();

  /// Counts everything that is in it.
  void add(const Operation& operation);
  void add(const Catalog& catalog);

  /// What was made in less than this share of its group.
  std::vector<std::string> below(double percent) const;
  /// How often each of a group was made: of "operation", "action", "enum action".
  const std::map<std::string, size_t>& counts(const std::string& group) const;
  /// A line for each feature: "column: not null  41.2 %".
  std::string text() const;

private:
  struct Group {
    size_t total = 0;
    std::map<std::string, size_t> counts;
  };

  void addObject(const Operation& operation);
  void add(const SchemaObject& object);
  void add(const op::TableAction& action);
  void add(const Table& table);
  void add(const Column& column);
  void add(const Constraint& constraint);
  void add(const Index& index);
  void add(const Expr& expr);
  void add(const std::optional<Expr>& expr);

  std::map<std::string, Group> groups_;
};

} // namespace retort
