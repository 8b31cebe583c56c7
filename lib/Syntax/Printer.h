//===- Printer.h - catalogs and operations as source ----------------------===//
//
// The way back from values to text: `inspect`, autogenerate, `show --downgrade`. What is
// made here are nodes, as if somebody had written them; `print` of Formatter.h lays
// them out like any other source.
//
//   ast::Arena arena;
//   std::string text = print(*toSource(catalog, arena));
//
// Law 5: parsed and checked, the text gives the value again.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/Operation.h"
#include "Syntax/AST.h"

namespace retort {

// All nodes live in the arena, and borrow their texts from it, never from the value.

const ast::Expr* toSource(const Expr& expr, ast::Arena& arena);

/// As it stands in a schema file: all names written out, all constraints items of
/// their own.
const ast::TableDecl* toSource(const Table& table, ast::Arena& arena);

/// A schema file: tables last, all else kind by kind, each in the order of their names.
const ast::File* toSource(const Catalog& catalog, ast::Arena& arena);

struct OperationSource {
  ast::Block statements;
  /// What the language has no words for, as sentence parts: "dropping the unnamed unique
  /// constraint of `users`". It is missing in `statements`.
  std::vector<std::string> unsaid;
};

/// The statements of a section. `before` is the catalog that the first operation is
/// applied to: an altered column is told by what changes.
OperationSource toSource(llvm::ArrayRef<Operation> operations, const Catalog& before,
                         ast::Arena& arena);

} // namespace retort
