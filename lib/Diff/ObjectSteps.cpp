// What happens to enums, sequences, views and all else that is no table.

#include "Diff/Differ.h"
#include "Diff/OnTables.h"
#include "Operation/Widening.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// Whatever changes about its owner, a sequence has none meanwhile: the column may come
/// and go.
void Differ::disown() {
  std::vector<Sequence> owned;
  for (const Sequence* sequence : now_.all<Sequence>()) {
    const Sequence* after = to_.find<Sequence>(sequence->name);
    if (sequence->owner && !(after && after->owner == sequence->owner))
      owned.push_back(*sequence);
  }
  for (Sequence& sequence : owned) {
    sequence.owner = {};
    emit(op::AlterObject{std::move(sequence)});
  }
}

/// A column that is dropped and made again is given back its sequences at the end.
void Differ::disown(const SequenceOwner& owner) {
  std::vector<Sequence> owned;
  for (const Sequence* sequence : now_.all<Sequence>())
    if (sequence->owner == owner)
      owned.push_back(*sequence);
  for (Sequence& sequence : owned) {
    sequence.owner = {};
    emit(op::AlterObject{std::move(sequence)});
  }
}

/// But for its owner, which need not be there yet.
static SchemaObject withOwnerOf(const SchemaObject& before, SchemaObject object) {
  if (auto* sequence = std::get_if<Sequence>(&object)) {
    const auto* same = std::get_if<Sequence>(&before);
    sequence->owner = same ? same->owner : SequenceOwner();
  }
  return object;
}

/// A function that takes the place of one with other arguments, which nothing uses: not every
/// engine can hold both at a time.
void Differ::dropNamesakes(const SchemaObject& object) {
  const ObjectId wanted = idOf(object);
  std::vector<ObjectId> gone;
  for (const auto& other : now_.objects.all())
    if (const ObjectId id = idOf(*other);
        id != wanted && id.kind == wanted.kind && id.name == wanted.name && id.on == wanted.on &&
        !to_.objects.find(id) && usesOf(now_, id).empty())
      gone.push_back(id);
  for (const ObjectId& id : gone)
    emit(op::DropObject{id});
}

/// What stands on tables comes later. Kind by kind, which is an order in which each finds what it
/// needs, but for domains of domains.
void Differ::createObjects() {
  std::set<ObjectId> begun;
  auto create = [&](const auto& self, const SchemaObject& object) -> void {
    if (!begun.insert(idOf(object)).second)
      return;
    for (const ObjectId& need : needsOf(object, to_))
      if (const SchemaObject* needed = to_.objects.find(need))
        self(self, *needed);
    if (const SchemaObject* before = now_.objects.find(idOf(object))) {
      alterObject(*before, object);
    } else {
      dropNamesakes(object);
      emit(op::CreateObject{withOwnerOf({}, object)});
    }
  };
  for (const auto& object : to_.objects.all())
    if (!standsOnTables(*object, to_))
      create(create, *object);
}

void Differ::dropObjectsInTheWay() {
  for (const ObjectId& id : objectsInTheWay(before_, to_, changes_))
    emit(op::DropObject{id});
}

void Differ::createObjectsOnTables() {
  for (const SchemaObject* object : objectsOnTables(to_)) {
    const SchemaObject* before = now_.objects.find(idOf(*object));
    if (!before) {
      dropNamesakes(*object);
      emit(op::CreateObject{*object});
    } else if (*before != *object) {
      emit(op::AlterObject{*object});
    }
  }
}

void Differ::alterObject(const SchemaObject& before, const SchemaObject& after) {
  SchemaObject wanted = withOwnerOf(before, after);
  if (auto* type = std::get_if<Enum>(&wanted)) {
    const Enum& old = std::get<Enum>(before);
    addEnumValues(*type);
    type->values = now_.find<Enum>(type->name)->values;
    if (type->comment == old.comment && type->grants == old.grants)
      return;
  } else if (auto* domain = std::get_if<Domain>(&wanted)) {
    const Domain& old = std::get<Domain>(before);
    if (domain->collation != old.collation)
      result_.unsaid.push_back("the collation of domain `" + domain->name.str() + "`");
    domain->collation = old.collation;
    if (domain->type != old.type)
      return; // when nothing uses its columns
  } else if (auto* extension = std::get_if<Extension>(&wanted)) {
    const Extension& old = std::get<Extension>(before);
    if (extension->schema != old.schema)
      result_.unsaid.push_back("the schema of extension `" + extension->name.str() + "`");
    extension->schema = old.schema;
  }
  if (wanted != before)
    emit(op::AlterObject{std::move(wanted)});
}

/// What its values are said to be by a default or a check need not fit the other type: these go
/// before and come after.
void Differ::retypeDomains() {
  for (const Domain* wanted : to_.all<Domain>()) {
    Domain now = *now_.find<Domain>(wanted->name);
    if (now.type == wanted->type)
      continue;
    auto become = [&](Domain next, std::optional<Expr> usingValue) {
      if (next == now)
        return;
      op::AlterObject alter{next};
      alter.usingValue = std::move(usingValue);
      emit(std::move(alter));
      now = std::move(next);
    };
    Domain bare = now;
    if (now.defaultValue != wanted->defaultValue)
      bare.defaultValue.reset();
    llvm::erase_if(bare.checks, [&](const Check& check) {
      const Check* kept = wanted->findCheck(check.name);
      return !kept || kept->condition != check.condition;
    });
    become(bare, std::nullopt);
    Column value;
    value.name = Domain::valueName.str();
    value.type = baseType(now_, now.type);
    Domain retyped = now;
    retyped.type = wanted->type;
    become(retyped, conversionOf(value, baseType(to_, wanted->type)));
    Domain whole = *wanted;
    whole.collation = now.collation;
    become(std::move(whole), std::nullopt);
  }
}

void Differ::own() {
  for (const Sequence* after : to_.all<Sequence>())
    if (const Sequence* now = now_.find<Sequence>(after->name); now->owner != after->owner)
      emit(op::AlterObject{*after});
}

/// What uses another goes before it.
void Differ::dropObjects() {
  std::vector<ObjectId> gone;
  for (const auto& object : now_.objects.all())
    if (!to_.objects.find(idOf(*object)))
      gone.push_back(idOf(*object));
  while (!gone.empty()) {
    // Of functions that share a name the wanted one is used: it is there by now.
    auto unused = llvm::find_if(
        gone, [&](const ObjectId& id) { return usesOf(now_, id).empty() || sharesName(now_, id); });
    if (unused == gone.end())
      break;
    emit(op::DropObject{*unused});
    gone.erase(unused);
  }
  // Something that stays needs them, whatever the wanted catalog says.
  for (const ObjectId& id : gone)
    result_.unsaid.push_back("dropping " + describe(id));
}

} // namespace retort
