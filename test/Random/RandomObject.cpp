#include "Catalog/EnumValues.h"
#include "Catalog/References.h"
#include "Operation/AlterEnum.h"
#include "Random/RandomCatalog.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Whole objects ----------------------------------------------------===//

Schema RandomCatalog::schema(const Catalog& catalog) {
  return {{"", freshObject(catalog)}, random_.chance(30) ? comment() : ""};
}

Extension RandomCatalog::extension(const Catalog& catalog) {
  const Palette::ExtensionWords& words = random_.pick(palette_.extensions);
  Extension extension;
  extension.name.name = words.name.empty() ? freshObject(catalog) : words.name;
  if (random_.chance(30))
    extension.schema = someSchema();
  if (random_.chance(50))
    extension.members.push_back({"type", words.type});
  extension.version = random_.pick(words.versions);
  return extension;
}

Enum RandomCatalog::enumType(const Catalog& catalog) {
  static constexpr llvm::StringLiteral values[] = {"active", "in-active", "it's", "größe", "a b"};
  Enum type;
  type.name = freshQualified(catalog);
  size_t first = random_.below(3);
  for (size_t i = 0, count = random_.between(1, 3); i < count; ++i)
    type.values.push_back(values[first + i].str());
  if (random_.chance(20))
    type.comment = comment();
  return type;
}

Check RandomCatalog::domainCheck(const Domain& domain, const Catalog& catalog) {
  Column value;
  value.name = Domain::valueName.str();
  value.type = domain.type;
  Check check;
  check.condition = RandomExpr(random_, catalog, {&value}).condition(1);
  check.name = freshName([&](llvm::StringRef name) { return domain.findCheck(name); });
  if (random_.chance(20))
    check.comment = comment();
  return check;
}

Domain RandomCatalog::domain(const Catalog& catalog) {
  Domain domain;
  domain.name = freshQualified(catalog);
  const std::vector<const Domain*> others = catalog.all<Domain>();
  if (!others.empty() && random_.chance(50)) {
    domain.type = Type::of(TypeKind::Domain);
    domain.type.name = random_.pick(others)->name;
  } else {
    domain.type = random_.chance(50) ? textType() : Type::of(TypeKind::Int);
  }
  if (domain.type.isText() && random_.chance(20))
    domain.collation = random_.pick(palette_.collations);
  for (size_t i = random_.between(1, 4); i > 0; --i)
    change(domain, catalog);
  return domain;
}

Sequence RandomCatalog::sequence(const Catalog& catalog) {
  Sequence sequence;
  sequence.name = freshQualified(catalog);
  change(sequence, catalog);
  return sequence;
}

SchemaObject RandomCatalog::object(const Catalog& catalog) {
  SchemaObject made = bareObject(catalog);
  if (random_.chance(15))
    changeGrants(made);
  return made;
}

SchemaObject RandomCatalog::bareObject(const Catalog& catalog) {
  if (random_.chance(20))
    if (std::optional<View> made = view(catalog))
      return std::move(*made);
  if (random_.chance(25))
    if (std::optional<Opaque> made = opaque(catalog))
      return std::move(*made);
  if (random_.chance(10))
    if (std::optional<Trigger> made = trigger(catalog))
      return std::move(*made);
  switch (random_.below(8)) {
  case 0:
    return schema(catalog);
  case 1:
    return extension(catalog);
  case 2:
  case 3:
    return enumType(catalog);
  case 4:
  case 5:
    return domain(catalog);
  default:
    return sequence(catalog);
  }
}

//===--- Privileges -------------------------------------------------------===//

namespace {
/// What may be granted on a kind of objects on PostgreSQL.
struct PrivilegeRow {
  ObjectKind kind;
  llvm::StringLiteral privilege;
  bool isEverybodys;
};
} // namespace

static constexpr PrivilegeRow privilegeRows[] = {{ObjectKind::Schema, "usage", false},
                                                 {ObjectKind::Schema, "create", false},
                                                 {ObjectKind::Sequence, "usage", false},
                                                 {ObjectKind::Sequence, "update", false},
                                                 {ObjectKind::View, "select", false},
                                                 {ObjectKind::View, "insert", false},
                                                 {ObjectKind::MaterializedView, "select", false},
                                                 {ObjectKind::Enum, "usage", true},
                                                 {ObjectKind::Domain, "usage", true},
                                                 {ObjectKind::Type, "usage", true},
                                                 {ObjectKind::Function, "execute", true},
                                                 {ObjectKind::Procedure, "execute", true},
                                                 {ObjectKind::Aggregate, "execute", true}};

/// One more, or one less. False for what has no privileges.
bool RandomCatalog::changeGrants(SchemaObject& object) {
  static constexpr llvm::StringLiteral roles[] = {"public", "reader", "Some one"};
  std::vector<const PrivilegeRow*> rows;
  for (const PrivilegeRow& row : privilegeRows)
    if (row.kind == idOf(object).kind)
      rows.push_back(&row);
  if (rows.empty())
    return false;
  const PrivilegeRow& row = *random_.pick(rows);
  Grant grant{random_.pick(roles).str(), row.privilege.str()};
  grant.withheld = row.isEverybodys && grant.role == publicRole && palette_.isEverybodys(row.kind);
  Grants grants = *grantsOf(object);
  if (!grants.insert(grant).second)
    grants.erase(grant);
  setGrants(object, std::move(grants));
  return true;
}

