//===- EnumAction.h - one part of an `alter enum` block --------------------===//
#pragma once

#include "Catalog/Enum.h"

#include <optional>
#include <variant>

namespace retort::op {

struct AddEnumValue {
  std::string value;
  /// The value to stand before; absent: last.
  std::optional<std::string> before;
  friend bool operator==(const AddEnumValue&, const AddEnumValue&) = default;
};

struct RenameEnumValue {
  std::string from;
  std::string to;
  friend bool operator==(const RenameEnumValue&, const RenameEnumValue&) = default;
};

/// No default, check or index says the value any more.
struct DropEnumValue {
  std::string value;
  /// What rows get that hold it; absent: no row may.
  std::optional<std::string> replacement;
  friend bool operator==(const DropEnumValue&, const DropEnumValue&) = default;
};

/// It stands somewhere else afterwards.
struct MoveEnumValue {
  std::string value;
  /// The value to stand before, another one; absent: last.
  std::optional<std::string> before;
  friend bool operator==(const MoveEnumValue&, const MoveEnumValue&) = default;
};

using EnumAction = std::variant<AddEnumValue, RenameEnumValue, DropEnumValue, MoveEnumValue>;

} // namespace retort::op
