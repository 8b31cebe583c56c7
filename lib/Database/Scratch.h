//===- Scratch.h - a schema for trying something out -------------------------===//
#pragma once

#include <map>
#include <string>

namespace retort {

/// Everything in the schema that a session works in, by kind and name, in the engine's own
/// words and without what changes by itself (counters).
using Definitions = std::map<std::string, std::string>;

class Connection;

/// An empty schema in which a session works until this is destroyed, which drops it with all that
/// it holds. The connection that made it must outlive it.
class ScratchSchema {
public:
  virtual ~ScratchSchema() = default;
  /// The session that works in it: the one that made it, or another.
  virtual Connection& session() = 0;
  /// Is what is not found in it looked for in the schemas that are hidden? At first it is. False
  /// where that cannot be chosen.
  virtual bool lookBeyond(bool beyond) { return false; }
};

} // namespace retort
