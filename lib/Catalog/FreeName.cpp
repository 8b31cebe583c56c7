#include "Catalog/FreeName.h"

#include "Catalog/Unknown.h"
#include "Catalog/View.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

bool isRelation(ObjectKind kind) {
  return isReadable(kind) || kind == ObjectKind::Sequence || kind == ObjectKind::VirtualTable;
}

/// A pattern that does not name the table (`{column}`) is meant for an engine where each table has
/// names of its own; any other has to be free in the whole schema.
static bool namesTable(llvm::StringRef pattern) {
  return pattern.contains("{table}") || pattern.contains("{hash}");
}

static bool isTaken(llvm::StringRef name, const Table& own, NameScope scope, bool inSchema) {
  const bool isOwn =
      llvm::any_of(
          own.constraints,
          [&](const Constraint& it) { return name.equals_insensitive(baseOf(it).name); }) ||
      llvm::any_of(own.indexes, [&](const Index& it) { return name.equals_insensitive(it.name); });
  if (isOwn || !inSchema)
    return isOwn;
  scope.taken.update(scope.catalog);
  return name.equals_insensitive(own.name.name) || scope.taken.contains(name) ||
         llvm::any_of(scope.catalog.objects.all(), [&](const auto& object) {
           const ObjectId id = idOf(*object);
           const auto* view = std::get_if<View>(object.get());
           const bool isIndex = view && llvm::any_of(view->indexes, [&](const Index& index) {
                                  return name.equals_insensitive(index.name);
                                });
           return isIndex || (isRelation(id.kind) && name.equals_insensitive(id.name.name));
         });
}

/// The pattern that a constraint without a name is named after.
static const std::string& patternFor(const NamingConvention& naming, const Constraint& constraint) {
  if (std::holds_alternative<PrimaryKey>(constraint))
    return naming.primaryKey;
  if (std::holds_alternative<Unique>(constraint))
    return naming.unique;
  if (std::holds_alternative<ForeignKey>(constraint))
    return naming.foreignKey;
  return std::holds_alternative<Check>(constraint) ? naming.check : naming.exclude;
}

std::string freeName(const Constraint& constraint, const Table& own, NameScope scope) {
  const bool inSchema = namesTable(patternFor(scope.naming, constraint));
  return scope.naming.nameFor(constraint, own.name, [&](llvm::StringRef name) {
    return isTaken(name, own, scope, inSchema);
  });
}

std::string freeName(const Index& index, const Table& own, NameScope scope) {
  const bool inSchema = namesTable(scope.naming.index);
  return scope.naming.nameFor(index, own.name, [&](llvm::StringRef name) {
    return isTaken(name, own, scope, inSchema);
  });
}

} // namespace retort
