#include "Migrate/CatalogToOperations.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort {

namespace {

/// Walks the tables in the order of their names, each after those that it refers to.
class TableOrder {
public:
  TableOrder(const Catalog& catalog, const Dialect& dialect, const DeclarationSites& sites,
             std::vector<LocatedOperation>& out)
      : catalog_(catalog), dialect_(dialect), sites_(sites), out_(out) {}

  void createAll() {
    for (const std::shared_ptr<const Table>& table : catalog_.tables.all())
      create(*table);
    std::move(closing_.begin(), closing_.end(), std::back_inserter(out_));
  }

private:
  void create(const Table& table) {
    if (table.external || !begun_.insert(table.name).second)
      return;
    Origin origin = sites_.find(ObjectKind::Table, table.name).origin;
    Table created = table;
    created.constraints.clear();
    for (const Constraint& constraint : table.constraints) {
      if (isPossibleNow(table, constraint))
        created.constraints.push_back(constraint);
      else
        closing_.push_back({op::AlterTable{table.name, {op::AddConstraint{constraint}}},
                            origin,
                            {origin},
                            std::nullopt});
    }
    out_.push_back({op::CreateTable{std::move(created)}, origin, {}, std::nullopt});
    done_.insert(table.name);
  }

  /// Creates what the constraint refers to, if that does not lead back here.
  bool isPossibleNow(const Table& table, const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || key->referredTable == table.name || dialect_.facts().forwardForeignKeys)
      return true;
    const Table* referred = catalog_.tables.find(key->referredTable);
    if (!referred || referred->external)
      return true;
    create(*referred);
    return done_.count(referred->name) != 0;
  }

  const Catalog& catalog_;
  const Dialect& dialect_;
  const DeclarationSites& sites_;
  std::vector<LocatedOperation>& out_;
  std::vector<LocatedOperation> closing_;
  std::set<QualifiedName> begun_;
  std::set<QualifiedName> done_;
};

} // namespace

std::vector<LocatedOperation> creationOf(const Catalog& catalog, const Dialect& dialect,
                                         const DeclarationSites& sites) {
  std::vector<LocatedOperation> operations;
  for (const std::shared_ptr<const Enum>& type : catalog.enums.all())
    operations.push_back(
        {op::CreateEnum{*type}, sites.find(ObjectKind::Enum, type->name).origin, {}, std::nullopt});
  TableOrder(catalog, dialect, sites, operations).createAll();
  return operations;
}

} // namespace retort
