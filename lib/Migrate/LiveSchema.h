//===- LiveSchema.h - a database in the words of a schema -------------------===//
//
// What a live database holds, where each object that is what the engine makes of an expected one is
// that one: then `diff` tells drift and pending changes, and nothing that only looks different.
//
// An engine writes an expression in its own way, and no one else knows which. So what cannot be
// recognised by reading is made once more in a scratch schema, and what the engine shows of it is
// compared. Nothing of that is left behind.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/Connection.h"
#include "Dialect/Dialect.h"

namespace retort {

struct LiveSchema {
  Catalog catalog;
  std::vector<NotRepresented> notRepresented;
  /// Why the engine was not asked for its words of what differs; empty if it was, or nothing does.
  std::string notAsked = {};
};

/// Whether the engine is asked, in a scratch schema, for its words of what reading does not
/// recognise.
enum class EngineWords : uint8_t { AsRead, Asked };

/// `expected` is what the database should hold, or a part of it.
llvm::Expected<LiveSchema> readLiveSchema(Connection& connection, const Dialect& dialect,
                                          const ReflectionScope& scope, const Catalog& expected,
                                          EngineWords words = EngineWords::Asked);

} // namespace retort
