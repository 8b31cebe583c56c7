#include "Sema/ResolveName.h"

#include "Dialect/OpaqueKind.h"
#include "Sema/ResolveObject.h"
#include "Sema/UnknownUse.h"
#include "Support/English.h"
#include "Support/NearestName.h"
#include "Support/Quoting.h"
#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- What a path means ------------------------------------------------===//

llvm::StringRef defaultSchemaOf(const Context& ctx) {
  if (!ctx.options.defaultSchema.empty())
    return ctx.options.defaultSchema;
  return ctx.dialect.facts().defaultSchema;
}

std::string schemaOf(const Context& ctx, const ast::Name& schema) {
  return schema.text == defaultSchemaOf(ctx) ? "" : schema.text.str();
}

QualifiedName qualify(const Context& ctx, const ast::Path& path) {
  const size_t count = path.parts.size();
  std::string name = path.last().text.str();
  if (count < 2)
    return {"", std::move(name)};
  return {schemaOf(ctx, path.parts[count - 2]), std::move(name)};
}

/// True if the path names a schema that cannot be, and that was said.
static bool refuseSchema(Context& ctx, const ast::Path& path) {
  if (ctx.dialect.facts().hasSchemas || qualify(ctx, path).schema.empty())
    return false;
  const ast::Name& schema = path.parts[path.parts.size() - 2];
  ctx.report(diag::NotInDialect, schema.range, ctx.dialect.displayName(), "schemas")
      .help(("there is only `" + defaultSchemaOf(ctx) + "`, which need not be written").str());
  return true;
}

void checkNewName(Context& ctx, const ast::Name& name) {
  const DialectFacts& facts = ctx.dialect.facts();
  const bool inCharacters = facts.identifiersInCharacters;
  const size_t length = inCharacters ? countCodePoints(name.text) : name.text.size();
  if (facts.maxIdentifierLength != 0 && length > facts.maxIdentifierLength)
    ctx.report(diag::IdentifierTooLong, name.range, name.text, uint64_t(length),
               inCharacters ? "characters" : "bytes", ctx.dialect.displayName(),
               facts.maxIdentifierLength);
}

void checkNewName(Context& ctx, const ast::Path& path) {
  refuseSchema(ctx, path);
  checkNewName(ctx, path.last());
}

//===--- What is not found ------------------------------------------------===//

namespace {
/// Reports one name that was looked for in vain, with the nearest that exists.
class Missing {
public:
  Missing(Context& ctx, const ast::Name& name) : ctx_(ctx), name_(name), nearest_(name.text) {}

  void consider(llvm::StringRef candidate) { nearest_.consider(candidate); }
  llvm::StringRef nearest() const { return nearest_.found(); }

  template <typename... Args> DiagnosticBuilder report(diag::Code code, const Args&... args) {
    DiagnosticBuilder builder = ctx_.report(code, name_.range, args...);
    if (!nearest().empty())
      builder.fix(ctx_.at(name_.range), quotedName(nearest()), didYouMean(nearest()));
    if (ctx_.rawSql)
      builder.note(ctx_.rawSql, "what this raw SQL does is not known")
          .help("if it makes what is missing, say so: `as { ... }` after its text");
    return builder;
  }

private:
  Context& ctx_;
  const ast::Name& name_;
  NearestName nearest_;
};
} // namespace

/// The nearest member of a table tells more than the table itself: say where that was
/// declared, and only else where the table was.
static void noteNearest(Context& ctx, DiagnosticBuilder& builder, const Missing& missing,
                        ObjectKind kind, const QualifiedName& table) {
  if (!missing.nearest().empty() && ctx.sites->find(kind, table, missing.nearest()))
    ctx.noteSite(builder, kind, table, missing.nearest());
  else
    ctx.noteSite(builder, ObjectKind::Table, table);
}

//===--- Tables and what hangs on them ------------------------------------===//

static Unknown partOf(const Table& table, ObjectKind kind, const ast::Name& name) {
  return {{ObjectKind::Table, table.name}, kind, name.text.str()};
}

const Table* findTable(Context& ctx, const ast::Path& path) {
  const Readable found = findReadable(ctx, path);
  if (!found.view)
    return found.table;
  const ObjectId id{found.view->kind(), found.view->name};
  DiagnosticBuilder builder = ctx.report(diag::NotATable, path.range(), describe(id));
  ctx.noteSite(builder, id);
  return nullptr;
}

