//===- QueryWalk.h - the columns of a query, and which table each is of ---===//
//
// A column in a query names its table by an alias, and which one that is depends on
// where it stands. This walk knows, and lets its owner change what it visits.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Query.h"

namespace retort {

class QueryWalk {
public:
  struct Column {
    Expr& expr; // of kind Column, with a qualifier
    /// Null: of a query, of values, or of something outside of what is walked.
    const QualifiedName* table;
    /// Its name alone would mean the same.
    bool needsNoQualifier;
  };

  virtual ~QueryWalk() = default;

  void in(Query& query);
  void in(Expr& expr);
  void in(std::optional<Expr>& expr);
  void in(std::vector<Expr>& exprs);
  void in(FromItem& item);

  /// What follows sees these sources, until `leave` with the same number.
  void enter(const std::vector<FromItem>& items);
  void enter(const FromItem& item);
  size_t depth() const { return sources_.size(); }
  void leave(size_t depth) { sources_.resize(depth); }

protected:
  virtual void visit(const Column&) {}
  virtual void visit(FromTable&) {}
  /// Called for each source once all in it was visited; may put another in its place.
  virtual void replace(FromItem&) {}
  /// Every expression, before its operands; columns too.
  virtual void visitAny(Expr&) {}

  /// The table that a column is of, where the walk is now; null: as in Column.
  const QualifiedName* tableOf(const Expr& column) const;

private:
  struct Source {
    std::string alias;
    std::optional<QualifiedName> table;
  };

  const Source* sourceOf(const Expr& column) const;

  void in(QueryRef& query);
  void in(Select& select);
  void in(ValueRows& rows);
  void order(std::vector<OrderItem>& items, const Select* select);

  std::vector<Source> sources_; // the innermost last
  const Select* ordered_ = nullptr;
};

/// Leaves the qualifiers out where a name alone means the same: for readers.
class Unqualified final : public QueryWalk {
  void visit(const Column& column) override;
};
Query unqualified(Query query);

} // namespace retort
