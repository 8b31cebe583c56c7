#include "Operation/Assertion.h"

#include "Catalog/Opaque.h"
#include "Catalog/QueryWalk.h"
#include "Support/Quoting.h"

namespace retort::op {

static std::string text(const ObjectExists& claim) {
  std::string result = (claim.negated ? "not exists " : "exists ") + spelling(claim.kind).str();
  if (claim.member.empty()) // an operator is no name that could be quoted
    return result + " " +
           (claim.kind == ObjectKind::Operator ? claim.name.str() : spelling(claim.name)) +
           (claim.signature ? spelling(*claim.signature) : "");
  if (claim.kind == ObjectKind::Column)
    return result + " " + spelling(claim.name) + "." + quotedNameAfterDot(claim.member);
  return result + " " + quotedName(claim.member) +
         (claim.name.name.empty() ? "" : " on " + spelling(claim.name));
}

static std::string text(const NoRows& claim) {
  if (!claim.where)
    return "none " + spelling(claim.table);
  Unqualified walk;
  Expr where = *claim.where;
  walk.enter(FromTable{claim.table, claim.table.name, /*isCommon=*/false});
  static_cast<QueryWalk&>(walk).in(where);
  return "none " + spelling(claim.table) + " where " + print(where);
}

static std::string text(const SqlComparison& claim) {
  return "sql " + quotedText(claim.sql) + " " + spelling(claim.op).str() + " " +
         print(claim.expected);
}

std::string describe(const ObjectExists& claim) {
  return text(claim);
}

std::string describe(const Claim& claim) {
  return std::visit([](const auto& it) { return text(it); }, claim);
}

std::string messageOf(const Assert& assertion) {
  return assertion.message.empty() ? "assertion failed: " + describe(assertion.claim)
                                   : assertion.message;
}

llvm::StringRef spelling(TimeoutKind kind) {
  return kind == TimeoutKind::Lock ? "lock timeout" : "statement timeout";
}

std::string dump(const Assert& assertion) {
  return "assert " + describe(assertion.claim) +
         (assertion.message.empty() ? "" : " else " + quotedText(assertion.message)) + "\n";
}

std::string dump(const LockTable& lock) {
  return "lock table " + spelling(lock.table) + " in " + lock.mode + "\n";
}

std::string dump(const RefreshView& refresh) {
  return "refresh materialized view " + spelling(refresh.view) +
         (refresh.concurrently ? " concurrently\n" : "\n");
}

std::string dump(const SetVariable& set) {
  return "set " + set.dialect + "." + set.name + " = " +
         (set.value.isString ? quotedText(set.value.text) : set.value.text) + "\n";
}

std::string dump(const SetTimeout& set) {
  return "set " + spelling(set.kind).str() + " " + std::to_string(set.milliseconds) + "ms\n";
}

} // namespace retort::op
