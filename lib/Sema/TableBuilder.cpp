#include "Sema/TableBuilder.h"

#include "Sema/CheckPartition.h"
#include "Sema/Naming.h"
#include "Sema/ResolveIndex.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveOptions.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Columns ----------------------------------------------------------===//

bool checkNewColumn(Context& ctx, const ast::Name& name, const Table& table) {
  for (const Column& column : table.columns) {
    if (!ctx.isSameName(column.name, name.text))
      continue;
    const bool isExact = column.name == name.text;
    DiagnosticBuilder builder =
        isExact ? ctx.report(diag::DuplicateColumn, name.range, name.text, table.name.str())
                : ctx.report(diag::NamesEqual, name.range, name.text, column.name,
                             ctx.dialect.displayName());
    ctx.noteSite(builder, ObjectKind::Column, table.name, column.name);
    return false;
  }
  return true;
}

void TableBuilder::declareColumns(llvm::ArrayRef<const ast::Node*> items) {
  for (const ast::Node* item : items) {
    const auto* column = llvm::dyn_cast<ast::ColumnItem>(item);
    if (!column || !checkNewColumn(ctx_, column->name, table_))
      continue;
    table_.columns.push_back(declareColumn(ctx_, *column));
    ctx_.declare(ObjectKind::Column, table_.name, column->name.text, column->name.range,
                 SiteVerb::Declared);
  }
}

void TableBuilder::refuseColumns(llvm::ArrayRef<const ast::Node*> items) {
  for (const ast::Node* item : items)
    if (const auto* column = llvm::dyn_cast<ast::ColumnItem>(item))
      ownsColumns(ctx_, table_, column->name.range);
}

namespace {
/// Follows what generated columns are computed from.
class CycleFinder {
public:
  explicit CycleFinder(const Table& table) : table_(table) {}

  bool dependsOnItself(const Column& column) {
    visited_.clear();
    return reaches(column, column.name);
  }

private:
  bool reaches(const Column& from, llvm::StringRef wanted) {
    if (!from.generated)
      return false;
    for (const std::string& name : columnsIn(from.generated->value)) {
      if (name == wanted)
        return true;
      const Column* next = table_.findColumn(name);
      if (next && visited_.insert(name).second && reaches(*next, wanted))
        return true;
    }
    return false;
  }

  const Table& table_;
  std::set<std::string> visited_;
};
} // namespace

bool checkGeneratedCycle(Context& ctx, const Table& table, const Column& column) {
  if (!CycleFinder(table).dependsOnItself(column))
    return false;
  const DeclarationSite site = ctx.sites->find(ObjectKind::Column, table.name, column.name);
  ctx.diags.report(diag::GeneratedCycle, site.origin, column.name);
  return true;
}

//===--- Constraints and indexes ------------------------------------------===//

void TableBuilder::resolveItems(llvm::ArrayRef<const ast::Node*> items) {
  for (const ast::Node* item : items) {
    if (const auto* column = llvm::dyn_cast<ast::ColumnItem>(item)) {
      if (table_.partitionOf)
        continue;
      // A copy: an expression may look at the table while the column is read.
      const Column* declared = table_.findColumn(column->name.text);
      Column resolved = declared ? *declared : Column();
      ColumnAttributes attributes = resolveAttributes(ctx_, *column, table_, resolved);
      if (Column* place = table_.findColumn(column->name.text))
        *place = std::move(resolved);
      llvm::move(attributes.constraints, std::back_inserter(pending_));
    } else if (!llvm::isa<ast::IndexItem>(item)) {
      if (auto constraint =
              resolveConstraint(ctx_, static_cast<const ast::TableItem&>(*item), table_))
        pending_.push_back(std::move(*constraint));
    }
  }
}

/// Explicit names first: a name from the convention gives way to them, wherever they
/// stand in the table.
void TableBuilder::nameConstraints() {
  Table named = table_;
  for (const PendingConstraint& pending : pending_)
    named.constraints.push_back(pending.constraint);
  for (PendingConstraint& pending : pending_) {
    if (!baseOf(pending.constraint).name.empty() || pending.staysUnnamed)
      continue;
    nameConstraint(ctx_, pending.constraint, named);
    named.constraints.push_back(pending.constraint);
  }
}

void TableBuilder::addConstraint(PendingConstraint& pending) {
  if (!checkNewConstraint(ctx_, pending, table_))
    return;
  const std::string& name = baseOf(pending.constraint).name;
  if (!name.empty())
    ctx_.declare(ObjectKind::Constraint, table_.name, name, pending.range, SiteVerb::Declared);
  table_.constraints.push_back(std::move(pending.constraint));
}

/// Keys come before foreign keys: one may refer to its own table. The order of
/// constraints in a table means nothing.
void TableBuilder::addConstraints() {
  for (PendingConstraint& pending : pending_)
    if (!pending.target)
      addConstraint(pending);
  for (PendingConstraint& pending : pending_) {
    if (!pending.target)
      continue;
    const QualifiedName& target = std::get<ForeignKey>(pending.constraint).referredTable;
    if (ctx_.forward && ctx_.forward->contains(target) && target != table_.name)
      deferred_.push_back(std::move(pending));
    else if (completeForeignKey(ctx_, pending, table_))
      addConstraint(pending);
  }
}

void TableBuilder::addIndex(const ast::IndexSpec& written) {
  std::optional<Index> index = resolveIndex(ctx_, written, table_);
  if (!index || !checkNewIndex(ctx_, *index, table_, nameRange(written)))
    return;
  ctx_.declare(ObjectKind::Index, table_.name, index->name, nameRange(written), SiteVerb::Declared);
  table_.indexes.push_back(std::move(*index));
}

/// Explicit names first, here as well.
void TableBuilder::addIndexes(llvm::ArrayRef<const ast::Node*> items) {
  for (bool isNamed : {true, false})
    for (const ast::Node* item : items)
      if (const auto* index = llvm::dyn_cast<ast::IndexItem>(item))
        if (bool(index->spec->name) == isNamed)
          addIndex(*index->spec);
}

//===--- The whole --------------------------------------------------------===//

void TableBuilder::build(const ast::TableDecl& written) {
  auto items = chooseItems(ctx_, written.items);
  table_.external = written.external;
  const bool isPart =
      written.partitionOf && resolvePartitionOf(ctx_, written.partitionOf, *written.bound, table_);
  if (written.partitionOf)
    refuseColumns(items);
  else
    declareColumns(items);
  if (written.partitionOf && !isPart)
    return;
  if (table_.columns.empty())
    ctx_.report(diag::EmptyTable, written.name.range(), table_.name.str());
  resolveItems(items);
  // Every column of a cycle is on it: one report tells them all.
  llvm::any_of(table_.columns,
               [&](const Column& column) { return checkGeneratedCycle(ctx_, table_, column); });
  nameConstraints();
  addConstraints();
  addIndexes(items);
  resolveOptions(ctx_, written.options, OptionOwner::Table, table_.options, &table_.comment);
  if (written.partitionBy)
    table_.partitionBy = resolvePartitionKey(ctx_, *written.partitionBy, table_);
  checkPartitionedKeys(ctx_, table_, written.name.range());
}

} // namespace retort
