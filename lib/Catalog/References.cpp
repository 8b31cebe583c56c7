#include "Catalog/References.h"

#include "Catalog/QueryWalk.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::string describe(const ObjectUse& use) {
  if (!use.isPart())
    return describe(use.user);
  if (use.part.empty())
    return "an unnamed constraint of " + describe(use.user);
  return spelling(use.partKind).str() + " `" + use.part + "` of " + describe(use.user);
}

//===--- The walk ---------------------------------------------------------===//

namespace {

/// Shows `visit` every name: what it names, the name itself, and the part of the table
/// that says it. A walk over values that are not const may change the names.
template <typename Visit> class NameWalk {
public:
  explicit NameWalk(Visit visit) : visit_(visit) {}

  template <typename T> void walkTable(T& table);
  template <typename T> void walkObject(T& object) {
    std::visit([&](auto& it) { walk(it); }, object);
  }

private:
  template <typename N> void name(ObjectKind kind, N& name) { visit_(kind, name, part_, text_); }

  template <typename T> void type(T& type) {
    if (type.kind == TypeKind::Enum)
      name(ObjectKind::Enum, type.name);
    else if (type.kind == TypeKind::Domain)
      name(ObjectKind::Domain, type.name);
  }

  template <typename E> void nameIn(ObjectKind kind, E& expr) {
    QualifiedName said{expr.qualifier, expr.text};
    name(kind, said);
    if constexpr (!std::is_const_v<E>)
      std::tie(expr.qualifier, expr.text) = std::tie(said.schema, said.name);
  }

  /// What the expression itself says, without its parts.
  template <typename E> void own(E& expr) {
    type(expr.type);
    if (expr.kind == ExprKind::Sequence)
      nameIn(ObjectKind::Sequence, expr);
    else if (expr.kind == ExprKind::Call && expr.declared)
      nameIn(ObjectKind::Function, expr);
  }
  template <typename E> void expr(E& expr) {
    own(expr);
    for (auto& operand : expr.operands)
      this->expr(operand);
  }

  struct InQuery final : QueryWalk {
    explicit InQuery(NameWalk& names) : names(names) {}
    void visit(FromTable& from) override { names.name(ObjectKind::Table, from.table); }
    void visitAny(Expr& expr) override { names.own(expr); }
    NameWalk& names;
  };
  /// A query is never changed in place: others may share it.
  template <typename Q> void query(Q& ref) {
    if (!ref)
      return;
    Query copy = *ref;
    InQuery(*this).in(copy);
    if constexpr (!std::is_const_v<Q>)
      if (copy != *ref)
        ref = QueryRef(std::move(copy));
  }
  template <typename O> void maybe(O& optional) {
    if (optional)
      expr(*optional);
  }
  template <typename P> void parts(P& parts) {
    for (auto& part : parts)
      expr(part.value);
  }

  template <typename P> void partition(P& partition) {
    name(ObjectKind::Table, partition.table);
    for (auto* values : {&partition.bound.from, &partition.bound.to})
      for (auto& it : *values)
        maybe(it.value);
  }
  template <typename C> void column(C& column);
  template <typename C> void constraint(C& constraint);
  template <typename I> void index(I& index) {
    parts(index.parts);
    maybe(index.where);
  }

  // What a kind of object says. Const or not, so templates; `requires` tells them apart.
  template <typename O> void walk(O& object) {
    using Object = std::remove_const_t<O>;
    if constexpr (std::is_same_v<Object, Domain>) {
      type(object.type);
      maybe(object.defaultValue);
      for (auto& check : object.checks)
        expr(check.condition);
    } else if constexpr (std::is_same_v<Object, Sequence>) {
      if (object.owner)
        name(ObjectKind::Table, object.owner.table);
    } else if constexpr (std::is_same_v<Object, View>) {
      for (auto& column : object.columns)
        type(column.type);
      query(object.query);
      for (auto& use : object.uses)
        name(use.kind, use.name);
      for (auto& each : object.indexes)
        index(each);
    } else if constexpr (std::is_same_v<Object, Opaque>) {
      if (object.signature)
        for (auto& argument : *object.signature)
          type(argument);
      if (object.returns)
        type(*object.returns);
      if (!object.table.name.empty())
        name(ObjectKind::Table, object.table);
      for (auto& use : object.uses)
        name(use.kind, use.name);
    } else if constexpr (std::is_same_v<Object, Trigger>) {
      name(ObjectKind::Table, object.table);
      maybe(object.when);
      for (auto& use : object.uses)
        name(use.kind, use.name);
    } else {
      static_assert(std::is_same_v<Object, Schema> || std::is_same_v<Object, Extension> ||
                        std::is_same_v<Object, Enum>,
                    "say what names the new kind holds");
    }
  }

  Visit visit_;
  ObjectKind part_ = ObjectKind::Table;
  llvm::StringRef text_;
};

template <typename Visit> template <typename C> void NameWalk<Visit>::column(C& column) {
  type(column.type);
  for (auto& [dialect, other] : column.typeFor)
    type(other);
  maybe(column.defaultValue);
  for (auto& [dialect, other] : column.defaultFor)
    expr(other);
  if (column.generated)
    expr(column.generated->value);
  maybe(column.onUpdate);
}

template <typename Visit> template <typename C> void NameWalk<Visit>::constraint(C& constraint) {
  if (auto* key = std::get_if<ForeignKey>(&constraint)) {
    name(ObjectKind::Table, key->referredTable);
  } else if (auto* check = std::get_if<Check>(&constraint)) {
    expr(check->condition);
  } else if (auto* exclude = std::get_if<Exclude>(&constraint)) {
    parts(exclude->parts);
    maybe(exclude->where);
  }
}

template <typename Visit> template <typename T> void NameWalk<Visit>::walkTable(T& table) {
  auto at = [&](ObjectKind kind, const std::string& name) {
    part_ = kind;
    text_ = name;
  };
  if (table.partitionOf)
    partition(*table.partitionOf);
  if (table.partitionBy)
    parts(table.partitionBy->parts);
  for (auto& each : table.columns) {
    at(ObjectKind::Column, each.name);
    column(each);
  }
  for (auto& each : table.constraints) {
    at(ObjectKind::Constraint, baseOf(each).name);
    constraint(each);
  }
  for (auto& each : table.indexes) {
    at(ObjectKind::Index, each.name);
    index(each);
  }
}

} // namespace

