//===- Program.h - one parsed file ----------------------------------------===//
#pragma once

#include "Syntax/AST.h"
#include "Syntax/Token.h"

#include <memory>
#include <vector>

namespace retort {

/// The tree of one file, and what owns it. Borrows the source buffer, which must
/// outlive it.
struct Program {
  const SourceBuffer* source = nullptr;
  /// Null if the file has an error; then at least one was reported.
  const ast::File* file = nullptr;
  /// In the order of the file. Also there if the file has errors.
  std::vector<Comment> comments;
  std::vector<Token> tokens;
  std::unique_ptr<ast::Arena> arena;
};

} // namespace retort
