//===- SupportChecker.h - what of an operation an engine does not have ----===//
#pragma once

#include "Dialect/Common/Support.h"
#include "Dialect/Dialect.h"

#include <set>

namespace retort {

/// Walks over an operation and all that it is made of.
class SupportChecker {
public:
  SupportChecker(const Dialect& dialect, DiagnosticEngine& diags)
      : dialect_(dialect), diags_(diags) {}

  void at(Origin origin) { origin_ = origin; }
  bool allThere() const { return allThere_; }

  void check(const Table& table);
  void check(const Grants& grants, ObjectKind kind);
  void check(const Column& column);
  void check(const Constraint& constraint);
  void check(const Index& index);
  void check(const op::TableAction& action);
  void checkPlace(const op::TableAction& action, const op::AlterTable& block,
                  const Catalog& before);
  void check(const Query& query);
  void check(const Operation& operation);
  void check(const op::Insert& insert);
  void check(const op::Update& update);
  void check(const op::Delete& remove);
  void check(const op::Truncate& truncate) { checkSchema(truncate.table); }
  void check(const op::Assert& assertion);
  void checkSchema(const QualifiedName& name);

private:
  void check(const ObjectId& id);
  void check(const SchemaObject& object);
  void check(const Schema&) {}
  void check(const Extension&) {}
  void check(const Enum&) {}
  void checkBound(const Type& type);
  void check(const Domain& domain);
  void check(const Sequence& sequence);
  void check(const View& view);
  void check(const Opaque& object);
  void check(const Trigger& trigger);
  void check(const Key& key);
  void check(const PrimaryKey& key) { check(static_cast<const Key&>(key)); }
  void check(const Unique& unique);
  void check(const ForeignKey& key);
  void check(const Check& check);
  void check(const Exclude& exclude);
  void check(const IndexPart& part);
  void checkPart(const std::string& column, const KeyPart& part);
  void check(const Type& type);
  void check(const Expr& expr);
  void checkHeld(const Expr& expr);
  void checkHeld(const std::optional<Expr>& expr) {
    if (expr)
      checkHeld(*expr);
  }
  void check(const Identity& identity);
  void check(const Options& options);
  void checkCall(const Expr& call);
  void checkNode(const Expr& node);
  void checkShape(const Query& query);
  void checkShape(const FromItem& item);
  void check(const FromItem& item);
  void check(const op::Assignment& assignment) { check(assignment.value); }
  void checkOperator(BinaryOperator op);
  void checkComment(const std::string& comment) { hint(!comment.empty(), Feature::Comments); }
  void checkComment(const Constraint& constraint);

  template <typename T> void checkAll(const std::vector<T>& items) {
    for (const T& item : items)
      check(item);
  }
  void check(const std::optional<Expr>& expr) {
    if (expr)
      check(*expr);
  }

  void need(bool used, Feature feature);
  void hint(bool used, Feature feature);
  void refuse(const std::string& what, const std::string& help);
  /// The engine has it since a version, or only others have it.
  void lack(const std::string& what, const std::optional<Version>& first,
            const std::string& others);

  const Dialect& dialect_;
  DiagnosticEngine& diags_;
  Origin origin_;
  bool allThere_ = true;
  std::set<Feature> remarked_; // each hint is told once for an operation
};

/// A help: how to leave a part to the dialects that have it.
std::string whenFor(llvm::StringRef dialects);

} // namespace retort
