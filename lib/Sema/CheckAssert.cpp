#include "Sema/CheckAssert.h"

#include "Sema/ExprResolver.h"
#include "Sema/QueryResolver.h"
#include "Sema/QueryScope.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

bool isPartOfTable(ObjectKind kind) {
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

} // namespace retort
