#include "Sema/ResolveConstraint.h"

#include "Sema/ExprResolver.h"
#include "Sema/Naming.h"
#include "Sema/ResolveIndex.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveOptions.h"
#include "Sema/Was.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- What all constraints have ----------------------------------------===//

static Deferral deferralOf(ast::Deferral written) {
  switch (written) {
  case ast::Deferral::Unspecified:
  case ast::Deferral::NotDeferrable:
    return Deferral::NotDeferrable;
  case ast::Deferral::Deferrable:
    return Deferral::InitiallyImmediate;
  case ast::Deferral::DeferrableInitially:
    return Deferral::InitiallyDeferred;
  }
  llvm_unreachable("all deferrals are covered");
}

/// The parts that every constraint may have. What has no effect on a kind of
/// constraint is reported, not dropped.
static void readBase(Context& ctx, const ast::ConstraintModifiers& written, ConstraintBase& base) {
  base.deferral = deferralOf(written.deferral);
  base.notValid = written.notValid;
  base.comment = written.comment.value.str();
  resolveOptions(ctx, written.options, OptionOwner::Constraint, base.options);
}

static void refuseNoInherit(Context& ctx, const ast::ConstraintModifiers& written,
                            SourceRange range) {
  if (written.noInherit)
    ctx.report(diag::NoEffect, range, "`no inherit`").help("only a check can have it");
}

static void refuseInclude(Context& ctx, const ast::ConstraintModifiers& written) {
  if (!written.include.empty())
    ctx.report(diag::NoEffect, written.include.front().range, "`include`")
        .help("only a primary key, a unique constraint and an index have an index to include "
              "columns in");
}

static PendingConstraint pend(Context& ctx, Constraint constraint, const ast::ConstraintName& name,
                              const ast::ConstraintModifiers& modifiers, SourceRange range) {
  PendingConstraint pending;
  baseOf(constraint).name = name.name.text.str();
  if (name.name)
    checkNewName(ctx, name.name);
  pending.constraint = std::move(constraint);
  pending.range = range;
  pending.nameRange = name.name.range;
  pending.staysUnnamed = name.unnamed;
  pending.was = modifiers.was;
  return pending;
}

//===--- Keys -------------------------------------------------------------===//

/// No engine lets a constraint say these; PostgreSQL knows them of an index.
static void refuseOfKey(Context& ctx, SourceRange range, llvm::StringRef noun) {
  ctx.report(diag::KeyPartForm, range, noun)
      .help("a unique index may have one: `unique index (...)`");
}

static KeyPart partOf(Context& ctx, const ast::KeyColumn& written) {
  const ast::PartForm& form = written.form;
  if (form.operatorClass)
    refuseOfKey(ctx, form.operatorClass.range(), "operator class");
  if (form.nulls != ast::NullsOrder::Default)
    refuseOfKey(ctx, written.range, "order of nulls");
  return {pathText(form.collation), form.prefix, form.descending};
}

static void readColumns(Context& ctx, const Table& table, ast::List<ast::KeyColumn> written,
                        llvm::StringRef what, Key& key) {
  llvm::SmallVector<ast::Name, 4> names;
  for (const ast::KeyColumn* column : written) {
    names.push_back(column->name);
    if (KeyPart part = partOf(ctx, *column); part != KeyPart())
      key.parts[column->name.text.str()] = std::move(part);
  }
  key.columns = findColumns(ctx, table, names, what);
}

/// A primary key or unique constraint whose columns are known.
template <typename K>
static PendingConstraint pendKey(Context& ctx, const Table& table, K key,
                                 const ast::ConstraintName& name,
                                 const ast::ConstraintModifiers& modifiers, SourceRange range) {
  readBase(ctx, modifiers, key);
  refuseNoInherit(ctx, modifiers, range);
  key.include = findColumns(ctx, table, modifiers.include, "`include`");
  PendingConstraint pending = pend(ctx, std::move(key), name, modifiers, range);
  pending.usingIndex = modifiers.usingIndex;
  return pending;
}

