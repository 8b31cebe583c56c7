//===- SelectResolver.h - one `select`, with the order of its rows --------===//
#pragma once

#include "Sema/QueryResolver.h"

namespace retort {

class SelectResolver {
public:
  SelectResolver(Context& ctx, QueryResolver& queries, const QueryScope* outer,
                 const CommonScope* commons)
      : ctx_(ctx), queries_(queries), scope_(outer, commons) {}

  /// `isExists`: what is selected does not matter.
  void resolve(const ast::SelectCore& written, bool isExists);
  /// After `resolve`.
  void order(ast::List<ast::OrderItem> written, std::vector<OrderItem>& items);
  /// After all: whether what is selected is grouped.
  void checkGroups(const std::vector<OrderItem>& order);

  Select select;
  std::vector<SourceColumn> columns;

private:
  struct Placed {
    const Expr* value;
    SourceRange range;
  };

  void add(const ast::SelectItem& written);
  void addAll(const ast::Star& star);
  void add(Expr value, std::string name, Type type, SourceRange range);
  void group(const ast::Expr& written);
  /// `1` in `group by` and `order by` is the first column.
  const SelectItem* itemAt(const ast::Expr& written, bool& isPosition);
  void order(const ast::OrderItem& written, std::vector<OrderItem>& items);
  bool isGrouped(const Expr& expr, std::string& culprit) const;
  bool isOfGroupedRow(const QuerySource& source) const;
  std::optional<Expr> condition(const ast::Expr* written, llvm::StringLiteral place,
                                bool allowsAggregates);

  Context& ctx_;
  QueryResolver& queries_;
  QueryScope scope_;
  std::vector<SourceRange> ranges_; // of the items
  std::vector<SourceRange> orderRanges_;
  SourceRange havingRange_;
};

} // namespace retort
