#include "Sema/CheckAlterTable.h"
#include "Sema/CheckData.h"
#include "Sema/ExprResolver.h"
#include "Sema/ResolveName.h"
#include "Sema/TableBuilder.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// A constraint but for its name, which the naming convention may have given.
static bool isSameButForName(Constraint a, const Constraint& b) {
  baseOf(a).name = baseOf(b).name;
  return a == b;
}

namespace {
class AddColumnCheck {
public:
  AddColumnCheck(Context& ctx, TableAlteration& alteration, const ast::AddItem& action,
                 const ast::ColumnItem& written)
      : ctx_(ctx), alteration_(alteration), action_(action), written_(written),
        table_(alteration.table()) {}

  void check();

private:
  bool compareWithExisting();
  void readColumn();
  void checkValueForRows();
  std::optional<Expr> resolveBackfill();
  std::optional<std::string> resolvePlace();
  void addConstraints();

  Context& ctx_;
  TableAlteration& alteration_;
  const ast::AddItem& action_;
  const ast::ColumnItem& written_;
  /// The table as it will be.
  Table table_;
  ColumnAttributes attributes_;
};
} // namespace

void AddColumnCheck::readColumn() {
  table_.columns.push_back(declareColumn(ctx_, written_));
  // A copy: the attributes' expressions look at the table.
  Column column = table_.columns.back();
  attributes_ = resolveAttributes(ctx_, written_, table_, column);
  table_.columns.back() = std::move(column);
}

/// `if not exists` of a column that exists: it must be the very column that is written.
bool AddColumnCheck::compareWithExisting() {
  const Column* existing = table_.findColumn(written_.name.text);
  if (!action_.ifNotExists || !existing)
    return false;
  const Column before = *existing;
  const std::vector<Constraint> constraints = table_.constraints;
  llvm::erase_if(table_.columns, [&](const Column& it) { return it.name == before.name; });
  const ErrorMark mark(ctx_);
  readColumn();
  bool isSame = table_.columns.back() == before;
  for (PendingConstraint& pending : attributes_.constraints) {
    if (pending.target && !completeForeignKey(ctx_, pending, table_))
      return true;
    isSame &= llvm::any_of(constraints, [&](const Constraint& it) {
      return isSameButForName(pending.constraint, it);
    });
  }
  if (!isSame && mark.isClean()) {
    DiagnosticBuilder builder =
        ctx_.report(diag::DiffersFromExisting, written_.name.range, "column", before.name);
    ctx_.noteSite(builder, ObjectKind::Column, table_.name, before.name);
  }
  return true;
}

/// The rows that are there need a value that is not null.
void AddColumnCheck::checkValueForRows() {
  const Column& column = table_.columns.back();
  const bool isKey = llvm::any_of(attributes_.constraints, [](const PendingConstraint& it) {
    return std::holds_alternative<PrimaryKey>(it.constraint);
  });
  const bool hasValue = column.defaultValue || column.identity || column.generated ||
                        column.defaultFor.contains(ctx_.dialect.name().str()) ||
                        attributes_.backfill;
  if ((!column.notNull && !isKey) || hasValue)
    return;
  // What is wrong with a default was told already.
  for (const ast::ColumnAttribute* attribute : written_.attributes)
    if (llvm::isa<ast::DefaultAttribute, ast::GeneratedAttribute>(attribute))
      return;
  DiagnosticBuilder builder =
      ctx_.report(diag::NotNullWithoutDefault, written_.name.range, column.name, table_.name.str());
  builder.help("give these rows a value: `backfill EXPR`, or `default EXPR` for later ones too");
  ctx_.noteSite(builder, ObjectKind::Table, table_.name);
}

std::optional<Expr> AddColumnCheck::resolveBackfill() {
  if (!attributes_.backfill)
    return std::nullopt;
  const Column& column = table_.columns.back();
  ExprResolver resolver(ctx_, {"a backfill", &alteration_.table()});
  std::optional<Expr> value = resolver.valueFor(*attributes_.backfill->value, column.type,
                                                quoted(column.name), "its backfill");
  if (value && value->kind == ExprKind::Null && column.notNull)
    ctx_.report(diag::ConflictingAttributes, attributes_.backfill->range, column.name, "`not null`",
                "`backfill null`");
  return value;
}

std::optional<std::string> AddColumnCheck::resolvePlace() {
  if (!attributes_.place)
    return std::nullopt;
  const ast::Name& after = attributes_.place->after;
  if (!after)
    return "";
  if (!findColumn(ctx_, alteration_.table(), after))
    return std::nullopt;
  return after.text.str();
}

/// Explicit names first, as in a new table.
void AddColumnCheck::addConstraints() {
  Table named = table_;
  for (const PendingConstraint& pending : attributes_.constraints)
    named.constraints.push_back(pending.constraint);
  for (PendingConstraint& pending : attributes_.constraints) {
    if (baseOf(pending.constraint).name.empty() && !pending.staysUnnamed) {
      nameConstraint(ctx_, pending.constraint, named);
      named.constraints.push_back(pending.constraint);
    }
    addPending(ctx_, alteration_, pending, pending.range);
  }
}

void AddColumnCheck::check() {
  if (compareWithExisting() || !checkNewColumn(ctx_, written_.name, table_))
    return;
  readColumn();
  ctx_.declare(ObjectKind::Column, table_.name, written_.name.text, written_.name.range,
               SiteVerb::Added);
  checkGeneratedCycle(ctx_, table_, table_.columns.back());
  checkValueForRows();
  std::optional<Expr> backfill = resolveBackfill();
  std::optional<std::string> place = resolvePlace();
  std::optional<op::Batches> batches;
  if (backfill)
    batches = resolveBatches(ctx_, attributes_.backfill->batches, alteration_.table());
  alteration_.act(op::AddColumn{table_.columns.back(), std::move(backfill), std::move(place),
                                std::move(batches)},
                  action_.range);
  addConstraints();
}

void checkAddColumn(Context& ctx, TableAlteration& alteration, const ast::AddItem& action,
                    const ast::ColumnItem& written) {
  AddColumnCheck(ctx, alteration, action, written).check();
}

} // namespace retort
