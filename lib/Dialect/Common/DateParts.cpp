#include "Dialect/Common/DateParts.h"

#include "Dialect/Common/Functions.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::optional<std::string> writeDatePart(llvm::ArrayRef<DatePart> table, const Expr& extract,
                                         std::string date) {
  const auto* row = llvm::find_if(table, [&](const auto& row) { return row.name == extract.text; });
  if (row == table.end())
    return std::nullopt;
  return applyPattern(row->pattern, row->name, {std::move(date)});
}

//===--- Reading ----------------------------------------------------------===//

/// Stands in a pattern for what is not yet known.
static constexpr llvm::StringLiteral placeholder = "the_date";

static bool sameType(const Type& type, const Type& pattern) {
  const bool isNative = type.kind == TypeKind::Native && pattern.kind == TypeKind::Native;
  return isNative ? llvm::StringRef(type.words).equals_insensitive(pattern.words) : type == pattern;
}

/// `found` is what stands where the pattern has its placeholder.
static bool matches(const Expr& expr, const Expr& pattern, const Expr*& found) {
  if (pattern == Expr::column(placeholder)) {
    found = &expr;
    return true;
  }
  const bool isAlike = expr.kind == pattern.kind && expr.text == pattern.text &&
                       expr.qualifier == pattern.qualifier && expr.binary == pattern.binary &&
                       expr.operands.size() == pattern.operands.size() &&
                       sameType(expr.type, pattern.type);
  return isAlike && llvm::all_of(llvm::zip(expr.operands, pattern.operands), [&](auto pair) {
           return matches(std::get<0>(pair), std::get<1>(pair), found);
         });
}

namespace {
struct ReadRow {
  llvm::StringRef name;
  Expr pattern;
};
} // namespace

static void fold(Expr& expr, llvm::ArrayRef<ReadRow> rows) {
  for (Expr& operand : expr.operands)
    fold(operand, rows);
  for (const ReadRow& row : rows) {
    const Expr* date = nullptr;
    if (!matches(expr, row.pattern, date))
      continue;
    Expr extract;
    extract.kind = ExprKind::Extract;
    extract.text = row.name.str();
    extract.operands.push_back(Expr(*date));
    expr = std::move(extract);
    return;
  }
}

/// Every pattern is one, or has one in it.
static bool mayHoldPart(const Expr& expr) {
  bool found = false;
  walk(expr, [&](const Expr& node) {
    found |= node.kind == ExprKind::Extract ||
             (node.kind == ExprKind::Call && !node.qualifier.empty() && !node.operands.empty());
  });
  return found;
}

void readDateParts(Expr& expr, llvm::ArrayRef<DatePart> table,
                   llvm::function_ref<std::optional<Expr>(llvm::StringRef sql)> read) {
  if (!mayHoldPart(expr))
    return;
  std::vector<ReadRow> rows;
  for (const DatePart& part : table) {
    std::optional<Expr> pattern = read(applyPattern(part.pattern, part.name, {placeholder.str()}));
    assert(pattern && "what is written can be read");
    rows.push_back({part.name, std::move(*pattern)});
  }
  fold(expr, rows);
}

} // namespace retort
