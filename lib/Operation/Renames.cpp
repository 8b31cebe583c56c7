#include "Operation/Renames.h"

#include "Operation/Operation.h"

namespace retort {

namespace {

/// One column of one table getting another name.
class ColumnRename {
public:
  ColumnRename(llvm::StringRef from, llvm::StringRef to) : from_(from), to_(to) {}

  void in(Table& table) const {
    for (Column& column : table.columns)
      in(column);
    for (Constraint& constraint : table.constraints)
      std::visit([&](auto& it) { in(it, table.name); }, constraint);
    for (Index& index : table.indexes)
      in(index);
    if (table.partitionBy)
      in(table.partitionBy->parts);
  }

  void in(std::vector<std::string>& names) const {
    for (std::string& name : names)
      in(name);
  }

private:
  void in(std::string& name) const {
    if (name == from_)
      name = to_.str();
  }
  void in(Expr& expr) const { expr = retort::renameColumn(std::move(expr), from_, to_); }
  void in(std::optional<Expr>& expr) const {
    if (expr)
      in(*expr);
  }
  void in(std::vector<IndexPart>& parts) const {
    for (IndexPart& part : parts)
      in(part.value);
  }

  void in(Column& column) const {
    in(column.name);
    in(column.defaultValue); // on some engines it may compute with other columns
    for (auto& [dialect, value] : column.defaultFor)
      in(value);
    if (column.generated)
      in(column.generated->value);
  }

  void in(Index& index) const {
    in(index.parts);
    in(index.include);
    in(index.where);
  }

  void in(Key& key, const QualifiedName&) const {
    in(key.columns);
    in(key.include);
    if (auto part = key.parts.extract(from_.str())) {
      part.key() = to_.str();
      key.parts.insert(std::move(part));
    }
  }
  void in(ForeignKey& key, const QualifiedName& table) const {
    in(key.columns);
    in(key.onDeleteColumns);
    if (key.referredTable == table)
      in(key.referredColumns);
  }
  void in(Check& check, const QualifiedName&) const { in(check.condition); }
  void in(Exclude& exclude, const QualifiedName&) const {
    in(exclude.parts);
    in(exclude.where);
  }

  llvm::StringRef from_;
  llvm::StringRef to_;
};

} // namespace

/// Calls `change` with every foreign key to `table`, ready to be changed. Only the
/// tables that hold one are copied.
static void changeForeignKeysTo(Catalog& catalog, const QualifiedName& table,
                                llvm::function_ref<void(const Table&, ForeignKey&)> change) {
  std::vector<QualifiedName> owners;
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, table))
    if (owners.empty() || owners.back() != use.table->name)
      owners.push_back(use.table->name);
  for (const QualifiedName& owner : owners) {
    Table& edited = catalog.tables.edit(owner);
    for (Constraint& constraint : edited.constraints)
      if (auto* key = std::get_if<ForeignKey>(&constraint); key && key->referredTable == table)
        change(edited, *key);
  }
}

static void renameIn(Trigger& trigger, llvm::StringRef from, llvm::StringRef to) {
  for (std::string& column : trigger.updateColumns)
    if (column == from)
      column = to.str();
  if (trigger.when)
    trigger.when = renameColumn(std::move(*trigger.when), from, to);
}

/// What a view gives keeps its name.
static void renameInObjects(Catalog& catalog, const QualifiedName& table, llvm::StringRef from,
                            llvm::StringRef to) {
  for (const ObjectId& user : objectsUsing(catalog, table, from)) {
    SchemaObject object = *catalog.objects.find(user);
    if (auto* view = std::get_if<View>(&object))
      view->query = QueryRef(renameColumn(*view->query, table, from, to));
    else
      renameIn(std::get<Trigger>(object), from, to);
    catalog.objects.put(std::move(object));
  }
}

void renameColumn(Catalog& catalog, const QualifiedName& table, llvm::StringRef from,
                  llvm::StringRef to) {
  ColumnRename rename(from, to);
  changeForeignKeysTo(catalog, table, [&](const Table& owner, ForeignKey& key) {
    if (owner.name != table)
      rename.in(key.referredColumns);
  });
  rename.in(catalog.tables.edit(table));
  for (const Sequence* sequence : catalog.all<Sequence>())
    if (sequence->owner == SequenceOwner{table, from.str()}) {
      Sequence renamed = *sequence;
      renamed.owner.column = to.str();
      catalog.objects.put(std::move(renamed));
    }
  renameInObjects(catalog, table, from, to);
}

} // namespace retort
