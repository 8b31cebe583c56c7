#include "Dialect/MySQL/Assignments.h"

#include "Catalog/Query.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort::mysql {

//===--- One by one -------------------------------------------------------===//

/// A Select gives each row's values on their own, unless what it gives decides which rows
/// there are, or their order.
static bool givesSingly(const Query& query) {
  const auto* select = std::get_if<Select>(&query.body);
  if (!select || select->distinct)
    return false;
  return llvm::none_of(query.orderBy, [](const OrderItem& item) {
    return item.value.kind == ExprKind::Column && item.value.qualifier.empty();
  });
}

static Expr onlyItem(const Query& query, size_t index) {
  Query single = query;
  auto& items = std::get<Select>(single.body).items;
  items = {items[index]};
  return Expr::subquery(QueryRef(std::move(single)));
}

std::optional<std::vector<op::Assignment>> singly(llvm::ArrayRef<op::Assignment> set) {
  std::vector<op::Assignment> result;
  for (const op::Assignment& assignment : set) {
    if (assignment.columns.size() == 1) {
      result.push_back(assignment);
      continue;
    }
    const bool isRow = assignment.value.kind == ExprKind::Row;
    if (!isRow && !givesSingly(*assignment.value.query))
      return std::nullopt;
    for (auto [index, column] : llvm::enumerate(assignment.columns))
      result.push_back(
          {{column},
           isRow ? assignment.value.operands[index] : onlyItem(*assignment.value.query, index)});
  }
  return result;
}

//===--- Order ------------------------------------------------------------===//

namespace {
/// What a value reads of the row that is changed.
struct Reads {
  std::set<std::string> columns;
  bool isUnknown = false; // raw SQL may read anything

  void add(const Expr& expr, llvm::StringRef alias) {
    walk(expr, [&](const Expr& node) {
      isUnknown |= node.isOpaque();
      if (node.kind == ExprKind::Column && node.qualifier == alias)
        columns.insert(node.text);
    });
  }
  bool mayRead(const std::string& column) const { return isUnknown || columns.contains(column); }
};
} // namespace

std::optional<std::vector<op::Assignment>> inReadingOrder(std::vector<op::Assignment> set,
                                                          llvm::StringRef alias,
                                                          const std::optional<Expr>& condition) {
  std::vector<std::pair<op::Assignment, Reads>> left;
  for (op::Assignment& assignment : set) {
    Reads reads;
    reads.add(assignment.value, alias);
    if (condition)
      reads.add(*condition, alias);
    left.emplace_back(std::move(assignment), std::move(reads));
  }
  std::vector<op::Assignment> ordered;
  while (!left.empty()) {
    auto next = llvm::find_if(left, [&](const auto& candidate) {
      return llvm::none_of(left, [&](const auto& other) {
        return &other != &candidate && other.second.mayRead(candidate.first.columns[0]);
      });
    });
    if (next == left.end())
      return std::nullopt;
    ordered.push_back(std::move(next->first));
    left.erase(next);
  }
  return ordered;
}

} // namespace retort::mysql
