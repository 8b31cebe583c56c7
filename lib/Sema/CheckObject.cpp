#include "Sema/CheckObject.h"

#include "Sema/CheckView.h"
#include "Sema/Naming.h"
#include "Sema/ResolveName.h"
#include "Sema/TableAlteration.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Create -----------------------------------------------------------===//

/// Why the one cannot become the other; empty if it can.
static std::string obstacleBetween(const SchemaObject& from, const SchemaObject& to) {
  if (const auto* type = std::get_if<Enum>(&from))
    return type->values == std::get<Enum>(to).values ? "" : "`alter enum` changes its values";
  if (const auto* domain = std::get_if<Domain>(&from)) {
    const Domain& other = std::get<Domain>(to);
    if (domain->type != other.type)
      return "`alter domain ... type` changes it";
    if (domain->collation != other.collation)
      return "a domain keeps its collation";
  }
  if (const auto* extension = std::get_if<Extension>(&from))
    if (extension->schema != std::get<Extension>(to).schema)
      return "`alter extension ... set schema` moves it";
  return "";
}

static void replaceObject(Context& ctx, const SchemaObject& existing, SchemaObject object,
                          SourceRange nameRange, SourceRange range) {
  const std::string obstacle = obstacleBetween(existing, object);
  if (const auto* view = std::get_if<View>(&existing);
      view && !checkReplacedView(ctx, *view, std::get<View>(object), nameRange))
    return;
  if (obstacle.empty())
    return alterObject(ctx, std::move(object), range);
  const ObjectId id = idOf(existing);
  DiagnosticBuilder builder = ctx.report(diag::CannotReplace, nameRange, describe(id));
  builder.help(obstacle);
  ctx.noteSite(builder, id);
}

/// What stands beside a declaration stays when it is made again: the indexes of a view, who may
/// use it, and its comment unless it says one.
static void keepBeside(const SchemaObject& existing, SchemaObject& object) {
  if (auto* view = std::get_if<View>(&object))
    view->indexes = std::get<View>(existing).indexes;
  if (const Grants* grants = grantsOf(existing))
    setGrants(object, *grants);
  if (commentOf(object).empty())
    setComment(object, commentOf(existing));
}

void checkCreateObject(Context& ctx, const CreateEntry& entry, SchemaObject object,
                       SourceRange nameRange) {
  const ObjectId id = idOf(object);
  if (const SchemaObject* existing = ctx.catalog->objects.find(id)) {
    keepBeside(*existing, object);
    if (entry.orReplace)
      return replaceObject(ctx, *existing, std::move(object), nameRange, entry.range);
    if (entry.ifNotExists && *existing == object)
      return;
    DiagnosticBuilder builder =
        entry.ifNotExists
            ? ctx.report(diag::DiffersFromExisting, nameRange, spelling(id.kind), id.name.str())
            : ctx.report(diag::DuplicateObject, nameRange, describe(id));
    ctx.noteSite(builder, id);
    return;
  }
  if (std::optional<NameHolder> holder = findHolder(ctx, id))
    return reportTaken(ctx, diag::DuplicateTable, nameRange, id.name.name, *holder);
  ctx.declare(id.kind, id.name, nameRange);
  emit(ctx, op::CreateObject{std::move(object)}, entry.range);
}

void alterObject(Context& ctx, SchemaObject to, SourceRange range) {
  const ObjectId id = idOf(to);
  if (*ctx.catalog->objects.find(id) == to)
    ctx.report(diag::Unchanged, range, describe(id));
  else
    emit(ctx, op::AlterObject{std::move(to)}, range);
}

//===--- Drop -------------------------------------------------------------===//

static DeclarationSite siteOf(const Context& ctx, const ObjectUse& use) {
  if (use.isPart())
    return ctx.sites->find(use.partKind, use.user.name, use.part);
  return ctx.sites->find(use.user);
}

void noteUses(const Context& ctx, DiagnosticBuilder& builder, llvm::ArrayRef<ObjectUse> uses) {
  for (const ObjectUse& use : uses)
    builder.note(siteOf(ctx, use).origin, "used by " + describe(use));
}

