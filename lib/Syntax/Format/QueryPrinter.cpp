// Queries. The clauses of a query are lines of the group around it, so that either
// all of it stands on one line or each clause begins one.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

static bool isQuery(const QueryPart& part) {
  return llvm::isa<Query>(part);
}

void SourcePrinter::clause(llvm::StringRef head, const Expr* expr) {
  if (!expr)
    return;
  out_.line();
  words(head);
  out_.space();
  print(*expr);
}

void SourcePrinter::subquery(const QueryPart& query) {
  parens([&] { print(query); });
}

void SourcePrinter::visit(const CommonTable& table) {
  printName(table.name);
  if (!table.columns.empty()) {
    out_.space();
    nameList(table.columns);
  }
  then("as");
  out_.space();
  subquery(*table.query);
}

void SourcePrinter::visit(const Query& query) {
  if (!query.with.empty()) {
    words("with");
    out_.space();
    Nest nest(out_);
    commaList(
        query.with, [this](const CommonTable* table) { print(*table); }, &layout::Layout::line);
  }
  if (!query.with.empty())
    out_.line();
  print(*query.body);
  if (!query.orderBy.empty()) {
    out_.line();
    clauseList("order by", query.orderBy, [this](const OrderItem* item) { print(*item); });
  }
  clause("limit", query.limit);
  if (query.offset) {
    then("offset");
    out_.space();
    print(*query.offset);
  }
}

void SourcePrinter::visit(const SelectCore& select) {
  clauseList(select.distinct ? "select distinct" : "select", select.items,
             [this](const SelectItem* item) { print(*item); });
  if (!select.from.empty()) {
    out_.line();
    words("from");
    out_.space();
    fromList(select.from);
  }
  clause("where", select.where);
  if (!select.groupBy.empty()) {
    out_.line();
    clauseList("group by", select.groupBy, [this](const Expr* item) { print(*item); });
  }
  clause("having", select.having);
}

void SourcePrinter::visit(const SelectItem& item) {
  print(*item.value);
  if (!item.alias)
    return;
  then("as");
  out_.space();
  printName(item.alias);
}

void SourcePrinter::visit(const OrderItem& item) {
  print(*item.value);
  if (item.descending)
    then("desc");
  if (item.nulls != NullsOrder::Default)
    then(item.nulls == NullsOrder::First ? "nulls first" : "nulls last");
}

//===--- Set operations ---------------------------------------------------===//

static llvm::StringRef wordsOf(SetOperator op) {
  switch (op) {
  case SetOperator::Union:
    return "union";
  case SetOperator::UnionAll:
    return "union all";
  case SetOperator::Intersect:
    return "intersect";
  case SetOperator::Except:
    return "except";
  }
  llvm_unreachable("all set operators are covered");
}

void SourcePrinter::setOperand(const QueryPart& part, bool needsParens) {
  if (isQuery(part) || needsParens)
    subquery(part);
  else
    print(part);
}

/// `intersect` binds tighter than the others, which are equal; all group to the left.
void SourcePrinter::visit(const SetOperation& last) {
  const auto isIntersect = [](const QueryPart* part) {
    const auto* operation = llvm::dyn_cast<SetOperation>(part);
    return operation && operation->op == SetOperator::Intersect;
  };
  llvm::SmallVector<const SetOperation*> links{&last};
  while (const auto* left = llvm::dyn_cast<SetOperation>(links.back()->left)) {
    if (isIntersect(links.back()) && !isIntersect(left))
      break; // it has parentheses
    links.push_back(left);
  }
  setOperand(*links.back()->left, llvm::isa<SetOperation>(links.back()->left));
  while (!links.empty()) {
    const SetOperation& link = *links.pop_back_val();
    out_.line();
    words(wordsOf(link.op));
    out_.line();
    const bool needsParens =
        llvm::isa<SetOperation>(link.right) && (isIntersect(&link) || !isIntersect(link.right));
    setOperand(*link.right, needsParens);
  }
}

//===--- From -------------------------------------------------------------===//

void SourcePrinter::fromList(llvm::ArrayRef<const QueryPart*> tables) {
  bareList(tables, [this](const QueryPart* table) { print(*table); });
}

void SourcePrinter::visit(const FromTable& from) {
  printPath(from.table);
  if (!from.alias)
    return;
  then("as");
  out_.space();
  printName(from.alias);
}

void SourcePrinter::visit(const FromQuery& from) {
  subquery(*from.query);
  then("as");
  out_.space();
  printName(from.alias);
  if (from.columns.empty())
    return;
  out_.space();
  nameList(from.columns);
}

/// Its lines are indented by the list that it stands in.
void SourcePrinter::visit(const Join& last) {
  llvm::SmallVector<const Join*> links{&last};
  while (const auto* left = llvm::dyn_cast<Join>(links.back()->left))
    links.push_back(left);
  Group group(out_);
  print(*links.back()->left);
  while (!links.empty()) {
    const Join& link = *links.pop_back_val();
    out_.line();
    words(spelling(link.join));
    out_.space();
    print(*link.right);
    if (link.on) {
      then("on");
      out_.space();
      print(*link.on);
    }
    if (!link.usingColumns.empty()) {
      then("using");
      out_.space();
      nameList(link.usingColumns);
    }
  }
}

void SourcePrinter::visit(const ValuesList& list) {
  words("values");
  Nest nest(out_);
  out_.line();
  commaList(
      list.rows,
      [this](List<Expr> row) { filledList(row, [this](const Expr* value) { print(*value); }); },
      &layout::Layout::line);
}

} // namespace retort
