//===- CheckCreate.h - consecutive `create`s ------------------------------===//
//
// Neighbouring `create`s may refer to each other: they are made in an order in which
// each finds what it needs, which is the written order wherever that will do. A
// foreign key that closes a cycle is added after. The declarations of schema files
// are one such run.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

struct CreateEntry {
  const SourceBuffer* buffer;
  const ast::Declaration* declaration;
  SourceRange range;
  bool orReplace = false;
  bool ifNotExists = false;
  const ast::Undo* undo = nullptr;
};

void checkCreates(Context& ctx, llvm::ArrayRef<CreateEntry> run);

/// In the order in which to make them.
std::vector<CreateEntry> orderCreates(Context& ctx, llvm::ArrayRef<CreateEntry> run);

} // namespace retort