static PendingConstraint primaryKey(Context& ctx, const Table& table,
                                    const ast::PrimaryKeyItem& item) {
  PrimaryKey key;
  readColumns(ctx, table, item.columns, "the primary key", key);
  return pendKey(ctx, table, std::move(key), item.name, item.modifiers, item.range);
}

static PendingConstraint unique(Context& ctx, const Table& table, const ast::UniqueItem& item) {
  Unique key;
  readColumns(ctx, table, item.columns, "the unique constraint", key);
  key.nullsNotDistinct = item.nullsNotDistinct;
  return pendKey(ctx, table, std::move(key), item.name, item.modifiers, item.range);
}

static PendingConstraint primaryKey(Context& ctx, const Table& table, const ast::Name& column,
                                    const ast::PrimaryKeyAttribute& attribute) {
  PrimaryKey key;
  key.columns = {column.text.str()};
  return pendKey(ctx, table, std::move(key), attribute.name, attribute.modifiers, attribute.range);
}

static PendingConstraint unique(Context& ctx, const Table& table, const ast::Name& column,
                                const ast::UniqueAttribute& attribute) {
  Unique key;
  key.columns = {column.text.str()};
  key.nullsNotDistinct = attribute.nullsNotDistinct;
  return pendKey(ctx, table, std::move(key), attribute.name, attribute.modifiers, attribute.range);
}

//===--- Foreign keys -----------------------------------------------------===//

static ReferentialAction actionOf(ast::ReferentialAction written) {
  switch (written) {
  case ast::ReferentialAction::Unspecified:
  case ast::ReferentialAction::NoAction:
    return ReferentialAction::NoAction;
  case ast::ReferentialAction::Restrict:
    return ReferentialAction::Restrict;
  case ast::ReferentialAction::Cascade:
    return ReferentialAction::Cascade;
  case ast::ReferentialAction::SetNull:
    return ReferentialAction::SetNull;
  case ast::ReferentialAction::SetDefault:
    return ReferentialAction::SetDefault;
  }
  llvm_unreachable("all actions are covered");
}

static PendingConstraint foreignKey(Context& ctx, const Table& table, ast::Names columns,
                                    const ast::References& target, const ast::ConstraintName& name,
                                    const ast::ConstraintModifiers& modifiers, SourceRange range) {
  ForeignKey key;
  key.columns = findColumns(ctx, table, columns, "the foreign key");
  key.referredTable = qualify(ctx, target.table);
  key.onDelete = actionOf(target.onDelete);
  key.onUpdate = actionOf(target.onUpdate);
  key.onDeleteColumns = findColumns(ctx, table, target.onDeleteColumns, "`on delete`");
  key.matchFull = target.match == ast::MatchKind::Full;
  readBase(ctx, modifiers, key);
  refuseNoInherit(ctx, modifiers, range);
  refuseInclude(ctx, modifiers);
  PendingConstraint pending = pend(ctx, std::move(key), name, modifiers, range);
  pending.columnsRange = SourceRange::join(columns.front().range, columns.back().range);
  pending.target = &target;
  return pending;
}

//===--- Checks and exclusions --------------------------------------------===//

static std::optional<PendingConstraint>
check(Context& ctx, const Table& table, const ast::Expr& condition, const ast::ConstraintName& name,
      const ast::ConstraintModifiers& modifiers, SourceRange range) {
  ExprResolver resolver(ctx, {"a check", &table});
  std::optional<Expr> resolved = resolver.condition(condition);
  if (!resolved)
    return std::nullopt;
  Check result;
  result.condition = std::move(*resolved);
  result.noInherit = modifiers.noInherit;
  readBase(ctx, modifiers, result);
  refuseInclude(ctx, modifiers);
  return pend(ctx, std::move(result), name, modifiers, range);
}

static std::optional<PendingConstraint> exclude(Context& ctx, const Table& table,
                                                const ast::ExcludeItem& item) {
  Exclude result;
  result.method = item.method.text.str();
  bool good = true;
  for (const ast::IndexPart* part : item.parts) {
    std::optional<IndexPart> resolved = resolveIndexPart(ctx, *part, table);
    good &= resolved.has_value();
    if (resolved)
      result.parts.push_back(std::move(*resolved));
  }
  if (item.where) {
    ExprResolver resolver(ctx, {"an exclusion constraint", &table, /*mustBePure=*/true});
    result.where = resolver.condition(*item.where);
    good &= result.where.has_value();
  }
  readBase(ctx, item.modifiers, result);
  refuseNoInherit(ctx, item.modifiers, item.range);
  refuseInclude(ctx, item.modifiers);
  if (!good)
    return std::nullopt;
  return pend(ctx, std::move(result), item.name, item.modifiers, item.range);
}

