#include "Dialect/Common/Ddl.h"

#include "Dialect/Common/Names.h"
#include "Dialect/Dialect.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

std::string wordOrQuoted(const Dialect& dialect, llvm::StringRef name) {
  bool word =
      !name.empty() && llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  return word ? name.str() : dialect.quote(name);
}

std::string parenthesisedLines(llvm::StringRef head, llvm::ArrayRef<std::string> items) {
  return (head + " (\n  " + llvm::join(items, ",\n  ") + "\n)").str();
}

//===--- Indexes ----------------------------------------------------------===//

/// A call stands bare in an index, any other expression in parentheses.
static std::string indexedValue(const Dialect& dialect, const Expr& value) {
  std::string text = dialect.spell(value);
  bool bare = value.kind == ExprKind::Column || value.kind == ExprKind::Call;
  return bare ? text : "(" + text + ")";
}

static llvm::StringRef nullsClause(NullsOrder order) {
  switch (order) {
  case NullsOrder::Default:
    return "";
  case NullsOrder::First:
    return " NULLS FIRST";
  case NullsOrder::Last:
    return " NULLS LAST";
  }
  llvm_unreachable("not an order of nulls");
}

static std::string indexPart(const Dialect& dialect, const IndexPart& part) {
  std::string text = indexedValue(dialect, part.value);
  if (!part.collation.empty())
    text += " COLLATE " + dialect.quote(part.collation);
  if (!part.operatorClass.empty())
    text += " " + dialect.quote(part.operatorClass);
  if (part.descending)
    text += " DESC";
  text += nullsClause(part.nulls);
  if (!part.excludeOperator.empty())
    text += " WITH " + part.excludeOperator;
  return text;
}

std::string indexParts(const Dialect& dialect, llvm::ArrayRef<IndexPart> parts) {
  std::string text;
  for (const IndexPart& part : parts)
    text += (text.empty() ? "" : ", ") + indexPart(dialect, part);
  return "(" + text + ")";
}

//===--- Constraints ------------------------------------------------------===//

std::string constraintNameClause(const Dialect& dialect, const ConstraintBase& constraint) {
  return constraint.name.empty() ? "" : "CONSTRAINT " + dialect.quote(constraint.name) + " ";
}

llvm::StringRef deferralClause(Deferral deferral) {
  switch (deferral) {
  case Deferral::NotDeferrable:
    return "";
  case Deferral::InitiallyImmediate:
    return " DEFERRABLE";
  case Deferral::InitiallyDeferred:
    return " DEFERRABLE INITIALLY DEFERRED";
  }
  llvm_unreachable("not a deferral");
}

static std::string includeClause(const Dialect& dialect, llvm::ArrayRef<std::string> columns) {
  return columns.empty() ? "" : " INCLUDE " + nameTuple(dialect, columns);
}

static std::string actionClause(llvm::StringRef event, ReferentialAction action) {
  if (action == ReferentialAction::NoAction)
    return "";
  return (" ON " + event + " " + spelling(action).upper()).str();
}

std::string referencesClause(const Dialect& dialect, const ForeignKey& key) {
  std::string text = "REFERENCES " + dialect.quote(key.referredTable) + " " +
                     nameTuple(dialect, key.referredColumns);
  if (key.matchFull)
    text += " MATCH FULL";
  text += actionClause("DELETE", key.onDelete);
  if (!key.onDeleteColumns.empty())
    text += " " + nameTuple(dialect, key.onDeleteColumns);
  text += actionClause("UPDATE", key.onUpdate);
  return text + deferralClause(key.deferral).str();
}

/// `(a, b(10) DESC)`: a prefix stands where an engine has one, a collation likewise.
static std::string keyTuple(const Dialect& dialect, const Key& key) {
  std::string text;
  for (const std::string& column : key.columns) {
    const KeyPart part = partOf(key, column);
    text += (text.empty() ? "" : ", ") + dialect.quote(column);
    if (part.prefix != 0)
      text += "(" + std::to_string(part.prefix) + ")";
    if (!part.collation.empty())
      text += " COLLATE " + wordOrQuoted(dialect, part.collation);
    if (part.descending)
      text += " DESC";
  }
  return "(" + text + ")";
}

static std::string body(const Dialect& dialect, const PrimaryKey& key, llvm::StringRef options) {
  return "PRIMARY KEY " + keyTuple(dialect, key) + includeClause(dialect, key.include) +
         options.str() + deferralClause(key.deferral).str();
}

static std::string body(const Dialect& dialect, const Unique& unique, llvm::StringRef options) {
  return (unique.nullsNotDistinct ? "UNIQUE NULLS NOT DISTINCT " : "UNIQUE ") +
         keyTuple(dialect, unique) + includeClause(dialect, unique.include) + options.str() +
         deferralClause(unique.deferral).str();
}

static std::string body(const Dialect& dialect, const ForeignKey& key, llvm::StringRef) {
  return "FOREIGN KEY " + nameTuple(dialect, key.columns) + " " + referencesClause(dialect, key);
}

static std::string body(const Dialect& dialect, const Check& check, llvm::StringRef options) {
  return "CHECK (" + dialect.spell(check.condition) + ")" + (check.noInherit ? " NO INHERIT" : "") +
         options.str();
}

static std::string body(const Dialect& dialect, const Exclude& exclude, llvm::StringRef options) {
  std::string method = exclude.method.empty() ? "" : "USING " + exclude.method + " ";
  std::string where =
      exclude.where ? " WHERE (" + dialect.spell(*exclude.where) + ")" : std::string();
  return "EXCLUDE " + method + indexParts(dialect, exclude.parts) + options.str() + where +
         deferralClause(exclude.deferral).str();
}

std::string constraintClause(const Dialect& dialect, const Constraint& constraint,
                             llvm::StringRef options) {
  return std::visit(
      [&](const auto& it) {
        return constraintNameClause(dialect, it) + body(dialect, it, options);
      },
      constraint);
}

} // namespace retort
