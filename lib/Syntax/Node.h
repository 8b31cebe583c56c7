//===- Node.h - what every AST node has, and the arena they live in -------===//
//
// The AST is what the author wrote, nothing more: names as spelled, attributes in
// written order, every node with its source range. What names mean is decided in
// Sema.
//
// Nodes are made in one arena, never changed after parsing and never destroyed;
// lists are ArrayRefs into the arena, text is a StringRef into the source buffer
// (or into the arena, where an escape had to be resolved). llvm::isa, cast and
// dyn_cast work on them.
//
// A node names its fields once, in `fields(visitor)`; the dump, and with it the
// comparison that the formatter's law needs, is derived from that.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"

#include <type_traits>

namespace retort::ast {

enum class NodeKind : uint8_t {
#define RETORT_NODE(Name, Base) Name,
#include "Syntax/Nodes.def"
};

/// `ColumnItem`, as the dump prints it.
llvm::StringRef spelling(NodeKind kind);

struct Node {
  NodeKind kind;
  SourceRange range;
};

// The groups of Nodes.def.
struct Expr : Node {};
struct QueryPart : Node {};
struct ColumnAttribute : Node {};
struct TableItem : Node {};
struct Declaration : Node {};
struct Undo;
/// One action of `alter table` or `alter enum`.
struct Action : Node {
  const Undo* undo = nullptr;
};
struct Statement : Node {
  const Undo* undo = nullptr;
};

/// Gives a node its kind: `struct Cast final : Is<NodeKind::Cast, Expr>`.
template <NodeKind K, typename Base> struct Is : Base {
  static constexpr NodeKind staticKind = K;
  Is() { this->kind = K; }
  static bool classof(const Node* node) { return node->kind == K; }
};

// A node that was made rather than parsed has empty ranges; its names and texts are
// there all the same, and are printed from their values.

/// A name exactly as meant: without its quotes, `""` resolved. No name is empty, so
/// an empty one is an absent one.
struct Name {
  llvm::StringRef text;
  SourceRange range;
  bool quoted = false;

  explicit operator bool() const { return !text.empty(); }
};

/// `table`, `schema.table`, `schema.table.column`: one to three names; empty if absent.
struct Path {
  llvm::ArrayRef<Name> parts;

  explicit operator bool() const { return !parts.empty(); }
  const Name& last() const { return parts.back(); }
  SourceRange range() const {
    return parts.empty() ? SourceRange()
                         : SourceRange::join(parts.front().range, parts.back().range);
  }
};

/// A string or a raw text. `value` is what it means; how it was written is in the
/// source at `range`, which the formatter copies. An empty text is not an absent one:
/// made without a source, its value is `""` and not a null StringRef.
struct Text {
  llvm::StringRef value;
  SourceRange range;
  bool raw = false;

  explicit operator bool() const { return !range.empty() || value.data() != nullptr; }
};

/// `5s`, `200ms`, as written and in milliseconds.
struct Duration {
  llvm::StringRef text;
  SourceRange range;
  uint64_t milliseconds = 0;

  explicit operator bool() const { return !text.empty(); }
};

template <typename T> using List = llvm::ArrayRef<const T*>;
using Names = llvm::ArrayRef<Name>;

/// Owns nodes, lists and resolved texts. Nothing in it is ever destroyed.
class Arena {
public:
  template <typename T> T* make(SourceRange range) {
    static_assert(std::is_trivially_destructible_v<T>, "arena nodes are never destroyed");
    T* node = new (memory_.Allocate<T>()) T();
    node->range = range;
    return node;
  }

  template <typename T> llvm::ArrayRef<T> copy(llvm::ArrayRef<T> items) {
    static_assert(std::is_trivially_destructible_v<T>, "arena lists are never destroyed");
    return items.copy(memory_);
  }

  llvm::StringRef copy(llvm::StringRef text) { return text.copy(memory_); }

  size_t bytes() const { return memory_.getTotalMemory(); }

private:
  llvm::BumpPtrAllocator memory_;
};

} // namespace retort::ast