Readable findReadable(Context& ctx, const ast::Path& path) {
  const QualifiedName name = qualify(ctx, path);
  if (const Table* table = ctx.catalog->tables.find(name)) {
    remarkUse(ctx, {{ObjectKind::Table, name}}, path.range());
    return {table, nullptr};
  }
  if (const View* view = ctx.catalog->findView(name)) {
    remarkUse(ctx, {{view->kind(), name}}, path.range());
    return {nullptr, view};
  }
  if (refuseSchema(ctx, path))
    return {};
  Missing missing(ctx, path.last());
  for (const auto& table : ctx.catalog->tables.all())
    if (table->name.schema == name.schema)
      missing.consider(table->name.name);
  for (const View* view : ctx.catalog->all<View>())
    if (view->name.schema == name.schema)
      missing.consider(view->name.name);
  DiagnosticBuilder builder = missing.report(diag::UnknownTable, name.str());
  noteAbsence(ctx, builder, {{ObjectKind::Table, name}});
  if (!missing.nearest().empty())
    ctx.noteSite(builder, readableId(*ctx.catalog, {name.schema, missing.nearest().str()}));
  return {};
}

const Table* findOwnTable(Context& ctx, const ast::Path& path) {
  const Table* table = findTable(ctx, path);
  if (!table || !table->external)
    return table;
  DiagnosticBuilder builder = ctx.report(diag::ExternalTable, path.range(), table->name.str());
  ctx.noteSite(builder, ObjectKind::Table, table->name);
  return nullptr;
}

const Column* findColumn(Context& ctx, const Table& table, const ast::Name& name) {
  const Unknown used = partOf(table, ObjectKind::Column, name);
  if (const Column* column = table.findColumn(name.text)) {
    remarkUse(ctx, used, name.range);
    return column;
  }
  Missing missing(ctx, name);
  for (const Column& column : table.columns)
    missing.consider(column.name);
  DiagnosticBuilder builder = missing.report(diag::UnknownColumn, name.text, table.name.str());
  noteAbsence(ctx, builder, used);
  noteNearest(ctx, builder, missing, ObjectKind::Column, table.name);
  return nullptr;
}

const Constraint* findConstraint(Context& ctx, const Table& table, const ast::Name& name) {
  const Unknown used = partOf(table, ObjectKind::Constraint, name);
  if (const Constraint* constraint = table.findConstraint(name.text)) {
    remarkUse(ctx, used, name.range);
    return constraint;
  }
  Missing missing(ctx, name);
  const bool isIndex = table.findIndex(name.text);
  for (const Constraint& constraint : table.constraints)
    if (!isIndex)
      missing.consider(baseOf(constraint).name);
  DiagnosticBuilder builder = missing.report(diag::UnknownConstraint, name.text, table.name.str());
  noteAbsence(ctx, builder, used);
  if (isIndex)
    builder.help(
        ("`" + name.text + "` is an index: `drop index " + quotedName(name.text) + "`").str());
  noteNearest(ctx, builder, missing, ObjectKind::Constraint, table.name);
  return nullptr;
}

const Index* findIndex(Context& ctx, const Table& table, const ast::Name& name) {
  const Unknown used = partOf(table, ObjectKind::Index, name);
  if (const Index* index = table.findIndex(name.text)) {
    remarkUse(ctx, used, name.range);
    return index;
  }
  Missing missing(ctx, name);
  const bool isConstraint = table.findConstraint(name.text);
  for (const Index& index : table.indexes)
    if (!isConstraint)
      missing.consider(index.name);
  DiagnosticBuilder builder =
      missing.report(diag::UnknownIndex, name.text, "table " + quoted(table.name.str()));
  noteAbsence(ctx, builder, used);
  if (isConstraint)
    builder.help(("`" + name.text + "` is a constraint: `drop constraint " + quotedName(name.text) +
                  "` within `alter table`")
                     .str());
  noteNearest(ctx, builder, missing, ObjectKind::Index, table.name);
  return nullptr;
}

std::vector<std::string> findColumns(Context& ctx, const Table& table, ast::Names names,
                                     llvm::StringRef what) {
  std::vector<std::string> columns;
  for (const ast::Name& name : names) {
    if (!findColumn(ctx, table, name))
      continue;
    if (llvm::is_contained(columns, name.text))
      ctx.report(diag::DuplicateKeyColumn, name.range, name.text, what);
    else
      columns.push_back(name.text.str());
  }
  return columns;
}

//===--- Other objects ----------------------------------------------------===//

