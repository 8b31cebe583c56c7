//===- ObjectProbe.h - ObjectProbes.def as conditions ------------------------===//
#pragma once

#include "Dialect/Feature.h"
#include "Operation/Assertion.h"

#include <optional>
#include <string>

namespace retort {

/// What a dialect writes for the placeholders of a probe; empty: what was asked for does not
/// say it.
struct ProbeNames {
  std::string name;
  std::string schema;
  std::string table;
  std::string path;
  std::string call;
};

/// `EXISTS (SELECT 1 FROM ...)`; nothing if the engine cannot be asked for such objects.
std::optional<std::string> probeCondition(ObjectKind kind, DialectColumn dialect,
                                          const ProbeNames& names);

} // namespace retort
