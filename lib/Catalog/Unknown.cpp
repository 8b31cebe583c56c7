#include "Catalog/Unknown.h"

#include "Catalog/Catalog.h"
#include "Support/Quoting.h"

#include <algorithm>

namespace retort {

std::string describe(const Unknown& unknown) {
  if (unknown.part.empty())
    return describe(unknown.object);
  return spelling(unknown.partKind).str() + " `" + unknown.part + "` of " +
         describe(unknown.object);
}

std::string spelling(const Unknown& unknown) {
  if (unknown.part.empty())
    return spelling(unknown.object);
  const std::string kind = spelling(unknown.partKind).str() + " ";
  if (unknown.partKind == ObjectKind::Column)
    return kind + spelling(unknown.object.name) + "." + quotedNameAfterDot(unknown.part);
  return kind + quotedName(unknown.part) + " on " + spelling(unknown.object.name);
}

//===--- Differences ------------------------------------------------------===//

namespace {
/// What differs between two tables of one name.
class TableDifference {
public:
  TableDifference(const Table& a, const Table& b, Unknowns& found)
      : a_(a), b_(b), id_{ObjectKind::Table, a.name}, found_(found) {}

  void find() {
    auto nameOfColumn = [](const Column& column) { return column.name; };
    auto nameOfConstraint = [](const Constraint& constraint) { return baseOf(constraint).name; };
    auto nameOfIndex = [](const Index& index) { return index.name; };
    if (!a_.partitionOf || !b_.partitionOf) // those are their table's
      compare(ObjectKind::Column, a_.columns, b_.columns, nameOfColumn);
    compare(ObjectKind::Constraint, a_.constraints, b_.constraints, nameOfConstraint);
    compare(ObjectKind::Index, a_.indexes, b_.indexes, nameOfIndex);
    if (!(bare(a_) == bare(b_)))
      found_.insert({id_});
  }

private:
  /// What has no name is told as the table.
  template <typename T>
  void compare(ObjectKind kind, const std::vector<T>& a, const std::vector<T>& b, auto nameOf) {
    for (const auto* items : {&a, &b}) {
      const std::vector<T>& others = items == &a ? b : a;
      for (const T& item : *items)
        if (std::find(others.begin(), others.end(), item) == others.end())
          found_.insert(nameOf(item).empty() ? Unknown{id_} : Unknown{id_, kind, nameOf(item)});
    }
  }

  static Table bare(Table table) {
    table.columns.clear();
    table.constraints.clear();
    table.indexes.clear();
    return table;
  }

  const Table& a_;
  const Table& b_;
  ObjectId id_;
  Unknowns& found_;
};
} // namespace

/// Those of `a` that `b` has not, or has otherwise.
static void compare(const Catalog& a, const Catalog& b, Unknowns& found) {
  for (const auto& table : a.tables.all()) {
    const Table* other = b.tables.find(table->name);
    if (!other)
      found.insert({{ObjectKind::Table, table->name}});
    else if (other != table.get())
      TableDifference(*table, *other, found).find();
  }
  for (const auto& object : a.objects.all()) {
    const SchemaObject* other = b.objects.find(idOf(*object));
    if (!other || (other != object.get() && !(*other == *object)))
      found.insert({idOf(*object)});
  }
}

Unknowns differences(const Catalog& a, const Catalog& b) {
  Unknowns found = a.unknown;
  found.insert(b.unknown.begin(), b.unknown.end());
  compare(a, b, found);
  compare(b, a, found);
  return found;
}

//===--- Names ------------------------------------------------------------===//

void renameIn(Unknowns& unknown, const ObjectId& id, const QualifiedName& to) {
  if (unknown.empty())
    return;
  Unknowns renamed;
  for (Unknown each : unknown) {
    ObjectId& object = each.object;
    if (object == id)
      object = id.renamed(to);
    else if (isReadable(id.kind) && object.on == id.name.name &&
             object.name.schema == id.name.schema) {
      object.on = to.name;
      object.name.schema = to.schema;
    }
    renamed.insert(std::move(each));
  }
  unknown = std::move(renamed);
}

} // namespace retort
