//===- QueryScope.h - which tables and columns a query may name -----------===//
//
// Each `select`, `update` and `delete` sees the columns of its own sources, and, where it
// stands within another one, those of that. A table of `with` is seen by the query that
// declares it, and by all within.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Sema/Context.h"

namespace retort {

struct SourceColumn {
  std::string name; // empty: it cannot be named
  Type type;
};

struct QuerySource {
  std::string alias;
  std::vector<SourceColumn> columns;
  /// The table of the catalog that it is; none of a query or of values.
  std::optional<QualifiedName> table;
  /// What columns it has is not known, after an error that was told.
  bool isUnknown = false;
};

/// The tables of `with`, so far.
struct CommonScope {
  const CommonScope* outer = nullptr;
  std::vector<QuerySource> tables;

  const QuerySource* find(llvm::StringRef name) const;
};

class QueryScope {
public:
  /// Both must outlive the scope; null: there are none.
  QueryScope(const QueryScope* outer, const CommonScope* commons)
      : outer_(outer), commons_(commons) {}

  const CommonScope* commons() const { return commons_; }
  const QueryScope* outer() const { return outer_; }

  /// Reports an alias that is taken.
  void add(Context& ctx, QuerySource source, SourceRange range);
  const std::vector<QuerySource>& sources() const { return sources_; }
  const QuerySource* find(llvm::StringRef alias) const;
  /// Nothing can be named, here or around.
  bool isEmpty() const { return sources_.empty() && (!outer_ || outer_->isEmpty()); }

  /// A column that `using` joined: what its name alone means.
  struct MergedColumn {
    std::string name;
    Expr value;
    Type type;
  };
  void merge(MergedColumn column) { merged_.push_back(std::move(column)); }
  const std::vector<MergedColumn>& merged() const { return merged_; }

  /// `c`, `t.c` or `s.t.c`; nothing after a diagnostic.
  std::optional<std::pair<Expr, Type>> resolve(Context& ctx, const ast::Path& path) const;

private:
  std::optional<std::pair<Expr, Type>> resolveName(Context& ctx, const ast::Name& name) const;
  std::optional<std::pair<Expr, Type>> resolveQualified(Context& ctx, const ast::Path& path) const;
  bool hasUnknown() const;

  const QueryScope* outer_;
  const CommonScope* commons_;
  std::vector<QuerySource> sources_;
  std::vector<MergedColumn> merged_;
};

/// The columns of a table or a view, for a scope.
QuerySource sourceOf(const Table& table, llvm::StringRef alias);
QuerySource sourceOf(const View& view, llvm::StringRef alias);

} // namespace retort
