//===- DifferenceLaw.h - law 2, on two catalogs -----------------------------===//
//
// Applying the difference gives the wanted catalog but for the order of columns, and then there is
// no difference. On the way there nothing is used that is not there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/References.h"
#include "Diff/Diff.h"
#include "Operation/Apply.h"
#include "Random/RandomCatalog.h"
#include "Random/WellFormed.h"

#include "llvm/ADT/STLExtras.h"

#include <gmock/gmock.h>

namespace retort {

inline SchemaObject withFixedPartsOf(const SchemaObject& model, SchemaObject object) {
  if (auto* extension = std::get_if<Extension>(&object))
    extension->schema = std::get<Extension>(model).schema;
  if (auto* domain = std::get_if<Domain>(&object)) {
    domain->collation = std::get<Domain>(model).collation;
  }
  return object;
}

/// What no operation can say yet is made equal.
inline Catalog comparable(const Catalog& catalog, const Catalog& model) {
  Catalog result;
  for (const auto& object : catalog.objects.all()) {
    const SchemaObject* same = model.objects.find(idOf(*object));
    result.objects.put(same ? withFixedPartsOf(*same, *object) : *object);
  }
  // What fixed parts need in turn.
  auto isType = [](const SchemaObject& object) {
    return std::holds_alternative<Enum>(object) || std::holds_alternative<Domain>(object);
  };
  for (const auto& object : llvm::make_filter_range(
           model.objects.all(), [&](const auto& each) { return isType(*each); }))
    for (const Domain* domain : result.all<Domain>())
      if (domain->type.name == idOf(*object).name && !result.objects.find(idOf(*object)))
        result.objects.put(*object);
  for (const auto& table : catalog.tables.all()) {
    Table copy = *table;
    if (const Table* same = model.tables.find(table->name)) {
      copy.options = same->options;
      copy.external = same->external;
    }
    result.tables.put(std::move(copy));
  }
  return result;
}

/// By so many operations. One that leaves a text with a name that is gone is left out (a schema is
/// renamed, and a function's body says the old name): no schema that works is like that.
inline Catalog changed(RandomCatalog& random, Catalog catalog, size_t operations) {
  for (; operations > 0; --operations) {
    Catalog next = catalog;
    apply(random.operation(catalog), next);
    if (faultsOf(next).empty())
      catalog = std::move(next);
  }
  return catalog;
}

/// With `not null` where it holds, no matter which of column and primary key says so.
inline Table withEffectiveNotNull(const Catalog& catalog, Table table) {
  Table whole = table;
  llvm::append_range(whole.constraints, inheritedConstraints(catalog, table));
  for (Column& column : table.columns)
    column.notNull = isNotNull(whole, column);
  return table;
}

inline bool equalButForColumnOrder(const Catalog& a, const Catalog& b) {
  return a.objects == b.objects &&
         llvm::equal(a.tables.all(), b.tables.all(), [&](const auto& x, const auto& y) {
           return retort::equalButForColumnOrder(withEffectiveNotNull(a, *x),
                                                 withEffectiveNotNull(b, *y));
         });
}

/// Are the two the same part, and all that it has of its tables?
inline bool isSamePart(const Catalog& a, const Catalog& b, const Table& table) {
  const Table* other = b.tables.find(table.name);
  if (!table.partitionOf)
    return other && table == *other;
  const Table* whole = a.tables.find(table.partitionOf->table);
  return other && table == *other && whole && isSamePart(a, b, *whole);
}

/// What a part has of its table is changed there, and a part that stays the same is never touched.
inline void expectPartsAreLeftAlone(const Operation& operation, const Catalog& now,
                                    const Catalog& from, const Catalog& to) {
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  if (!alter)
    return;
  const Table& table = *now.tables.find(alter->table);
  const Table* after = to.tables.find(alter->table);
  bool isOfPartsOnly = true;
  for (const op::TableAction& action : alter->actions) {
    isOfPartsOnly &= std::holds_alternative<op::AttachPartition>(action) ||
                     std::holds_alternative<op::DetachPartition>(action);
    const bool isOfColumns = std::holds_alternative<op::AddColumn>(action) ||
                             std::holds_alternative<op::DropColumn>(action) ||
                             std::holds_alternative<op::RenameColumn>(action);
    EXPECT_FALSE(table.partitionOf && isOfColumns) << describe(action);
    if (const auto* detach = std::get_if<op::DetachPartition>(&action)) {
      const Table* part = to.tables.find(detach->partition);
      EXPECT_TRUE(!part || part->partitionOf != from.tables.find(detach->partition)->partitionOf)
          << describe(action);
    }
  }
  if (!isOfPartsOnly && table.partitionOf && after && foreignKeysTo(from, table.name).empty() &&
      llvm::none_of(table.constraints,
                    [](const Constraint& it) { return std::holds_alternative<ForeignKey>(it); }))
    EXPECT_FALSE(isSamePart(from, to, *from.tables.find(table.name))) << dump(operation);
}

/// A retyped column must be free of users while it is retyped.
inline void expectRetypedColumnIsFree(const op::AlterColumn& alter, const QualifiedName& name,
                                      const Catalog& catalog) {
  const Table& table = *catalog.tables.find(name);
  if (table.findColumn(alter.to.name)->type != alter.to.type) {
    EXPECT_FALSE(isUsed(catalog, table, alter.to.name)) << describe(op::TableAction(alter));
  }
}

inline void applyStep(const Operation& operation, Catalog& catalog) {
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  if (!alter)
    return apply(operation, catalog);
  for (const op::TableAction& action : alter->actions) {
    if (const auto* column = std::get_if<op::AlterColumn>(&action))
      expectRetypedColumnIsFree(*column, alter->table, catalog);
    apply(action, alter->table, catalog);
    EXPECT_THAT(faultsOf(catalog), testing::IsEmpty()) << describe(action);
  }
}

inline std::vector<std::string> columnNames(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns)
    names.push_back(column.name);
  return names;
}

inline void expectDifferenceLeads(const Catalog& from, const Catalog& to,
                                  ColumnOrder order = ColumnOrder::Free) {
  Difference difference = diff(from, to, {}, order);
  EXPECT_THAT(difference.unsaid, testing::IsEmpty());
  Catalog catalog = from;
  std::string steps;
  for (const Operation& operation : difference.operations) {
    expectPartsAreLeftAlone(operation, catalog, from, to);
    applyStep(operation, catalog);
    EXPECT_THAT(faultsOf(catalog), testing::IsEmpty()) << dump(operation);
    steps += dump(operation);
  }
  EXPECT_TRUE(equalButForColumnOrder(catalog, to)) << "from:\n"
                                                   << dump(from) << "to:\n"
                                                   << dump(to) << "by:\n"
                                                   << steps << "got:\n"
                                                   << dump(catalog);
  EXPECT_THAT(diff(catalog, to, {}, order).operations, testing::IsEmpty());
  if (order == ColumnOrder::Kept)
    for (const auto& table : to.tables.all())
      if (!table->partitionOf) // which has the order that it had before it was one
        EXPECT_EQ(columnNames(*catalog.tables.find(table->name)), columnNames(*table)) << steps;
}

} // namespace retort
