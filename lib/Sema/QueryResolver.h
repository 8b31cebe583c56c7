//===- QueryResolver.h - what a written query means, and its columns ------===//
//
// Names become columns of the query's sources, `*` the columns that it stands for, `using`
// a condition; what is selected beside an aggregate is grouped; the sides of a set
// operation fit each other. Nothing comes back after a diagnostic.
//
//   if (std::optional<ResolvedQuery> query = QueryResolver(ctx).resolve(*view.query)) ...
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Query.h"
#include "Sema/ExprResolver.h"
#include "Sema/QueryScope.h"

namespace retort {

struct ResolvedQuery {
  Query query;
  /// What it gives; the names are those of its leading `select`.
  std::vector<SourceColumn> columns;
};

class QueryResolver {
public:
  /// All must outlive it. `outer` is what stands around the query, null for one that
  /// stands alone.
  explicit QueryResolver(Context& ctx, const QueryScope* outer = nullptr)
      : QueryResolver(ctx, outer, outer ? outer->commons() : nullptr) {}
  QueryResolver(Context& ctx, const QueryScope* outer, const CommonScope* commons)
      : ctx_(ctx), outer_(outer), commons_(commons) {}

  std::optional<ResolvedQuery> resolve(const ast::Query& written);

  /// Of `exists`: `*` is nothing that anybody reads.
  std::optional<ResolvedQuery> resolveExists(const ast::Query& written);

  /// An item of `from`, whose columns `scope` then has; nothing after a diagnostic.
  std::optional<FromItem> resolveFrom(const ast::QueryPart& written, QueryScope& scope);

private:
  // ResolveQuery.cpp
  std::optional<ResolvedQuery> resolveBody(const ast::QueryPart& written);
  std::optional<ResolvedQuery> resolveSet(const ast::SetOperation& written);
  bool resolveCommonTables(const ast::Query& written, CommonScope& scope, Query& query);
  void resolveLimits(const ast::Query& written, Query& query);
  void orderByNames(const ast::Query& written, ResolvedQuery& result, llvm::StringLiteral of);

  // ResolveFrom.cpp
  std::optional<FromItem> from(const ast::FromTable& written, QueryScope& scope);
  std::optional<FromItem> from(const ast::FromQuery& written, QueryScope& scope);
  std::optional<FromItem> from(const ast::Join& written, QueryScope& scope);
  std::optional<FromItem> fromValues(const ast::FromQuery& written, const ast::ValuesList& values,
                                     QueryScope& scope);
  std::optional<Expr> sharedColumns(const ast::Join& written, QueryScope& scope, size_t firstLeft,
                                    size_t firstRight);

  Context& ctx_;
  const QueryScope* outer_;
  const CommonScope* commons_;
  bool isExists_ = false;
};

/// The names that `as q (a, b)` gives to the columns; false if they are not as many.
bool nameColumns(Context& ctx, ast::Names names, ResolvedQuery& query);

/// "2 columns": for messages on counts that do not match.
std::string columnCount(size_t count);

} // namespace retort
