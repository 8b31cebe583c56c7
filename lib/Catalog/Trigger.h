//===- Trigger.h - what happens when rows change ----------------------------===//
#pragma once

#include "Catalog/DialectTexts.h"
#include "Catalog/Expr.h"
#include "Catalog/ObjectId.h"
#include "Catalog/TriggerTime.h"

#include <optional>
#include <string>
#include <vector>

namespace retort {

enum class TriggerEvent : uint8_t { Insert, Update, Delete, Truncate };
/// `insert`, ...
llvm::StringRef spelling(TriggerEvent event);

/// Its header is known, its body a text.
struct Trigger {
  static constexpr ObjectKind objectKind = ObjectKind::Trigger;

  QualifiedName name;  // in the schema of its table
  QualifiedName table; // or a view
  TriggerTime time = TriggerTime::Before;
  std::vector<TriggerEvent> events;       // in order, each once
  std::vector<std::string> updateColumns; // of `update of a, b`; empty: any
  bool forEachRow = false;
  /// Its columns are qualified by `new` and `old`.
  std::optional<Expr> when;
  DialectTexts texts;
  std::vector<ObjectId> uses;
  bool disabled = false;
  std::string comment;

  friend bool operator==(const Trigger&, const Trigger&) = default;
};

/// The columns of its table that the header names, each once.
std::vector<std::string> columnsIn(const Trigger& trigger);

} // namespace retort
