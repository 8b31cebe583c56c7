//===- Types.h - what MySQL's types can and cannot -------------------------===//
#pragma once

#include "Catalog/Type.h"

namespace retort::mysql {

/// A TEXT, BLOB, JSON or geometry: it takes no literal as its default, and an index
/// only over its first characters.
bool isLong(const Type& type);

/// An index can hold the first characters or bytes of its values.
bool hasPrefixes(const Type& type);

/// It has a character set.
bool holdsText(const Type& type);

/// DATETIME or TIMESTAMP, portable or the engine's own: it takes CURRENT_TIMESTAMP as its
/// default, with as many digits as it has itself.
bool isDateAndTime(const Type& type);

/// A column of the type may be NULL only if it says so: TIMESTAMP, on older servers.
bool saysNull(const Type& type);

/// How a value is written so that it is compared exactly, and in the order of its type.
enum class KeyForm : uint8_t {
  Text, // as a string
  Exact,
  Float,
  Numbered, // by its number: ENUM, SET, BIT
  Bytes
};
KeyForm keyFormOf(const Type& type);

/// Digits of a second's fraction.
unsigned fractionDigits(const Type& type);

} // namespace retort::mysql