//===--- What uses what ---------------------------------------------------===//

static bool names(ObjectKind kind, const QualifiedName& name, const ObjectId& id) {
  if (id.kind == ObjectKind::Schema)
    return !name.schema.empty() && name.schema == id.name.name;
  // A query does not say whether it reads a table or a view.
  const bool isSameKind = kind == id.kind || (kind == ObjectKind::Table && isReadable(id.kind));
  return name == id.name && isSameKind;
}

std::vector<ObjectUse> usesOf(const Catalog& catalog, const ObjectId& id) {
  std::vector<ObjectUse> uses;
  auto add = [&](ObjectUse use) {
    if (uses.empty() || uses.back() != use)
      uses.push_back(std::move(use));
  };
  for (const auto& table : catalog.tables.all()) {
    const ObjectId user{ObjectKind::Table, table->name};
    if (id.kind == ObjectKind::Schema) {
      if (table->name.schema == id.name.name)
        add({user, {}, ""});
      continue;
    }
    NameWalk walk(
        [&](ObjectKind kind, const QualifiedName& name, ObjectKind part, llvm::StringRef text) {
          if (names(kind, name, id))
            add({user, part, text.str()});
        });
    walk.walkTable(*table);
  }
  for (const auto& object : catalog.objects.all()) {
    const ObjectId user = idOf(*object);
    if (user == id)
      continue;
    if (id.kind == ObjectKind::Schema) {
      const auto* extension = std::get_if<Extension>(object.get());
      if (user.name.schema == id.name.name || (extension && extension->schema == id.name.name))
        add({user, user.kind, ""});
      continue;
    }
    NameWalk walk([&](ObjectKind kind, const QualifiedName& name, ObjectKind, llvm::StringRef) {
      if (names(kind, name, id))
        add({user, user.kind, ""});
    });
    walk.walkObject(*object);
  }
  return uses;
}

static void addSchema(const std::string& schema, std::vector<ObjectId>& needs) {
  if (!schema.empty())
    needs.push_back({ObjectKind::Schema, {"", schema}});
}

