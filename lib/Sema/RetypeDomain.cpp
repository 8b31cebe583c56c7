#include "Sema/RetypeDomain.h"

#include "Operation/Operation.h"
#include "Sema/CheckObject.h"
#include "Sema/ExprResolver.h"
#include "Sema/LiteralCheck.h"
#include "Sema/ResolveColumn.h"
#include "Sema/ResolveType.h"
#include "Sema/TypeRules.h"
#include "Sema/Uses.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
class DomainRetyping {
public:
  DomainRetyping(Context& ctx, const ast::AlterDomainStatement& written, const Domain& domain)
      : ctx_(ctx), written_(written), from_(domain), to_(domain) {}

  void run(const Table& scope);

private:
  bool resolve();
  std::optional<Expr> conversion(const Table& scope);
  void checkDefault(const std::optional<Expr>& value, const std::string& owner,
                    const std::string& remedy);
  void checkColumns();
  void checkKeys();
  void checkKey(const Table& table, const ForeignKey& key);

  Context& ctx_;
  const ast::AlterDomainStatement& written_;
  const Domain from_;
  Domain to_;
};
} // namespace

/// Not made of itself.
bool DomainRetyping::resolve() {
  std::optional<Type> type = resolveType(ctx_, *written_.type);
  if (!type)
    return false;
  requireType(ctx_, *type, written_.type->range);
  if (isMadeOf(*ctx_.catalog, *type, from_.name)) {
    ctx_.report(diag::NoEffect, written_.type->range, "a type that is made of the domain")
        .help("say a type that is none");
    return false;
  }
  to_.type = std::move(*type);
  return true;
}

std::optional<Expr> DomainRetyping::conversion(const Table& scope) {
  const Type from = valueType(ctx_, from_.type), to = valueType(ctx_, to_.type);
  if (written_.usingValue)
    return ExprResolver(ctx_, {"`using`", &scope})
        .valueFor(*written_.usingValue, to, quoted(Domain::valueName), "this");
  if (from.isKnown() && to.isKnown() && !convertsBySelf(from, to))
    ctx_.report(diag::NeedsUsing, written_.type->range, from.str(), to.str())
        .help(("say how: `using (cast(" + Domain::valueName + " as " + to.str() + "))`").str());
  return std::nullopt;
}

void DomainRetyping::checkDefault(const std::optional<Expr>& value, const std::string& owner,
                                  const std::string& remedy) {
  if (value && findMisfit(*value, valueType(ctx_, to_.type), *ctx_.catalog))
    ctx_.report(diag::DefaultOfOtherType, written_.type->range, owner, print(*value),
                to_.type.str())
        .help("drop or change it first: `" + remedy + " no default`");
}

void DomainRetyping::checkColumns() {
  for (const ColumnUse& use : columnsMadeOf(*ctx_.catalog, from_.name)) {
    const std::string& name = use.column->name;
    checkReaders(ctx_, *use.table, name, written_.type->range);
    checkDefault(use.column->defaultValue, use.table->name.str() + "." + name,
                 "alter column " + name);
  }
}

void DomainRetyping::checkKey(const Table& table, const ForeignKey& key) {
  const Table* target = ctx_.catalog->tables.find(key.referredTable);
  for (size_t i = 0; target && i < key.columns.size(); ++i) {
    const Column* own = table.findColumn(key.columns[i]);
    const Column* other = target->findColumn(key.referredColumns[i]);
    const bool isConcerned = own && other &&
                             (isMadeOf(*ctx_.catalog, own->type, from_.name) ||
                              isMadeOf(*ctx_.catalog, other->type, from_.name));
    if (!isConcerned)
      continue;
    const Type from = valueType(ctx_, typeFor(ctx_, *own));
    const Type to = valueType(ctx_, typeFor(ctx_, *other));
    if (areComparable(from, to))
      continue;
    DiagnosticBuilder builder = ctx_.report(
        diag::ForeignKeyType, written_.type->range, table.name.str() + "." + own->name, from.str(),
        target->name.str() + "." + other->name, to.str());
    ctx_.noteSite(builder, ObjectKind::Constraint, table.name, key.name);
  }
}

/// Once the domain is of its new type.
void DomainRetyping::checkKeys() {
  for (const auto& table : ctx_.catalog->tables.all())
    for (const Constraint& constraint : table->constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint))
        checkKey(*table, *key);
}

void DomainRetyping::run(const Table& scope) {
  const ErrorMark mark(ctx_);
  if (!resolve())
    return;
  std::optional<Expr> value = conversion(scope);
  checkDefault(to_.defaultValue, from_.name.str(), "alter domain " + from_.name.str());
  checkColumns();
  if (!mark.isClean())
    return;
  if (to_ == from_ && !value) {
    ctx_.report(diag::Unchanged, written_.range, describe(idOf(to_)));
    return;
  }
  op::AlterObject alter{std::move(to_)};
  alter.usingValue = std::move(value);
  emit(ctx_, std::move(alter), written_.range);
  checkKeys();
}

void retypeDomain(Context& ctx, const ast::AlterDomainStatement& statement, const Domain& domain,
                  const Table& scope) {
  DomainRetyping(ctx, statement, domain).run(scope);
}

} // namespace retort
