#include "Sema/CheckAlterTable.h"
#include "Sema/CheckPartition.h"
#include "Sema/CheckView.h"
#include "Sema/ExprResolver.h"
#include "Sema/LiteralCheck.h"
#include "Sema/ResolveColumn.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveOptions.h"
#include "Sema/TableBuilder.h"
#include "Sema/TypeRules.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
/// One `alter column`: the column as it is, and as it becomes.
class AlterColumnCheck {
public:
  AlterColumnCheck(Context& ctx, TableAlteration& alteration, const ast::AlterColumn& action,
                   const Column& column)
      : ctx_(ctx), alteration_(alteration), action_(action), from_(column), to_(column) {}

  void check();

private:
  void change();
  void retype();
  void checkConversion(const Type& from, const Type& to);
  void checkKeys();
  void checkDefault();
  void setNull();
  void setGenerated();
  void move();
  void setIdentity();

  template <typename T> const T& attribute() const { return llvm::cast<T>(*action_.attribute); }
  std::string target() const { return quoted(from_.name); }

  Context& ctx_;
  TableAlteration& alteration_;
  const ast::AlterColumn& action_;
  const Column from_;
  Column to_;
  std::optional<Expr> usingValue_;
  std::optional<std::string> after_;
  std::optional<std::string> restart_; // empty text: where it started
};
} // namespace

//===--- Types ------------------------------------------------------------===//

void AlterColumnCheck::checkConversion(const Type& from, const Type& to) {
  if (!from.isKnown() || !to.isKnown() || convertsBySelf(from, to))
    return;
  ctx_.report(diag::NeedsUsing, action_.type->range, from.str(), to.str())
      .help("say how: `using (cast(" + from_.name + " as " + to.str() + "))`");
}

/// Foreign keys in both directions still compare what can be compared.
void AlterColumnCheck::checkKeys() {
  for (const ForeignKeyUse& use : foreignKeysTo(*ctx_.catalog, alteration_.name()))
    for (size_t i = 0; i < use.key->columns.size(); ++i) {
      if (use.key->referredColumns[i] != from_.name)
        continue;
      const Column* other = use.table->findColumn(use.key->columns[i]);
      if (!other || areComparable(typeFor(ctx_, *other), typeFor(ctx_, to_)))
        continue;
      DiagnosticBuilder builder = ctx_.report(
          diag::ForeignKeyType, action_.type->range, use.table->name.str() + "." + other->name,
          other->type.str(), alteration_.name().str() + "." + from_.name, to_.type.str());
      ctx_.noteSite(builder, ObjectKind::Constraint, use.table->name, use.key->name);
    }
  for (const Constraint& constraint : alteration_.table().constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    const Table* target = key ? ctx_.catalog->tables.find(key->referredTable) : nullptr;
    for (size_t i = 0; target && i < key->columns.size(); ++i) {
      const Column* other = target->findColumn(key->referredColumns[i]);
      if (key->columns[i] != from_.name || !other ||
          areComparable(typeFor(ctx_, to_), typeFor(ctx_, *other)))
        continue;
      DiagnosticBuilder builder =
          ctx_.report(diag::ForeignKeyType, action_.type->range, from_.name, to_.type.str(),
                      target->name.str() + "." + other->name, other->type.str());
      ctx_.noteSite(builder, ObjectKind::Constraint, alteration_.name(), key->name);
    }
  }
}

void AlterColumnCheck::checkDefault() {
  if (!to_.defaultValue)
    return;
  std::optional<Misfit> misfit = findMisfit(*to_.defaultValue, to_.type, *ctx_.catalog);
  if (!misfit)
    return;
  const std::string value = print(*to_.defaultValue);
  DiagnosticBuilder builder =
      ctx_.report(diag::DefaultOfOtherType, action_.type->range, from_.name, value, to_.type.str());
  builder.help("drop or change it first: `alter column " + from_.name + " no default`");
  ctx_.noteSite(builder, ObjectKind::Column, alteration_.name(), from_.name);
}

void AlterColumnCheck::retype() {
  const ErrorMark mark(ctx_);
  resolveTypes(ctx_, *action_.type, action_.perDialect, to_);
  if (!mark.isClean() || !checkNotDivided(ctx_, alteration_.table(), action_.column))
    return;
  if (action_.usingValue) {
    ExprResolver resolver(ctx_, {"`using`", &alteration_.table()});
    usingValue_ = resolver.valueFor(*action_.usingValue, typeFor(ctx_, to_), target(), "this");
  } else {
    checkConversion(typeFor(ctx_, from_), typeFor(ctx_, to_));
  }
  checkReaders(ctx_, alteration_.table(), from_.name, action_.column.range);
  checkKeys();
  checkDefault();
}

//===--- The rest ---------------------------------------------------------===//

void AlterColumnCheck::setNull() {
  const PrimaryKey* key = alteration_.table().primaryKey();
  if (key && llvm::is_contained(key->columns, from_.name)) {
    DiagnosticBuilder builder = ctx_.report(diag::ConflictingAttributes, action_.range, from_.name,
                                            "`null`", "part of the primary key");
    ctx_.noteSite(builder, ObjectKind::Constraint, alteration_.name(), key->name);
  }
  to_.notNull = false;
}

