//===- Scratch.h - a schema for trying something out -------------------------===//
#pragma once

#include <map>
#include <string>

namespace retort {

/// Everything in the schema that a session works in, by kind and name, in the engine's own
/// words and without what changes by itself (counters).
using Definitions = std::map<std::string, std::string>;

/// An empty schema in which the session that made it works until this is destroyed, which drops it
/// with all that it holds. The session must outlive it.
class ScratchSchema {
public:
  virtual ~ScratchSchema() = default;
};

} // namespace retort
