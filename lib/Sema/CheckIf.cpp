#include "Sema/CheckIf.h"

#include "Catalog/References.h"
#include "Sema/CheckAlterTable.h"
#include "Sema/CheckAssert.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckStatement.h"
#include "Sema/CheckTable.h"
#include "Sema/QueryResolver.h"
#include "Sema/TableAlteration.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- What is there ----------------------------------------------------===//

static bool isObject(const ObjectId& id, const op::ObjectExists& probe) {
  if (id.kind != probe.kind)
    return false;
  if (isPartOfTable(id.kind))
    return id.name.name == probe.member &&
           (probe.name.name.empty() ||
            (id.on == probe.name.name && id.name.schema == probe.name.schema));
  return id.name == probe.name && (!probe.signature || id.signature == spelling(*probe.signature));
}

/// The objects beside tables that the probe asks for.
static std::vector<ObjectId> objectsLike(const Catalog& catalog, const op::ObjectExists& probe) {
  std::vector<ObjectId> found;
  for (const auto& object : catalog.objects.all())
    if (ObjectId id = idOf(*object); isObject(id, probe))
      found.push_back(std::move(id));
  return found;
}

/// The tables with such a column, constraint or index.
static std::vector<const Table*> tablesWith(const Catalog& catalog, const op::ObjectExists& probe) {
  auto has = [&](const Table& table) -> bool {
    switch (probe.kind) {
    case ObjectKind::Column:
      return table.findColumn(probe.member);
    case ObjectKind::Constraint:
      return table.findConstraint(probe.member);
    case ObjectKind::Index:
      return table.findIndex(probe.member);
    default:
      return false;
    }
  };
  std::vector<const Table*> found;
  for (const auto& table : catalog.tables.all())
    if ((probe.name.name.empty() || table->name == probe.name) && has(*table))
      found.push_back(table.get());
  return found;
}

static bool hasViewIndex(const Catalog& catalog, const op::ObjectExists& probe) {
  return probe.kind == ObjectKind::Index &&
         llvm::any_of(catalog.all<View>(), [&](const View* view) {
           return (probe.name.name.empty() || view->name == probe.name) &&
                  view->findIndex(probe.member);
         });
}

/// Does the catalog hold it?
static bool isThere(const Catalog& catalog, const op::ObjectExists& probe) {
  if (probe.kind == ObjectKind::Table)
    return catalog.tables.find(probe.name);
  return !tablesWith(catalog, probe).empty() || hasViewIndex(catalog, probe) ||
         !objectsLike(catalog, probe).empty();
}

/// One of which nothing but the name is known; nothing for what stands in a table that is not
/// said.
static std::optional<SchemaObject> bareObject(const op::ObjectExists& probe) {
  auto named = [&](auto object) -> SchemaObject {
    object.name = probe.name;
    return object;
  };
  switch (probe.kind) {
  case ObjectKind::Schema:
    return named(Schema());
  case ObjectKind::Extension:
    return named(Extension());
  case ObjectKind::Enum:
    return named(Enum());
  case ObjectKind::Domain:
    return named(Domain());
  case ObjectKind::Sequence:
    return named(Sequence());
  case ObjectKind::View:
  case ObjectKind::MaterializedView: {
    View view;
    view.materialized = probe.kind == ObjectKind::MaterializedView;
    return named(std::move(view));
  }
  case ObjectKind::Trigger: {
    if (probe.name.name.empty())
      return std::nullopt;
    Trigger trigger;
    trigger.name = {probe.name.schema, probe.member};
    trigger.table = probe.name;
    return trigger;
  }
  default: {
    Opaque object;
    object.kind = probe.kind;
    object.signature = probe.signature;
    object.name = probe.name;
    if (isPartOfTable(probe.kind)) {
      object.name.name = probe.member;
      object.table = probe.name;
    }
    return object;
  }
  }
}

//===--- By rows ----------------------------------------------------------===//

/// What a branch does, where rows decide whether it is done: no more than change rows, since
/// nobody could tell what the schema is after it.
static std::vector<Operation> checkBranch(Context& ctx, ast::Block block) {
  std::vector<Operation> operations;
  for (LocatedOperation& each : checkApart(ctx, block)) {
    const bool isData = std::visit(Overloaded{[](const op::OnRows auto&) { return true; },
                                              [](const op::IfRows&) { return true; },
                                              [](const auto&) { return false; }},
                                   each.operation);
    if (!isData)
      ctx.diags.report(diag::DependsOnRows, each.origin, describe(each.operation))
          .help("only `insert`, `update`, `delete` and `truncate` can");
    else if (each.undo)
      ctx.diags.report(diag::DependsOnRows, each.origin,
                       "what undoes `" + nameOf(each.operation) + "`");
    operations.push_back(std::move(each.operation));
  }
  return operations;
}

static void checkIfRows(Context& ctx, const ast::IfStatement& written) {
  const ErrorMark mark(ctx);
  std::optional<ResolvedQuery> query = QueryResolver(ctx).resolve(*written.condition->query);
  op::IfRows result;
  result.negated = written.condition->negated;
  result.then = checkBranch(ctx, written.then);
  result.otherwise = checkBranch(ctx, written.otherwise);
  if (!query || !mark.isClean())
    return;
  result.query = QueryRef(std::move(query->query));
  emit(ctx, std::move(result), written.condition->range);
}

//===--- What the other branch would do ------------------------------------===//

namespace {
/// A database in which the condition holds the other way round, as far as it can be told, and
/// the branch that is done there. Mistakes in it are not told: what is there is half known.
class OtherBranch {
public:
  explicit OtherBranch(Context& ctx)
      : catalog_(*ctx.catalog),
        sites_(ctx.sites), ctx_{ctx.dialect, ctx.options, unheard_, names_} {
    ctx_.buffer = ctx.buffer;
    ctx_.catalog = &catalog_;
    ctx_.sites = &sites_;
    ctx_.operations = &operations_;
  }

