//===- Dump.h - tokens and trees as text ----------------------------------===//
#pragma once

#include "Syntax/Program.h"

#include <string>

namespace retort {

/// One token or comment a line, in the order of the file: `3:5  Identifier  users`.
std::string dumpTokens(const Program& program);

struct DumpOptions {
  /// With the place of each node, `3:5-3:10`. Without, two programs that mean the
  /// same have the same dump, however they are laid out.
  bool places = true;
};

/// The node and all below it, a line each, indented by depth. Fields that say
/// nothing (false, absent, empty) are left out. `source` is where the places of the
/// nodes are; null prints none.
std::string dump(const ast::Node& node, const SourceBuffer* source, DumpOptions options = {});

/// The tree of a program, which must have one.
std::string dumpTree(const Program& program, DumpOptions options = {});

} // namespace retort