std::vector<ObjectId> findAll(Context& ctx, const ast::Path& path) {
  const QualifiedName name = qualify(ctx, path);
  std::vector<ObjectId> found, others;
  auto consider = [&](const ObjectId& id) {
    if (id.name == name)
      found.push_back({id.kind, id.name});
    else if (id.name.schema == name.schema)
      others.push_back(id);
  };
  for (const auto& table : ctx.catalog->tables.all())
    consider({ObjectKind::Table, table->name});
  for (const auto& object : ctx.catalog->objects.all())
    consider(idOf(*object));
  if (!found.empty() || refuseSchema(ctx, path))
    return found;
  Missing missing(ctx, path.last());
  for (const ObjectId& id : others)
    missing.consider(id.name.name);
  missing.report(diag::UnknownObject, "object", name.str());
  return found;
}

const SchemaObject* findObject(Context& ctx, ObjectKind kind, const ast::Path& path) {
  const QualifiedName name = qualify(ctx, path);
  if (const SchemaObject* object = ctx.catalog->objects.find({kind, name})) {
    remarkUse(ctx, {{kind, name}}, path.range());
    return object;
  }
  if (refuseSchema(ctx, path))
    return nullptr;
  Missing missing(ctx, path.last());
  std::vector<ObjectId> candidates;
  for (const auto& object : ctx.catalog->objects.all())
    if (const ObjectId id = idOf(*object); id.kind == kind && id.name.schema == name.schema)
      candidates.push_back(id);
  for (const ObjectId& id : candidates)
    missing.consider(id.name.name);
  DiagnosticBuilder builder = missing.report(diag::UnknownObject, spelling(kind), name.str());
  noteAbsence(ctx, builder, {{kind, name}});
  if (!missing.nearest().empty())
    ctx.noteSite(builder, kind, {name.schema, missing.nearest().str()});
  return nullptr;
}

/// All that may be meant: without arguments, functions of any.
static std::vector<const SchemaObject*>
candidatesFor(const Context& ctx, const ast::ObjectRef& object, const std::string& signature) {
  QualifiedName name = qualify(ctx, object.name);
  const QualifiedName on = object.on ? qualify(ctx, object.on) : QualifiedName();
  if (object.on)
    name.schema = on.schema;
  std::vector<const SchemaObject*> found;
  for (const auto& each : ctx.catalog->objects.all()) {
    const ObjectId id = idOf(*each);
    if (id.kind == object.kind && id.name == name && (!object.on || id.on == on.name) &&
        (!object.hasSignature || id.signature == signature))
      found.push_back(each.get());
  }
  return found;
}

const SchemaObject* findObject(Context& ctx, const ast::ObjectRef& object) {
  if (isNamedAlone(object.kind))
    return findObject(ctx, object.kind, object.name);
  std::optional<std::vector<Type>> signature;
  if (const Readable on = object.on ? findReadable(ctx, object.on) : Readable();
      object.on && !on.table && !on.view)
    return nullptr;
  if (object.hasSignature && !(signature = resolveSignature(ctx, object.signature)))
    return nullptr;
  const std::string types = signature ? spelling(*signature) : "";
  const std::vector<const SchemaObject*> found = candidatesFor(ctx, object, types);
  if (found.size() == 1) {
    remarkUse(ctx, {idOf(*found.front())}, object.name.range());
    return found.front();
  }
  if (found.size() > 1) {
    DiagnosticBuilder builder = ctx.report(diag::AmbiguousObject, object.name.range(),
                                           pluralOf(object.kind), qualify(ctx, object.name).str());
    builder.help("say which: `" + spelling(idOf(*found.front())) + "`");
    return nullptr;
  }
  std::vector<ObjectId> others;
  for (const auto& each : ctx.catalog->objects.all())
    if (ObjectId id = idOf(*each);
        id.kind == object.kind && id.name.name != object.name.last().text)
      others.push_back(std::move(id));
  Missing missing(ctx, object.name.last());
  for (const ObjectId& id : others)
    missing.consider(id.name.name);
  missing.report(diag::UnknownObject, spelling(object.kind),
                 qualify(ctx, object.name).str() + types);
  return nullptr;
}

bool hasObject(const Context& ctx, const ast::ObjectRef& object) {
  if (isNamedAlone(object.kind))
    return contains(*ctx.catalog, {object.kind, qualify(ctx, object.name)});
  Context quiet = ctx;
  auto types = resolveSignature(quiet, object.signature);
  return !candidatesFor(ctx, object, types ? spelling(*types) : "").empty();
}

} // namespace retort
