#include "Sema/TableAlteration.h"

#include "Operation/Apply.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckPartition.h"
#include "Sema/CheckSequence.h"
#include "Sema/ResolveName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static bool addsKey(const op::TableAction& action) {
  return std::holds_alternative<op::AddConstraint>(action) ||
         std::holds_alternative<op::AddIndex>(action);
}

bool TableAlteration::mergeIntoLast(const op::TableAction& action) {
  const auto* alter = std::get_if<op::AlterColumn>(&action);
  auto* last = actions_.empty() ? nullptr : std::get_if<op::AlterColumn>(&actions_.back());
  if (!alter || !last || alter->to.name != last->to.name)
    return false;
  last->to = alter->to;
  if (alter->usingValue)
    last->usingValue = alter->usingValue;
  if (alter->after)
    last->after = alter->after;
  return true;
}

void TableAlteration::act(op::TableAction action, SourceRange range) {
  apply(action, name_, *ctx_.catalog);
  if (addsKey(action))
    checkPartitionedKeys(ctx_, table(), range);
  if (mergeIntoLast(action))
    return;
  actions_.push_back(std::move(action));
  origins_.push_back(ctx_.at(range));
}

/// The block is one unit of change of one table, so another table's change divides it.
void TableAlteration::actOn(const QualifiedName& other, op::TableAction action, SourceRange range) {
  if (other == name_)
    return act(std::move(action), range);
  finish();
  TableAlteration alteration(ctx_, other, range);
  alteration.act(std::move(action), range);
  alteration.finish();
}

void TableAlteration::finish() {
  if (actions_.empty())
    return;
  LocatedOperation located;
  located.operation = op::AlterTable{name_, std::exchange(actions_, {}), options_};
  located.origin = ctx_.at(range_);
  located.actionOrigins = std::exchange(origins_, {});
  ctx_.operations->push_back(std::move(located));
}

//===--- What goes along --------------------------------------------------===//

/// A copy of a Use: the catalog changes while the list is worked off.
struct TableAlteration::Doomed {
  QualifiedName table;
  std::variant<Constraint, Index, std::string, ObjectId> part;

  explicit Doomed(const Use& use) {
    if (use.table)
      table = use.table->name;
    if (const auto* object = std::get_if<ObjectId>(&use.user))
      part = *object;
    else if (auto* const* constraint = std::get_if<const Constraint*>(&use.user))
      part = **constraint;
    else if (auto* const* index = std::get_if<const Index*>(&use.user))
      part = **index;
    else
      part = std::get<const Column*>(use.user)->name;
  }

  /// Foreign keys first: they stand on keys, which are constraints and indexes.
  int rank() const {
    const auto* constraint = std::get_if<Constraint>(&part);
    return constraint && std::holds_alternative<ForeignKey>(*constraint) ? 0 : 1;
  }
};

void TableAlteration::dropColumn(llvm::StringRef column, SourceRange range) {
  if (!table().findColumn(column))
    return;
  drop(usesOfColumn(*ctx_.catalog, table(), column), range);
  // Its sequences go with it, one operation each: they stand beside the table.
  const std::vector<QualifiedName> sequences = sequencesOf(*ctx_.catalog, name_, column);
  if (!sequences.empty())
    finish();
  disown(ctx_, sequences, range);
  act(op::DropColumn{column.str()}, range);
  if (!sequences.empty())
    finish();
  dropSequences(ctx_, sequences, range);
}

void TableAlteration::move(const QualifiedName& to, SourceRange range) {
  finish();
  emit(ctx_, op::MoveObject{{ObjectKind::Table, name_}, to.schema, defaultSchemaOf(ctx_).str()},
       range);
  name_ = to;
}

void TableAlteration::drop(llvm::ArrayRef<Use> uses, SourceRange range) {
  std::vector<Doomed> doomed(uses.begin(), uses.end());
  llvm::stable_sort(doomed, [](const Doomed& a, const Doomed& b) { return a.rank() < b.rank(); });
  for (Doomed& it : doomed) {
    if (const auto* object = std::get_if<ObjectId>(&it.part)) {
      finish();
      dropAlong(ctx_, *object, range);
      continue;
    }
    // A generated column may have taken it along already.
    const Table& owner = *ctx_.catalog->tables.find(it.table);
    if (auto* constraint = std::get_if<Constraint>(&it.part)) {
      if (llvm::is_contained(owner.constraints, *constraint))
        actOn(it.table, op::DropConstraint{std::move(*constraint)}, range);
    } else if (auto* index = std::get_if<Index>(&it.part)) {
      if (owner.findIndex(index->name))
        actOn(it.table, op::DropIndex{index->name}, range);
    } else {
      dropColumn(std::get<std::string>(it.part), range);
    }
  }
}

} // namespace retort