/// All that is called so: a name alone does not tell functions of other arguments apart.
static void addNamed(const Catalog& catalog, ObjectKind kind, const QualifiedName& name,
                     std::vector<ObjectId>& needs) {
  const size_t count = needs.size();
  for (const auto& object : catalog.objects.all())
    if (ObjectId id = idOf(*object); id.kind == kind && id.name == name)
      needs.push_back(std::move(id));
  if (needs.size() == count)
    needs.push_back({kind, name});
}

std::vector<ObjectId> needsOf(const SchemaObject& object, const Catalog& catalog) {
  std::vector<ObjectId> needs;
  addSchema(idOf(object).name.schema, needs);
  if (const auto* extension = std::get_if<Extension>(&object))
    addSchema(extension->schema, needs);
  NameWalk walk([&](ObjectKind kind, const QualifiedName& name, ObjectKind, llvm::StringRef) {
    if (kind == ObjectKind::Table)
      needs.push_back(readableId(catalog, name));
    else if (isNamedAlone(kind))
      needs.push_back({kind, name});
    else
      addNamed(catalog, kind, name, needs);
  });
  walk.walkObject(object);
  return needs;
}

std::vector<ObjectId> needsOf(const Table& table, const Catalog& catalog) {
  std::vector<ObjectId> needs;
  addSchema(table.name.schema, needs);
  NameWalk walk([&](ObjectKind kind, const QualifiedName& name, ObjectKind, llvm::StringRef) {
    if (!isNamedAlone(kind))
      addNamed(catalog, kind, name, needs);
    else if (kind != ObjectKind::Table)
      needs.push_back({kind, name});
  });
  walk.walkTable(table);
  return needs;
}

/// A rule says its table within its text.
static bool isRuleOn(const SchemaObject& object, const ObjectId& id) {
  const auto* opaque = std::get_if<Opaque>(&object);
  return opaque && opaque->kind == ObjectKind::Rule && isReadable(id.kind) &&
         opaque->table == id.name;
}

/// A function says the types of its arguments within its text.
static bool takesType(const SchemaObject& object, const ObjectId& id) {
  const auto* opaque = std::get_if<Opaque>(&object);
  return opaque && opaque->signature && llvm::any_of(*opaque->signature, [&](const Type& type) {
    return (type.kind == TypeKind::Enum && id == ObjectId{ObjectKind::Enum, type.name}) ||
           (type.kind == TypeKind::Domain && id == ObjectId{ObjectKind::Domain, type.name});
  });
}

std::vector<ObjectId> textsNaming(const Catalog& catalog, const ObjectId& id) {
  std::vector<ObjectId> texts;
  for (const auto& object : catalog.objects.all()) {
    const std::vector<ObjectId>* uses = usesSaidBy(*object);
    if ((uses && llvm::is_contained(*uses, ObjectId{id.kind, id.name})) || isRuleOn(*object, id) ||
        takesType(*object, id))
      texts.push_back(idOf(*object));
  }
  return texts;
}

/// The views that a view reads.
static std::vector<const View*> viewsIn(const View& view, const Catalog& catalog) {
  std::vector<const View*> read;
  for (const ObjectId& need : needsOf(view, catalog))
    if (const View* other = isReadable(need.kind) ? catalog.findView(need.name) : nullptr)
      read.push_back(other);
  return read;
}

std::vector<const View*> changedViews(const Catalog& before, const Catalog& after,
                                      bool withReaders) {
  std::vector<const View*> seen, changed;
  auto visit = [&](const auto& self, const View& view) -> void {
    if (llvm::is_contained(seen, &view))
      return;
    seen.push_back(&view);
    bool isReader = false;
    for (const View* read : viewsIn(view, after)) {
      self(self, *read);
      isReader |= llvm::is_contained(changed, read);
    }
    const View* old = before.findView(view.name);
    if (old && (old->query != view.query || (withReaders && isReader)))
      changed.push_back(&view);
  };
  for (const View* view : after.all<View>())
    visit(visit, *view);
  return changed;
}

//===--- Renames ----------------------------------------------------------===//

namespace {
/// One object, or all of a schema, getting another name.
struct NameChange {
  const ObjectId& id;
  const QualifiedName& to;