  Catalog take(const ast::Probe& written, const op::ObjectExists& probe, ast::Block branch) {
    if (isThere(catalog_, probe))
      remove(written, probe);
    else
      add(probe);
    checkStatements(ctx_, branch);
    return std::move(catalog_);
  }

private:
  /// With what uses it: that cannot be there either.
  void remove(const ast::Probe& written, const op::ObjectExists& probe);
  void removePart(const Table& table, const op::ObjectExists& probe, SourceRange range);
  /// By its name only.
  void add(const op::ObjectExists& probe);
  void addPart(const op::ObjectExists& probe);

  DiagnosticEngine unheard_;
  RelationNames names_;
  Catalog catalog_;
  DeclarationSites sites_;
  std::vector<LocatedOperation> operations_;
  Context ctx_;
};
} // namespace

void OtherBranch::removePart(const Table& table, const op::ObjectExists& probe, SourceRange range) {
  TableAlteration alteration(ctx_, table.name, range);
  if (probe.kind == ObjectKind::Column)
    alteration.dropColumn(probe.member, range);
  else if (probe.kind == ObjectKind::Index)
    alteration.act(op::DropIndex{probe.member}, range);
  else
    checkDropConstraint(ctx_, alteration, *table.findConstraint(probe.member), /*cascade=*/true,
                        range, range);
  alteration.finish();
}

void OtherBranch::remove(const ast::Probe& written, const op::ObjectExists& probe) {
  if (probe.kind == ObjectKind::Table) {
    ast::DropStatement drop;
    drop.object = written.object;
    drop.cascade = true;
    return checkDropTable(ctx_, drop);
  }
  for (const Table* table : tablesWith(catalog_, probe))
    removePart(*catalog_.tables.find(QualifiedName(table->name)), probe, written.range);
  // What stands in a schema, or belongs to an extension, is too much to go unseen.
  const bool isWhole = probe.kind == ObjectKind::Schema || probe.kind == ObjectKind::Extension;
  for (const ObjectId& id : objectsLike(catalog_, probe))
    if (!isWhole || usesOf(catalog_, id).empty())
      dropAlong(ctx_, id, written.range);
}

void OtherBranch::addPart(const op::ObjectExists& probe) {
  if (!catalog_.tables.find(probe.name))
    return;
  Table& table = catalog_.tables.edit(probe.name);
  if (probe.kind == ObjectKind::Column) {
    Column column;
    column.name = probe.member;
    table.columns.push_back(std::move(column));
  } else if (probe.kind == ObjectKind::Constraint) {
    Check check;
    check.name = probe.member;
    check.condition = Expr::boolean(true);
    table.constraints.push_back(std::move(check));
  } else if (probe.kind == ObjectKind::Index && !table.columns.empty()) {
    Index index;
    index.name = probe.member;
    index.parts.emplace_back().value = Expr::column(table.columns.front().name);
    table.indexes.push_back(std::move(index));
  }
}

void OtherBranch::add(const op::ObjectExists& probe) {
  switch (probe.kind) {
  case ObjectKind::Table: {
    Table table;
    table.name = probe.name;
    return catalog_.tables.put(std::move(table));
  }
  case ObjectKind::Column:
  case ObjectKind::Constraint:
  case ObjectKind::Index:
    return addPart(probe);
  default:
    if (std::optional<SchemaObject> object = bareObject(probe))
      catalog_.objects.put(std::move(*object));
  }
}

//===--- Both -------------------------------------------------------------===//

/// What the probe asks for.
static Unknown askedBy(const op::ObjectExists& probe) {
  switch (probe.kind) {
  case ObjectKind::Column:
  case ObjectKind::Constraint:
  case ObjectKind::Index:
    return {{ObjectKind::Table, probe.name}, probe.kind, probe.member};
  default:
    if (isPartOfTable(probe.kind))
      return {{probe.kind, {probe.name.schema, probe.member}, probe.name.name}};
    return {{probe.kind, probe.name, "", probe.signature ? spelling(*probe.signature) : ""}};
  }
}

/// What is there for sure within the branch is not remarked upon.
static void checkGuarded(Context& ctx, const op::ObjectExists& probe, ast::Block branch) {
  const Unknowns outside = ctx.guarded;
  if (!probe.negated)
    ctx.guarded.insert(askedBy(probe));
  checkStatements(ctx, branch);
  ctx.guarded = outside;
}

void checkIf(Context& ctx, const ast::IfStatement& written) {
  const ast::Probe& condition = *written.condition;
  if (condition.query)
    return checkIfRows(ctx, written);
  std::optional<op::ObjectExists> probe = resolveProbe(ctx, condition);
  if (!probe)
    return;
  const bool holds = isThere(*ctx.catalog, *probe) != probe->negated;
  const Catalog other =
      OtherBranch(ctx).take(condition, *probe, holds ? written.otherwise : written.then);
  if (!holds)
    probe->negated = !probe->negated;
  emit(ctx, op::Assert{*probe, ""}, condition.range);
  checkGuarded(ctx, *probe, holds ? written.then : written.otherwise);
  Unknowns unknown = differences(*ctx.catalog, other);
  std::erase_if(unknown, [&](const Unknown& each) { return ctx.catalog->unknown.contains(each); });
  if (unknown.empty())
    return;
  for (const Unknown& each : unknown)
    ctx.sites->unsettle(each, ctx.at(condition.range));
  emit(ctx, op::Unsettle{std::move(unknown)}, condition.range);
}

} // namespace retort
