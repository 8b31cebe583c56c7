//===- Sequence.h - a counter of its own ----------------------------------===//
#pragma once

#include "Catalog/Grant.h"
#include "Catalog/ObjectKind.h"
#include "Catalog/Type.h"

#include <map>
#include <string>

namespace retort {

/// `start` -> `1000`, `no cycle` -> ``: as written, of a sequence or an identity. What is
/// not said is not there.
using SequenceOptions = std::map<std::string, std::string>;

/// The column that a sequence is dropped with. Its table stands in the sequence's schema.
struct SequenceOwner {
  QualifiedName table; // no owner: empty
  std::string column;
  explicit operator bool() const { return !column.empty(); }
  friend bool operator==(const SequenceOwner&, const SequenceOwner&) = default;
};

/// Where it stands is data, and no part of the schema.
struct Sequence {
  static constexpr ObjectKind objectKind = ObjectKind::Sequence;
  QualifiedName name;
  Type type = Type::of(TypeKind::BigInt);
  SequenceOptions options;
  SequenceOwner owner;
  std::string comment;
  Grants grants;
  friend bool operator==(const Sequence&, const Sequence&) = default;
};

} // namespace retort
