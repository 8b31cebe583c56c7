#include "Driver/OwnObjects.h"

#include "Catalog/References.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

llvm::Expected<OwnObjects> OwnObjects::of(const DatabaseSettings& settings) {
  OwnObjects own;
  for (auto [texts, patterns] :
       {std::pair(&settings.include, &own.include_), std::pair(&settings.exclude, &own.exclude_)})
    for (const std::string& text : *texts) {
      llvm::Expected<llvm::GlobPattern> pattern = llvm::GlobPattern::create(text);
      if (!pattern)
        return pattern.takeError();
      patterns->push_back(std::move(*pattern));
    }
  return own;
}

bool OwnObjects::matches(llvm::StringRef name) const {
  auto isLike = [&](const llvm::GlobPattern& pattern) { return pattern.match(name); };
  return llvm::any_of(include_, isLike) && llvm::none_of(exclude_, isLike);
}

bool OwnObjects::mayHold(llvm::StringRef name) const {
  bool isIncluded = false;
  for (size_t end = 0; end != llvm::StringRef::npos;) {
    end = name.find('.', end == 0 ? 0 : end + 1);
    const llvm::StringRef whole = name.substr(0, end);
    auto isLike = [&](const llvm::GlobPattern& pattern) { return pattern.match(whole); };
    if (llvm::any_of(exclude_, isLike))
      return false;
    isIncluded |= llvm::any_of(include_, isLike);
  }
  return isIncluded;
}

Catalog OwnObjects::select(const Catalog& live, const Catalog& expected) const {
  Catalog selected;
  selected.unknown = live.unknown;
  for (const auto& table : live.tables.all())
    if (expected.tables.find(table->name) || matches(table->name.str()))
      selected.tables.put(*table);
  for (const auto& object : live.objects.all())
    if (expected.objects.find(idOf(*object)) || matches(idOf(*object).name.str()))
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
