#include "Driver/OwnObjects.h"

#include "Catalog/References.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

OwnObjects::OwnObjects(const DatabaseSettings& settings)
    : include_(settings.include), exclude_(settings.exclude) {}

static bool isLikeAny(llvm::StringRef name, llvm::ArrayRef<ObjectPattern> patterns) {
  return llvm::any_of(patterns, [&](const ObjectPattern& it) { return it.matches(name); });
}

bool OwnObjects::matches(llvm::StringRef name) const {
  return isLikeAny(name, include_) && !isLikeAny(name, exclude_);
}

bool OwnObjects::mayHold(llvm::StringRef name) const {
  bool isIncluded = false;
  for (size_t end = 0; end != llvm::StringRef::npos;) {
    end = name.find('.', end == 0 ? 0 : end + 1);
    const llvm::StringRef whole = name.substr(0, end);
    if (isLikeAny(whole, exclude_))
      return false;
    isIncluded |= isLikeAny(whole, include_);
  }
  return isIncluded;
}

/// The table that the object is a part of: a trigger's, or that of the column that owns a sequence.
static std::optional<QualifiedName> tableOf(const SchemaObject& object) {
  if (const auto* sequence = std::get_if<Sequence>(&object); sequence && sequence->owner)
    return sequence->owner.table;
  const ObjectId id = idOf(object);
  if (id.on.empty())
    return std::nullopt;
  return QualifiedName{id.name.schema, id.on};
}

/// A pattern without a dot is of what stands alone.
bool OwnObjects::isLeftOut(const QualifiedName& table, const ObjectId& part) const {
  return !part.on.empty() && llvm::any_of(exclude_, [&](const ObjectPattern& it) {
    return it.text().contains('.') && it.matches(table.str() + "." + part.name.name);
  });
}

Catalog OwnObjects::select(const Catalog& live, const Catalog& expected) const {
  auto isOwnTable = [&](const QualifiedName& name) {
    const Table* table = expected.tables.find(name);
    return table ? !table->external : matches(name.str());
  };
  // Somebody else's, as what is known to stand in it.
  auto holdsExternal = [&](const ObjectId& id) {
    return id.kind == ObjectKind::Schema &&
           llvm::any_of(expected.tables.all(), [&](const auto& table) {
             return table->external && table->name.schema == id.name.name;
           });
  };
  auto isOwn = [&](const SchemaObject& object) {
    const ObjectId id = idOf(object);
    if (expected.objects.find(id))
      return true;
    if (holdsExternal(id))
      return false;
    const std::optional<QualifiedName> table = tableOf(object);
    return table ? isOwnTable(*table) && !isLeftOut(*table, id) : matches(id.name.str());
  };
  Catalog selected;
  selected.unknown = live.unknown;
  for (const auto& table : live.tables.all())
    if (table->external || isOwnTable(table->name))
      selected.tables.put(*table);
  for (const auto& object : live.objects.all())
    if (isOwn(*object))
      selected.objects.put(*object);
  return selected;
}

//===--- Standing alone -----------------------------------------------------===//

namespace {
/// Adds what is needed to what was selected, and what that needs in turn.
class Completion {
public:
  Completion(const Catalog& live, Catalog& selected) : live_(live), selected_(selected) {}

  void run() {
    const Catalog own = selected_;
    for (const auto& table : own.tables.all())
      addNeedsOf(*table);
    for (const auto& object : own.objects.all())
      for (const ObjectId& need : needsOf(*object, live_))
        add(need);
    for (size_t i = 0; i < externals_.size(); ++i) { // their types may need more of them
      const QualifiedName name = externals_[i];
      narrow(selected_.tables.edit(name));
      addNeedsOf(*selected_.tables.find(name));
    }
  }

private:
  /// The schema of somebody else's table is somebody else's, too.
  void addNeedsOf(const Table& table) {
    for (const ObjectId& need : needsOf(table, live_))
      if (!table.external || need.kind != ObjectKind::Schema)
        add(need);
    for (const Constraint& constraint : table.constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint))
        add({ObjectKind::Table, key->referredTable});
    if (table.partitionOf)
      add({ObjectKind::Table, table.partitionOf->table});
  }

  void add(const ObjectId& id) {
    if (contains(selected_, id))
      return;
    if (const Table* table = isReadable(id.kind) ? live_.tables.find(id.name) : nullptr)
      return addExternal(*table);
    const SchemaObject* object = live_.objects.find(id);
    if (!object)
      return;
    selected_.objects.put(*object);
    for (const ObjectId& need : needsOf(*object, live_))
      add(need);
  }

  /// Its columns and keys, of which ours may name some.
  void addExternal(Table table) {
    table.external = true;
    llvm::erase_if(table.constraints, [](const Constraint& it) { return !asKey(it); });
    for (Constraint& constraint : table.constraints)
      asKey(constraint)->options.clear();
    for (Column& column : table.columns) {
      column.defaultValue.reset();
      column.generated.reset();
      column.identity.reset();
      column.options.clear();
      column.onUpdate.reset();
    }
    table.indexes.clear();
    table.options.clear();
    table.grants.clear();
    table.partitionBy.reset();
    table.partitionOf.reset();
    externals_.push_back(table.name);
    selected_.tables.put(std::move(table));
  }

  /// To the columns that ours name, and the keys of those. Where a text may name any, to those whose
  /// types are known without it.
  void narrow(Table& table) {
    auto isNamed = [&](const Column& column) {
      if (!partitionsOf(selected_, table.name).empty() ||
          !objectsUsing(selected_, table.name, column.name).empty())
        return true;
      if (llvm::any_of(foreignKeysTo(selected_, table.name), [&](const ForeignKeyUse& use) {
            return llvm::is_contained(use.key->referredColumns, column.name);
          }))
        return true;
      Table alone;
      alone.columns = {column};
      return !objectsThatMayUse(selected_, table.name, column.name).empty() &&
             llvm::all_of(needsOf(alone, live_),
                          [&](const ObjectId& need) { return contains(selected_, need); });
    };
    std::vector<Column> named;
    llvm::copy_if(table.columns, std::back_inserter(named), isNamed);
    if (named.empty())
      return; // a trigger on it names none
    table.columns = std::move(named);
    llvm::erase_if(table.constraints, [&](const Constraint& constraint) {
      return llvm::any_of(columnsOf(constraint),
                          [&](const std::string& name) { return !table.findColumn(name); });
    });
  }

  const Catalog& live_;
  Catalog& selected_;
  std::vector<QualifiedName> externals_;
};
} // namespace

Catalog OwnObjects::selectWhole(const Catalog& live) const {
  Catalog selected = select(live, {});
  Completion(live, selected).run();
  return selected;
}

} // namespace retort
