#include "Sema/CheckAssert.h"

#include "Sema/CheckStatement.h"
#include "Sema/ExprResolver.h"
#include "Sema/QueryResolver.h"
#include "Sema/QueryScope.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// Stands in a table, or hangs on one.
static bool isPartOfTable(ObjectKind kind) {
  switch (kind) {
  case ObjectKind::Column:
  case ObjectKind::Constraint:
  case ObjectKind::Index:
  case ObjectKind::Trigger:
  case ObjectKind::Policy:
  case ObjectKind::Rule:
    return true;
  default:
    return false;
  }
}

/// What is asked of the database need not be in the catalog: its name is taken as it is
/// written. Nothing after a diagnostic about the types of its arguments.
std::optional<op::ObjectExists> resolveProbe(Context& ctx, const ast::Probe& written) {
  const ast::ObjectRef& object = written.object;
  op::ObjectExists result{object.kind, {}, "", written.negated};
  if (object.kind == ObjectKind::Column) {
    result.name = qualify(ctx, ast::Path{object.name.parts.drop_back()});
    result.member = object.name.last().text.str();
  } else if (isPartOfTable(object.kind)) {
    if (object.on)
      result.name = qualify(ctx, object.on);
    result.member = object.name.last().text.str();
  } else if (object.kind == ObjectKind::Schema || object.kind == ObjectKind::Extension) {
    result.name.name = object.name.last().text.str();
  } else {
    result.name = qualify(ctx, object.name);
  }
  if (object.hasSignature && !(result.signature = resolveSignature(ctx, object.signature)))
    return std::nullopt;
  return result;
}

static std::optional<op::Claim> resolveNone(Context& ctx, const ast::AssertStatement& written) {
  const Table* table = findTable(ctx, written.table);
  if (!table)
    return std::nullopt;
  op::NoRows claim{table->name, std::nullopt};
  if (!written.where)
    return claim;
  QueryScope scope(nullptr, nullptr);
  scope.add(ctx, sourceOf(*table, table->name.name), written.table.range());
  ExprScope place{"`where`"};
  place.query = &scope;
  claim.where = ExprResolver(ctx, place).condition(*written.where);
  if (!claim.where)
    return std::nullopt;
  return claim;
}

static std::optional<op::Claim> resolveSql(Context& ctx, const ast::AssertStatement& written) {
  std::optional<TypedExpr> expected =
      ExprResolver(ctx, {"an assertion"}).resolve(*written.expected);
  if (!expected)
    return std::nullopt;
  return op::SqlComparison{written.sql.value.str(), written.op, std::move(expected->value)};
}

static std::optional<op::Claim> resolveClaim(Context& ctx, const ast::AssertStatement& written) {
  switch (written.assertion) {
  case ast::AssertKind::Exists:
    return resolveProbe(ctx, *written.exists);
  case ast::AssertKind::None:
    return resolveNone(ctx, written);
  case ast::AssertKind::Sql:
    return resolveSql(ctx, written);
  }
  llvm_unreachable("not an assertion");
}

void checkAssert(Context& ctx, const ast::AssertStatement& written) {
  if (std::optional<op::Claim> claim = resolveClaim(ctx, written))
    emit(ctx, op::Assert{std::move(*claim), written.message.value.str()}, written.range);
}

//===--- If ---------------------------------------------------------------===//

static bool isObject(const SchemaObject& object, const op::ObjectExists& probe) {
  const ObjectId id = idOf(object);
  if (id.kind != probe.kind)
    return false;
  if (isPartOfTable(id.kind))
    return id.name.name == probe.member &&
           (probe.name.name.empty() ||
            (id.on == probe.name.name && id.name.schema == probe.name.schema));
  return id.name == probe.name && (!probe.signature || id.signature == spelling(*probe.signature));
}

/// Does the catalog hold it?
static bool isThere(const Catalog& catalog, const op::ObjectExists& probe) {
  const bool isNamed = !probe.name.name.empty();
  auto anyTable = [&](auto has) {
    return llvm::any_of(catalog.tables.all(), [&](const auto& each) {
      return (!isNamed || each->name == probe.name) && has(*each);
    });
  };
  auto anyObject = [&](auto is) {
    return llvm::any_of(catalog.objects.all(), [&](const auto& each) { return is(*each); });
  };
  switch (probe.kind) {
  case ObjectKind::Table:
    return catalog.tables.find(probe.name);
  case ObjectKind::Column:
    return anyTable([&](const Table& each) { return each.findColumn(probe.member); });
  case ObjectKind::Constraint:
    return anyTable([&](const Table& each) { return each.findConstraint(probe.member); });
  case ObjectKind::Index:
    return anyTable([&](const Table& each) { return each.findIndex(probe.member); }) ||
           anyObject([&](const SchemaObject& each) {
             const auto* view = std::get_if<View>(&each);
             return view && (!isNamed || view->name == probe.name) &&
                    llvm::any_of(view->indexes,
                                 [&](const Index& index) { return index.name == probe.member; });
           });
  default:
    return anyObject([&](const SchemaObject& each) { return isObject(each, probe); });
  }
}

/// What a branch does, where rows decide whether it is done: no more than change rows, since
/// nobody could tell what the schema is after it.
static std::vector<Operation> checkBranch(Context& ctx, ast::Block block) {
  std::vector<LocatedOperation> located;
  Catalog catalog = *ctx.catalog;
  Context other = ctx;
  other.catalog = &catalog;
  other.operations = &located;
  checkStatements(other, block);
  std::vector<Operation> operations;
  for (LocatedOperation& each : located) {
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

void checkIf(Context& ctx, const ast::IfStatement& written) {
  const ast::Probe& condition = *written.condition;
  if (condition.query)
    return checkIfRows(ctx, written);
  std::optional<op::ObjectExists> probe = resolveProbe(ctx, condition);
  if (!probe)
    return;
  const bool holds = isThere(*ctx.catalog, *probe) != probe->negated;
  if (!holds)
    probe->negated = !probe->negated;
  emit(ctx, op::Assert{*probe, ""}, condition.range);
  checkStatements(ctx, holds ? written.then : written.otherwise);
}

} // namespace retort
