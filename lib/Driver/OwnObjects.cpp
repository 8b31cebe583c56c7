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

Catalog OwnObjects::select(const Catalog& live, const Catalog& expected) const {
  auto isOwnTable = [&](const QualifiedName& name) {
    return expected.tables.find(name) || matches(name.str());
  };
  auto isOwn = [&](const SchemaObject& object) {
    const ObjectId id = idOf(object);
    if (expected.objects.find(id))
      return true;
    const std::optional<QualifiedName> table = tableOf(object);
    return table ? isOwnTable(*table) && !isLikeAny(id.name.str(), exclude_)
                 : matches(id.name.str());
  };
  Catalog selected;
  selected.unknown = live.unknown;
  for (const auto& table : live.tables.all())
    if (isOwnTable(table->name))
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
  }

private:
  void addNeedsOf(const Table& table) {
    for (const ObjectId& need : needsOf(table, live_))
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

  /// Its columns and keys, which ours may name.
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
    selected_.tables.put(table);
    addNeedsOf(table);
  }

  const Catalog& live_;
  Catalog& selected_;
};
} // namespace

Catalog OwnObjects::selectWhole(const Catalog& live) const {
  Catalog selected = select(live, {});
  Completion(live, selected).run();
  return selected;
}

} // namespace retort