namespace {
/// Frees an object from one user.
class Release {
public:
  Release(Context& ctx, const ObjectId& id, SourceRange range)
      : ctx_(ctx), id_(id), range_(range) {}

  void from(const ObjectUse& use) {
    if (!use.isPart())
      return dropAlong(ctx_, use.user, range_);
    TableAlteration alteration(ctx_, use.user.name, range_);
    if (use.partKind == ObjectKind::Column)
      fromColumn(alteration, use.part);
    else if (use.partKind == ObjectKind::Index)
      alteration.act(op::DropIndex{use.part}, range_);
    else
      fromConstraint(alteration, use.part);
    alteration.finish();
  }

private:
  /// A default that needs it goes alone; a column of its type goes as a whole.
  void fromColumn(TableAlteration& alteration, const std::string& name) {
    const Column* column = alteration.table().findColumn(name);
    if (!column) // gone with another column
      return;
    const bool isCalled = id_.kind == ObjectKind::Sequence || id_.kind == ObjectKind::Function;
    if (!isCalled || column->generated)
      return alteration.dropColumn(name, range_);
    Column to = *column;
    to.defaultValue.reset();
    to.defaultFor.clear();
    alteration.act(op::AlterColumn{std::move(to), std::nullopt}, range_);
  }

  void fromConstraint(TableAlteration& alteration, const std::string& name) {
    if (const Constraint* constraint = alteration.table().findConstraint(name))
      alteration.act(op::DropConstraint{*constraint}, range_);
  }

  Context& ctx_;
  const ObjectId& id_;
  SourceRange range_;
};
} // namespace

void dropUsers(Context& ctx, const ObjectId& id, SourceRange range) {
  Release release(ctx, id, range);
  // What is dropped may take others along.
  for (std::vector<ObjectUse> uses = usesOf(*ctx.catalog, id); !uses.empty();) {
    release.from(uses.front());
    std::vector<ObjectUse> left = usesOf(*ctx.catalog, id);
    if (left.size() >= uses.size())
      return; // an error was told, and the user stays
    uses = std::move(left);
  }
}

void dropAlong(Context& ctx, const ObjectId& id, SourceRange range) {
  if (!contains(*ctx.catalog, id))
    return;
  dropUsers(ctx, id, range);
  emit(ctx, op::DropObject{id}, range);
  ctx.sites->forget(id.kind, id.name);
}

void checkDropObject(Context& ctx, const ast::DropStatement& statement) {
  const ast::ObjectRef& object = statement.object;
  if (statement.ifExists && !hasObject(ctx, object))
    return;
  const SchemaObject* found = findObject(ctx, object);
  if (!found)
    return;
  const ObjectId id = idOf(*found);
  std::vector<ObjectUse> uses = usesOf(*ctx.catalog, id);
  llvm::erase_if(uses, [&](const ObjectUse& use) { return hangsOn(*ctx.catalog, use, id); });
  // A schema is emptied by hand: too much hangs on it to go unseen.
  const bool takesAlong = statement.cascade && id.kind != ObjectKind::Schema;
  if (!uses.empty() && !takesAlong) {
    DiagnosticBuilder builder = ctx.report(diag::ObjectInUse, object.name.range(), describe(id));
    noteUses(ctx, builder, uses);
    builder.help(id.kind == ObjectKind::Schema
                     ? "drop these first, or move them to another schema"
                     : "drop these first, or drop them along: add `cascade`");
    return;
  }
  dropAlong(ctx, id, statement.range);
}

bool hangsOn(const Catalog& catalog, const ObjectUse& use, const ObjectId& id) {
  return !use.isPart() && isReadable(id.kind) && use.user.on == id.name.name &&
         use.user.name.schema == id.name.schema && catalog.objects.find(use.user);
}

//===--- Rename, move, comment --------------------------------------------===//

/// True if the object may be called so.
static bool isFree(Context& ctx, const ObjectId& wanted, SourceRange range) {
  std::optional<NameHolder> holder = findHolder(ctx, wanted);
  if (holder)
    reportTaken(ctx, diag::DuplicateTable, range, wanted.name.name, *holder);
  return !holder;
}