//===--- As written -------------------------------------------------------===//

std::optional<PendingConstraint> resolveConstraint(Context& ctx, const ast::TableItem& item,
                                                   const Table& table) {
  const ErrorMark mark(ctx);
  std::optional<PendingConstraint> pending;
  if (const auto* key = llvm::dyn_cast<ast::PrimaryKeyItem>(&item))
    pending = primaryKey(ctx, table, *key);
  else if (const auto* key = llvm::dyn_cast<ast::UniqueItem>(&item))
    pending = unique(ctx, table, *key);
  else if (const auto* key = llvm::dyn_cast<ast::ForeignKeyItem>(&item))
    pending =
        foreignKey(ctx, table, key->columns, *key->target, key->name, key->modifiers, key->range);
  else if (const auto* written = llvm::dyn_cast<ast::CheckItem>(&item))
    pending =
        check(ctx, table, *written->condition, written->name, written->modifiers, written->range);
  else
    pending = exclude(ctx, table, llvm::cast<ast::ExcludeItem>(item));
  return mark.isClean() ? std::move(pending) : std::nullopt;
}

std::optional<PendingConstraint> resolveConstraint(Context& ctx,
                                                   const ast::ColumnAttribute& attribute,
                                                   const ast::Name& column, const Table& table) {
  const ErrorMark mark(ctx);
  std::optional<PendingConstraint> pending;
  if (const auto* key = llvm::dyn_cast<ast::PrimaryKeyAttribute>(&attribute))
    pending = primaryKey(ctx, table, column, *key);
  else if (const auto* key = llvm::dyn_cast<ast::UniqueAttribute>(&attribute))
    pending = unique(ctx, table, column, *key);
  else if (const auto* key = llvm::dyn_cast<ast::ReferencesAttribute>(&attribute))
    pending = foreignKey(ctx, table, column, *key->target, {}, key->modifiers, key->range);
  else if (const auto* written = llvm::dyn_cast<ast::CheckAttribute>(&attribute))
    pending =
        check(ctx, table, *written->condition, written->name, written->modifiers, written->range);
  return mark.isClean() ? std::move(pending) : std::nullopt;
}

//===--- Names ------------------------------------------------------------===//

void nameConstraint(Context& ctx, Constraint& constraint, const Table& table) {
  baseOf(constraint).name = freeName(constraint, table, nameScope(ctx));
}

bool checkNewConstraintName(Context& ctx, const PendingConstraint& pending, const Table& table) {
  const std::string& name = baseOf(pending.constraint).name;
  if (name.empty())
    return true;
  std::optional<NameHolder> holder;
  if (const Constraint* existing = table.findConstraint(name))
    holder = NameHolder{
        {ObjectKind::Table, table.name}, ObjectKind::Constraint, kindSpelling(*existing)};
  else if (asKey(pending.constraint) && ctx.dialect.facts().keyNamesAreRelations)
    holder = findHolder(ctx, name, table);
  if (!holder)
    return true;
  reportTaken(ctx, diag::DuplicateConstraint, pending.nameRange, name, *holder);
  return false;
}

bool checkNewConstraint(Context& ctx, const PendingConstraint& pending, const Table& table) {
  noteWas(ctx, pending.was, ObjectKind::Constraint, table.name, baseOf(pending.constraint).name);
  const PrimaryKey* existing = table.primaryKey();
  if (!existing || !std::holds_alternative<PrimaryKey>(pending.constraint))
    return checkNewConstraintName(ctx, pending, table);
  DiagnosticBuilder builder =
      ctx.report(diag::DuplicatePrimaryKey, pending.range, table.name.str());
  ctx.noteSite(builder, ObjectKind::Constraint, table.name, existing->name);
  return false;
}

} // namespace retort