  bool operator()(ObjectKind kind, QualifiedName& name) const {
    if (!names(kind, name, id))
      return false;
    if (id.kind == ObjectKind::Schema)
      name.schema = to.name;
    else
      name = to;
    return true;
  }
};
} // namespace

/// Does the table say the name anywhere, as its own name or in a part?
static bool isTouched(const Table& table, const ObjectId& id) {
  bool touched = names(ObjectKind::Table, table.name, id);
  NameWalk walk([&](ObjectKind kind, const QualifiedName& name, ObjectKind, llvm::StringRef) {
    touched |= names(kind, name, id);
  });
  walk.walkTable(table);
  return touched || (id.kind == ObjectKind::Schema && llvm::any_of(table.columns, [&](auto& it) {
                       return it.identity && it.identity->sequence.schema == id.name.name;
                     }));
}

static void change(Table& table, const NameChange& change) {
  change(ObjectKind::Table, table.name);
  for (Column& column : table.columns)
    if (column.identity)
      change(ObjectKind::Sequence, column.identity->sequence);
  NameWalk walk([&](ObjectKind kind, QualifiedName& name, ObjectKind, llvm::StringRef) {
    change(kind, name);
  });
  walk.walkTable(table);
}

/// What hangs on a table stands in its schema.
static void standWithTable(SchemaObject& object) {
  if (auto* trigger = std::get_if<Trigger>(&object))
    trigger->name.schema = trigger->table.schema;
  else if (auto* opaque = std::get_if<Opaque>(&object); opaque && !opaque->table.name.empty())
    opaque->name.schema = opaque->table.schema;
}

static void change(SchemaObject& object, const NameChange& change) {
  ObjectId own = idOf(object);
  if (own == change.id)
    rename(object, change.to);
  else if (change.id.kind == ObjectKind::Schema && change(own.kind, own.name))
    rename(object, own.name);
  if (auto* extension = std::get_if<Extension>(&object);
      extension && change.id.kind == ObjectKind::Schema && extension->schema == change.id.name.name)
    extension->schema = change.to.name;
  NameWalk walk([&](ObjectKind kind, QualifiedName& name, ObjectKind, llvm::StringRef) {
    change(kind, name);
  });
  walk.walkObject(object);
  standWithTable(object);
}

bool sharesName(const Catalog& catalog, const ObjectId& id) {
  return !isNamedAlone(id.kind) && llvm::any_of(catalog.objects.all(), [&](const auto& object) {
    const ObjectId other = idOf(*object);
    return other.kind == id.kind && other.name == id.name && other != id;
  });
}

/// The sequence of a column's own stands in the schema of its table.
static void moveSequences(Table& table, const std::string& from) {
  for (Column& column : table.columns)
    if (column.identity && !column.identity->sequence.name.empty() &&
        column.identity->sequence.schema == from)
      column.identity->sequence.schema = table.name.schema;
}

void renameObject(Catalog& catalog, const ObjectId& id, const QualifiedName& to) {
  renameIn(catalog.unknown, id, to);
  if (sharesName(catalog, id)) { // whoever says the name means another one
    SchemaObject object = *catalog.objects.find(id);
    catalog.objects.erase(id);
    rename(object, to);
    catalog.objects.put(std::move(object));
    return;
  }
  const NameChange renaming{id, to};
  std::vector<Table> tables;
  for (const auto& table : catalog.tables.all())
    if (isTouched(*table, id))
      tables.push_back(*table);
  for (const Table& table : tables)
    catalog.tables.erase(table.name);
  for (Table& table : tables) {
    const bool isMoved = id == ObjectId{ObjectKind::Table, table.name};
    change(table, renaming);
    if (isMoved)
      moveSequences(table, id.name.schema);
    catalog.tables.put(std::move(table));
  }
  std::vector<SchemaObject> objects;
  for (const auto& object : catalog.objects.all()) {
    SchemaObject changed = *object;
    change(changed, renaming);
    if (changed != *object)
      objects.push_back(*object);
  }
  for (const SchemaObject& object : objects)
    catalog.objects.erase(idOf(object));
  for (SchemaObject& object : objects) {
    change(object, renaming);
    catalog.objects.put(std::move(object));
  }
}

} // namespace retort