//===--- Changes ----------------------------------------------------------===//

/// To its next version, or back to none: whichever it has.
void RandomCatalog::change(Extension& extension) {
  for (const Palette::ExtensionWords& words : palette_.extensions) {
    if (!words.name.empty() && words.name != extension.name.name)
      continue;
    auto known = llvm::find(words.versions, extension.version);
    const bool isLast = known == words.versions.end() || std::next(known) == words.versions.end();
    extension.version = isLast ? "" : *std::next(known);
  }
}

/// Another size of the same kind, which every engine converts by itself.
static std::optional<Type> otherSize(Type type) {
  if (type.isArray())
    return std::nullopt;
  if (type.kind == TypeKind::Int || type.kind == TypeKind::BigInt)
    type.kind = type.kind == TypeKind::Int ? TypeKind::BigInt : TypeKind::Int;
  else if (type.kind == TypeKind::String && type.length)
    type.length = *type.length < 100 ? *type.length + 20 : *type.length - 20;
  else
    return std::nullopt;
  return type;
}

/// Is nothing made of the domain but columns that nothing reads?
static bool isRetypable(const Domain& domain, const Catalog& catalog) {
  for (const Domain* other : catalog.all<Domain>())
    if (other->name != domain.name && isMadeOf(catalog, other->type, domain.name))
      return false;
  return llvm::all_of(columnsMadeOf(catalog, domain.name), [&](const ColumnUse& use) {
    const bool isComputedFrom = llvm::any_of(use.table->columns, [&](const Column& column) {
      return column.generated &&
             llvm::is_contained(columnsIn(column.generated->value), use.column->name);
    });
    const bool divides = use.table->partitionBy &&
                         llvm::is_contained(columnsOf(*use.table->partitionBy), use.column->name);
    return !use.column->generated && !use.column->type.isArray() && !isComputedFrom && !divides &&
           objectsThatMayUse(catalog, use.table->name, use.column->name).empty();
  });
}

void RandomCatalog::change(Domain& domain, const Catalog& catalog) {
  switch (random_.below(5)) {
  case 0:
    domain.notNull = !domain.notNull;
    return;
  case 1:
    domain.defaultValue =
        domain.defaultValue ? std::nullopt : RandomExpr(random_, catalog, {}).literal(domain.type);
    return;
  case 2:
    domain.comment = domain.comment.empty() ? comment() : "";
    return;
  case 3:
    if (std::optional<Type> type = otherSize(domain.type); type && isRetypable(domain, catalog))
      domain.type = std::move(*type);
    return;
  default:
    if (!domain.checks.empty() && random_.chance(50))
      domain.checks.pop_back();
    else
      domain.checks.push_back(domainCheck(domain, catalog));
  }
}

/// A column of a table of one's own, in the schema.
SequenceOwner RandomCatalog::owner(const Catalog& catalog, const std::string& schema) {
  for (const auto& table : catalog.tables.all())
    if (!table->external && table->name.schema == schema && random_.chance(60))
      return {table->name, random_.pick(table->columns).name};
  return {};
}

void RandomCatalog::change(Sequence& sequence, const Catalog& catalog) {
  static constexpr TypeKind kinds[] = {TypeKind::SmallInt, TypeKind::Int, TypeKind::BigInt};
  sequence.options.clear();
  if (random_.chance(50))
    sequence.options = {{"start", "10"}, {"increment", "5"}};
  if (random_.chance(20))
    sequence.options["cycle"] = "";
  if (random_.chance(30))
    sequence.type = Type::of(random_.pick(kinds));
  if (random_.chance(30))
    sequence.comment = sequence.comment.empty() ? comment() : "";
  if (random_.chance(50))
    sequence.owner = owner(catalog, sequence.name.schema);
}

void RandomCatalog::giveOwners(Catalog& catalog) {
  std::vector<Sequence> sequences;
  for (const Sequence* sequence : catalog.all<Sequence>())
    sequences.push_back(*sequence);
  for (Sequence& sequence : sequences)
    if (random_.chance(50)) {
      sequence.owner = owner(catalog, sequence.name.schema);
      Catalog others = catalog;
      others.objects.erase(idOf(sequence));
      if (palette_.accepts(op::CreateObject{sequence}, others))
        catalog.objects.put(std::move(sequence));
    }
}

bool RandomCatalog::ownsSequence(const Catalog& catalog, const QualifiedName& table,
                                 llvm::StringRef column) {
  return llvm::any_of(catalog.all<Sequence>(), [&](const Sequence* sequence) {
    return sequence->owner && sequence->owner.table == table &&
           (column.empty() || sequence->owner.column == column);
  });
}

//===--- Operations -------------------------------------------------------===//

