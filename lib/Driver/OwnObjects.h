//===- OwnObjects.h - which objects of a shared database are ours ----------===//
#pragma once

#include "Catalog/Catalog.h"
#include "Migrate/Configuration.h"

namespace retort {

/// The patterns of `include` and `exclude` in retort.toml, held against the names of tables and of
/// what stands alone. A trigger, a policy, a rule and a sequence that a column owns are their
/// table's, whatever they are called, unless a pattern of `exclude` names them with their table.
class OwnObjects {
public:
  explicit OwnObjects(const DatabaseSettings& settings);

  /// What is ours; what is expected is so in any case, and what of others is expected is known. A
  /// schema in which somebody else's table is expected is not ours, unless it is expected itself.
  Catalog select(const Catalog& live, const Catalog& expected) const;

  /// What is ours, such that it can stand alone: a table of somebody else that ours refer to is
  /// external, and what else they need comes along.
  Catalog selectWhole(const Catalog& live) const;

  /// May the name be of ours, or of a part of ours: `orders`, `public.orders.total`?
  bool mayHold(llvm::StringRef name) const;

private:
  bool matches(llvm::StringRef name) const;
  bool isLeftOut(const QualifiedName& table, const ObjectId& part) const;

  std::vector<ObjectPattern> include_, exclude_;
};

} // namespace retort
