#include "Random/WellFormed.h"

#include "Catalog/Dump.h"
#include "Catalog/References.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort {

namespace {

class Inspector {
public:
  explicit Inspector(const Catalog& catalog) : catalog_(catalog) {}

  void inspect(const Table& table) {
    table_ = &table;
    if (llvm::all_of(table.columns, [](const Column& column) { return column.generated; }))
      fault("no column that stores its values");
    for (const Column& column : table.columns)
      inspect(column);
    for (const Constraint& constraint : table.constraints)
      inspect(constraint);
    for (const Index& index : table.indexes) {
      once("index", index.name);
      columnsExist(columnsOf(index), [&] { return dump(index); });
    }
    auto isPrimaryKey = [](const Constraint& constraint) {
      return std::holds_alternative<PrimaryKey>(constraint);
    };
    if (llvm::count_if(table.constraints, isPrimaryKey) > 1)
      fault("two primary keys");
  }

  /// Each name that is said beside the foreign keys stands for something.
  template <typename T> void inspectNeeds(const T& object, const std::string& what) {
    for (const ObjectId& need : needs(object))
      if (need.kind != ObjectKind::Schema && !contains(catalog_, need))
        faults.push_back("no " + retort::describe(need) + " for " + what);
  }

  std::vector<ObjectId> needs(const Table& table) const { return needsOf(table, catalog_); }
  std::vector<ObjectId> needs(const SchemaObject& object) const {
    return needsOf(object, catalog_);
  }

  /// What the view reads is there.
  void inspect(const View& view) {
    if (!view.query)
      return;
    for (const auto& [name, column] : columnsIn(*view.query)) {
      const Table* table = catalog_.tables.find(name);
      const View* other = catalog_.findView(name);
      if (!(table && table->findColumn(column)) && !(other && other->findColumn(column)))
        faults.push_back("no column " + name.str() + "." + column + " for " +
                         dump(SchemaObject(view)));
    }
  }

  /// What its header names is there.
  void inspect(const Trigger& trigger) {
    const Table* table = catalog_.tables.find(trigger.table);
    for (const std::string& column : columnsIn(trigger))
      if (table && !table->findColumn(column))
        faults.push_back("no column " + column + " for " + dump(SchemaObject(trigger)));
  }

  void inspect(const Sequence& sequence) {
    const Table* owner = catalog_.tables.find(sequence.owner.table);
    if (sequence.owner && !(owner && owner->findColumn(sequence.owner.column)))
      faults.push_back("no owner of " + dump(SchemaObject(sequence)));
  }

  std::vector<std::string> faults;

private:
  void fault(const std::string& what) { faults.push_back(table_->name.str() + ": " + what); }

  /// `kind` is the same literal each time.
  void once(const char* kind, llvm::StringRef name) {
    if (!name.empty() && !seen_.insert({table_, kind, name}).second)
      fault("two of " + std::string(kind) + " " + name.str());
  }

  void columnsExist(const std::vector<std::string>& names,
                    llvm::function_ref<std::string()> where) {
    for (const std::string& name : names)
      if (!table_->findColumn(name))
        fault("no column " + name + " for " + where());
  }

  void inspect(const Column& column) {
    once("column", column.name);
    if (column.generated)
      columnsExist(columnsIn(column.generated->value), [&] { return dump(column); });
  }

  void inspect(const Constraint& constraint) {
    auto describe = [&] { return dump(constraint); };
    once("constraint", baseOf(constraint).name);
    columnsExist(columnsOf(constraint), describe);
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key)
      return;
    columnsExist(key->onDeleteColumns, describe);
    const Table* referred = catalog_.tables.find(key->referredTable);
    if (!referred)
      return fault("no table for " + dump(constraint));
    for (const std::string& name : key->referredColumns)
      if (!referred->findColumn(name))
        fault("no referred column " + name + " for " + dump(constraint));
    auto isKey = [&](const auto& it) { return isKeyOver(it, key->referredColumns); };
    if (llvm::none_of(referred->constraints, isKey) && llvm::none_of(referred->indexes, isKey))
      fault("no key for " + dump(constraint));
  }

  const Catalog& catalog_;
  const Table* table_ = nullptr;
  std::set<std::tuple<const Table*, llvm::StringRef, llvm::StringRef>> seen_;
};

} // namespace

std::vector<std::string> faultsOf(const Catalog& catalog) {
  Inspector inspector(catalog);
  for (const auto& table : catalog.tables.all())
    inspector.inspect(*table);
  for (const auto& table : catalog.tables.all())
    inspector.inspectNeeds(*table, table->name.str());
  for (const auto& object : catalog.objects.all()) {
    inspector.inspectNeeds(*object, dump(*object));
    if (const auto* sequence = std::get_if<Sequence>(object.get()))
      inspector.inspect(*sequence);
    if (const auto* view = std::get_if<View>(object.get()))
      inspector.inspect(*view);
    if (const auto* trigger = std::get_if<Trigger>(object.get()))
      inspector.inspect(*trigger);
  }
  return std::move(inspector.faults);
}

} // namespace retort