std::optional<Operation> RandomCatalog::moved(const ObjectId& id) {
  if (palette_.schemas.empty())
    return std::nullopt;
  return op::MoveObject{id, id.name.schema.empty() ? someSchema() : "", "public"};
}

/// An extension stands in none, a sequence in that of its owner, a trigger in that of its table.
static bool isMovable(const SchemaObject& object) {
  const auto* sequence = std::get_if<Sequence>(&object);
  return !std::holds_alternative<Schema>(object) && !std::holds_alternative<Extension>(object) &&
         idOf(object).on.empty() && idOf(object).kind != ObjectKind::Operator &&
         !(sequence && sequence->owner);
}

/// Before one of the others, or last; not where the value stands already.
std::optional<std::string> RandomCatalog::placeOtherThan(const std::vector<std::string>& values,
                                                         const std::string& value) {
  const size_t own = llvm::find(values, value) - values.begin();
  size_t place = random_.below(values.size() - 1); // before this one; those at and behind its own
  place += place < own ? 0 : 2;                    // are counted without the two that change nothing
  return place < values.size() ? std::optional(values[place]) : std::nullopt;
}

/// A few values come, go, move and get other names.
std::optional<Operation> RandomCatalog::alterEnum(const Catalog& catalog, const Enum& type) {
  static constexpr llvm::StringLiteral names[] = {"new", "it's new", "neu", "größer", "x y"};
  op::AlterEnum alter{type.name, {}};
  Catalog scratch = catalog;
  for (size_t i = random_.between(1, 3); i > 0; --i) {
    const std::vector<std::string> values = scratch.find<Enum>(type.name)->values;
    const std::string& picked = random_.pick(values);
    std::string fresh = random_.pick(names).str();
    const bool isFresh = !llvm::is_contained(values, fresh);
    op::EnumAction action;
    if (random_.chance(25) && values.size() > 1)
      action = op::MoveEnumValue{picked, placeOtherThan(values, picked)};
    else if (random_.chance(35) && isFresh)
      action = op::AddEnumValue{fresh, random_.chance(50) ? std::optional(picked) : std::nullopt};
    else if (random_.chance(50) && isFresh)
      action = op::RenameEnumValue{picked, fresh};
    else if (values.size() > 1 && usesOfEnumValue(scratch, type.name, picked).empty())
      action = op::DropEnumValue{picked, random_.chance(50) && values.front() != picked
                                             ? std::optional(values.front())
                                             : std::nullopt};
    else
      continue;
    apply(action, type.name, scratch);
    alter.actions.push_back(std::move(action));
  }
  return alter.actions.empty() ? std::nullopt : std::optional<Operation>(std::move(alter));
}

std::optional<Operation> RandomCatalog::objectOperation(const Catalog& catalog) {
  static constexpr size_t maxObjects = 8;
  size_t draw = random_.below(100);
  if ((draw < 30 && catalog.objects.size() < maxObjects) || catalog.objects.empty())
    return op::CreateObject{object(catalog)};
  // Where an engine has many kinds of objects, one of them is seldom picked; values have many ways.
  if (const std::vector<const Enum*> enums = catalog.all<Enum>();
      draw >= 45 && !enums.empty() && random_.chance(50))
    return alterEnum(catalog, *random_.pick(enums));
  std::vector<const SchemaObject*> objects;
  for (const auto& object : catalog.objects.all())
    objects.push_back(object.get());
  const SchemaObject& picked = *random_.pick(objects);
  const ObjectId id = idOf(picked);
  if (draw < 45)
    return usesOf(catalog, id).empty() ? std::optional<Operation>(op::DropObject{id})
                                       : std::nullopt;
  // A text that says the name would be left behind.
  const bool isFollowed = textsNaming(catalog, id).empty();
  if (draw < 60 && isFollowed)
    return op::RenameObject{id, freshNameOf(picked, catalog)};
  if (draw < 75 && isMovable(picked) && isFollowed)
    return moved(id);
  if (draw < 95 && id.kind == ObjectKind::Sequence)
    return op::RestartSequence{id.name,
                               random_.chance(50) ? std::optional<std::string>("7") : std::nullopt};
  if (const auto* type = std::get_if<Enum>(&picked); type && random_.chance(80))
    return alterEnum(catalog, *type);
  SchemaObject to = picked;
  if (random_.chance(15) && changeGrants(to))
    return op::AlterObject{std::move(to)};
  // Some have nothing that could be changed, and all that is drawn is what was there.
  for (size_t tries = 0; to == picked; ++tries) {
    if (tries == 20)
      return std::nullopt;
    std::visit(Overloaded{
                   [&](Schema& it) { it.comment = it.comment.empty() ? comment() : ""; },
                   [&](Extension& it) { change(it); },
                   [&](Enum& it) { it.comment = it.comment.empty() ? comment() : ""; },
                   [&](Domain& it) { change(it, catalog); },
                   [&](Sequence& it) { change(it, catalog); },
                   [&](View& it) { change(it, catalog); },
                   [&](Opaque& it) { change(it); },
                   [&](Trigger& it) { change(it); },
               },
               to);
  }
  return op::AlterObject{std::move(to)};
}

} // namespace retort