/// Reports users of which it is not known that they do not mean this one.
static bool checkSharedName(Context& ctx, const ObjectId& id, SourceRange range) {
  const std::vector<ObjectUse> uses = usesOf(*ctx.catalog, id);
  if (uses.empty() || !sharesName(*ctx.catalog, id))
    return true;
  DiagnosticBuilder builder = ctx.report(diag::ObjectInUse, range, describe(id));
  noteUses(ctx, builder, uses);
  builder.help("it shares its name with others, and which one is meant is not known: drop these "
               "first, and make them again after");
  return false;
}

void checkRenameObject(Context& ctx, const ast::RenameStatement& statement) {
  const SchemaObject* object = findObject(ctx, statement.object);
  checkNewName(ctx, statement.to);
  if (!object)
    return;
  const ObjectId from = idOf(*object);
  const ObjectId to = from.renamed({from.name.schema, statement.to.text.str()});
  if (from == to) {
    ctx.report(diag::Unchanged, statement.to.range,
               ("the name of the " + spelling(from.kind)).str());
    return;
  }
  if (!isFree(ctx, to, statement.to.range) ||
      !checkSharedName(ctx, from, statement.object.name.range()) ||
      !checkTexts(ctx, from, describe(from), statement.to.range))
    return;
  emit(ctx, op::RenameObject{from, to.name.name}, statement.range);
  ctx.sites->rename(from.kind, from.name, to.name, {ctx.at(statement.to.range), SiteVerb::Renamed});
}

bool checkSchemas(Context& ctx, const ast::Name& schema) {
  if (ctx.dialect.facts().hasSchemas)
    return true;
  ctx.report(diag::NotInDialect, schema.range, ctx.dialect.displayName(), "schemas");
  return false;
}

void checkMoveObject(Context& ctx, const ast::MoveStatement& statement) {
  const SchemaObject* object = findObject(ctx, statement.object);
  if (!object || !checkSchemas(ctx, statement.schema))
    return;
  const ObjectId from = idOf(*object);
  const std::string schema = schemaOf(ctx, statement.schema);
  if (const auto* extension = std::get_if<Extension>(object)) {
    Extension to = *extension;
    to.schema = schema;
    return alterObject(ctx, std::move(to), statement.range);
  }
  const ObjectId to = from.renamed({schema, from.name.name});
  if (!from.on.empty()) {
    ctx.report(diag::NoEffect, statement.schema.range, "`set schema`")
        .help("it stands in the schema of its table");
    return;
  }
  if (from.kind == ObjectKind::Operator) {
    ctx.report(diag::NoEffect, statement.schema.range, "`set schema`")
        .help("an operator is called by its signs alone, and stands in the default schema");
    return;
  }
  if (from == to) {
    ctx.report(diag::Unchanged, statement.schema.range,
               ("the schema of the " + spelling(from.kind)).str());
    return;
  }
  if (const auto* sequence = std::get_if<Sequence>(object); sequence && sequence->owner) {
    ctx.report(diag::OwnerInOtherSchema, statement.schema.range, from.name.str(),
               sequence->owner.table.str())
        .help("it moves with its table; to move it alone, write `alter sequence " +
              spelling(from.name) + " owned by none` before");
    return;
  }
  if (!isFree(ctx, to, statement.schema.range) ||
      !checkSharedName(ctx, from, statement.object.name.range()) ||
      !checkTexts(ctx, from, describe(from), statement.schema.range))
    return;
  emit(ctx, op::MoveObject{from, schema, defaultSchemaOf(ctx).str()}, statement.range);
  ctx.sites->rename(from.kind, from.name, to.name,
                    {ctx.at(statement.schema.range), SiteVerb::Renamed});
}

void commentOnObject(Context& ctx, const ast::CommentStatement& statement,
                     const std::string& text) {
  const SchemaObject* object = findObject(ctx, statement.object);
  if (!object)
    return;
  if (commentOf(*object) == text) {
    ctx.report(diag::Unchanged, statement.range,
               "the comment of " + quoted(idOf(*object).name.str()));
    return;
  }
  SchemaObject to = *object;
  setComment(to, text);
  emit(ctx, op::AlterObject{std::move(to)}, statement.range);
}

} // namespace retort