void AlterColumnCheck::setGenerated() {
  resolveGenerated(ctx_, attribute<ast::GeneratedAttribute>(), alteration_.table(), to_);
  Table after = alteration_.table();
  Column* column = after.findColumn(from_.name);
  *column = to_;
  checkGeneratedCycle(ctx_, after, *column);
}

/// `restart` is no part of what an identity is; said alone, all else stays.
void AlterColumnCheck::setIdentity() {
  resolveIdentity(ctx_, attribute<ast::IdentityAttribute>(), to_);
  SequenceOptions& options = to_.identity->options;
  auto restart = options.find("restart");
  if (restart == options.end())
    return;
  restart_ = restart->second;
  options.erase(restart);
  const bool isAlone = options.empty() && to_.identity->kind == IdentityKind::ByDefault;
  if (isAlone && from_.identity)
    to_.identity = from_.identity;
}

/// Not where it is already.
void AlterColumnCheck::move() {
  const Table& table = alteration_.table();
  const ast::Name& after = attribute<ast::PlaceAttribute>().after;
  if (after && !findColumn(ctx_, table, after))
    return;
  if (after.text == from_.name) {
    ctx_.report(diag::NoEffect, after.range, "a column `after` itself");
    return;
  }
  std::string before;
  for (const Column& column : table.columns) {
    if (column.name == from_.name)
      break;
    before = column.name;
  }
  if (before != after.text)
    after_ = after.text.str();
}

void AlterColumnCheck::change() {
  switch (action_.change) {
  case ast::ColumnChange::Type:
    return retype();
  case ast::ColumnChange::NotNull:
    to_.notNull = true;
    return;
  case ast::ColumnChange::Null:
    return setNull();
  case ast::ColumnChange::Default:
    return resolveDefault(ctx_, attribute<ast::DefaultAttribute>(), to_);
  case ast::ColumnChange::NoDefault:
    to_.defaultValue.reset();
    to_.defaultFor.clear();
    return;
  case ast::ColumnChange::Identity:
    return setIdentity();
  case ast::ColumnChange::NoIdentity:
    to_.identity.reset();
    return;
  case ast::ColumnChange::Generated:
    return setGenerated();
  case ast::ColumnChange::NoGenerated:
    to_.generated.reset();
    return;
  case ast::ColumnChange::OnUpdate:
    return resolveOnUpdate(ctx_, attribute<ast::OnUpdateAttribute>(), to_);
  case ast::ColumnChange::NoOnUpdate:
    to_.onUpdate.reset();
    return;
  case ast::ColumnChange::Collation:
    to_.collation = collationOf(attribute<ast::CollateAttribute>());
    return;
  case ast::ColumnChange::NoCollation:
    to_.collation.clear();
    return;
  case ast::ColumnChange::Comment:
    to_.comment = attribute<ast::CommentAttribute>().text.value.str();
    return;
  case ast::ColumnChange::NoComment:
    to_.comment.clear();
    return;
  case ast::ColumnChange::Place:
    return move();
  case ast::ColumnChange::Options:
    return resolveOptions(ctx_, attribute<ast::OptionsAttribute>().options, OptionOwner::Column,
                          to_.options);
  case ast::ColumnChange::ResetOptions:
    return resetOptions(ctx_, action_.reset, OptionOwner::Column, to_.options);
  }
  llvm_unreachable("all changes are covered");
}

void AlterColumnCheck::check() {
  const ErrorMark mark(ctx_);
  change();
  if (!mark.isClean())
    return alteration_.act(op::AlterColumn{std::move(to_)}, action_.range);
  checkColumn(ctx_, to_, action_.column.range);
  const bool isNotNull = retort::isNotNull(alteration_.table(), to_) || to_.notNull;
  if (isNotNull && to_.defaultValue && to_.defaultValue->kind == ExprKind::Null)
    ctx_.report(diag::NullDefault, action_.column.range, to_.name)
        .help("leave `default null` out: then every insert must give a value");
  if (restart_) {
    if (to_ != from_)
      alteration_.act(op::AlterColumn{to_}, action_.range);
    return alteration_.act(op::RestartIdentity{from_.name, std::move(*restart_)}, action_.range);
  }
  if (to_ == from_ && !usingValue_ && !after_) {
    if (action_.change != ast::ColumnChange::ResetOptions) // told option by option
      ctx_.report(diag::Unchanged, action_.range, "column " + target());
    return;
  }
  alteration_.act(op::AlterColumn{std::move(to_), std::move(usingValue_), std::move(after_)},
                  action_.range);
}

void checkAlterColumn(Context& ctx, TableAlteration& alteration, const ast::AlterColumn& action) {
  if (const Column* column = findColumn(ctx, alteration.table(), action.column))
    AlterColumnCheck(ctx, alteration, action, *column).check();
}

} // namespace retort
