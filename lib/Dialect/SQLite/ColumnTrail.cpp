#include "Dialect/SQLite/ColumnTrail.h"

#include "Dialect/Common/Domains.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/SQLite/SQLite.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {
namespace {

class Follower {
public:
  Follower(const Table& before, const Catalog& catalog) : catalog_(catalog) {
    for (const Column& column : before.columns)
      columns_.push_back({column.name, column.name, std::nullopt, ""});
  }

  void follow(const op::TableAction& action);
  ColumnTrail finish();

private:
  TrailedColumn& find(llvm::StringRef name) {
    auto column =
        llvm::find_if(columns_, [&](const TrailedColumn& it) { return it.newName == name; });
    assert(column != columns_.end() && "Sema resolved the name");
    return *column;
  }
  Expr inOldColumns(Expr value) const;
  void renameInValues(llvm::StringRef from, llvm::StringRef to);
  void drop(const std::string& name);
  std::vector<op::RenameColumn> planRenames();

  /// A name that stands for the dropped column `i` in values, so that a column which
  /// takes its name later is not meant.
  static std::string dropped(size_t i) { return "__dropped_" + std::to_string(i); }

  /// What rows take where no value is given: the column's default, or its domain's.
  Expr defaultOf(const Column& column) const;

  const Catalog& catalog_;
  std::vector<TrailedColumn> columns_;
};

} // namespace

/// The value with every column that the block itself fills replaced by what fills it:
/// the old table, where the value will be computed, has no such column yet.
Expr Follower::inOldColumns(Expr value) const {
  if (value.kind == ExprKind::Column) {
    auto column =
        llvm::find_if(columns_, [&](const TrailedColumn& it) { return it.newName == value.text; });
    if (column != columns_.end() && column->value)
      return *column->value;
    return value;
  }
  for (Expr& operand : value.operands)
    operand = inOldColumns(std::move(operand));
  return value;
}

void Follower::renameInValues(llvm::StringRef from, llvm::StringRef to) {
  for (TrailedColumn& column : columns_)
    if (column.value)
      column.value = renameColumn(std::move(*column.value), from, to);
}

void Follower::drop(const std::string& name) {
  TrailedColumn& column = find(name);
  renameInValues(name, dropped(&column - columns_.data()));
  column.newName.clear();
}

Expr Follower::defaultOf(const Column& column) const {
  Table checks; // of the domain; they are not asked for
  Column resolved = resolveFor(SQLite::dialectFacts, column);
  expressDomain(checks, resolved, catalog_);
  return resolved.defaultValue.value_or(Expr::null());
}

void Follower::follow(const op::TableAction& action) {
  if (const auto* add = std::get_if<op::AddColumn>(&action)) {
    Expr value = add->backfill ? *add->backfill : defaultOf(add->column);
    columns_.push_back({"", add->column.name, inOldColumns(std::move(value)), ""});
  } else if (const auto* drop = std::get_if<op::DropColumn>(&action)) {
    this->drop(drop->name);
  } else if (const auto* rename = std::get_if<op::RenameColumn>(&action)) {
    renameInValues(rename->from, rename->to);
    find(rename->from).newName = rename->to;
  } else if (const auto* alter = std::get_if<op::AlterColumn>(&action)) {
    if (alter->usingValue)
      find(alter->to.name).value = inOldColumns(*alter->usingValue);
  }
}

/// Old columns take their new names in an order in which no name is taken: a dropped
/// column that is in the way steps aside, as does one of a ring of renames.
std::vector<op::RenameColumn> Follower::planRenames() {
  std::vector<op::RenameColumn> renames;
  auto rename = [&](TrailedColumn& column, const std::string& to) {
    renames.push_back({column.sourceName, to});
    column.sourceName = to;
  };
  auto isOld = [](const TrailedColumn& column) { return !column.oldName.empty(); };
  auto waits = [&](const TrailedColumn& column) {
    return isOld(column) && !column.newName.empty() && column.sourceName != column.newName;
  };
  auto holderOf = [&](const std::string& name, const TrailedColumn& wanting) {
    return llvm::find_if(columns_, [&](const TrailedColumn& it) {
      return isOld(it) && &it != &wanting &&
             llvm::StringRef(it.sourceName).equals_insensitive(name);
    });
  };
  while (llvm::any_of(columns_, waits)) {
    bool moved = false;
    for (TrailedColumn& column : columns_) {
      if (!waits(column) || holderOf(column.newName, column) != columns_.end())
        continue;
      rename(column, column.newName);
      moved = true;
    }
    if (moved)
      continue;
    TrailedColumn& stuck = *llvm::find_if(columns_, waits);
    TrailedColumn& holder = *holderOf(stuck.newName, stuck);
    rename(holder, dropped(&holder - columns_.data()));
  }
  return renames;
}

ColumnTrail Follower::finish() {
  for (TrailedColumn& column : columns_)
    column.sourceName = column.oldName;
  std::vector<op::RenameColumn> renames = planRenames();
  for (size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].newName.empty())
      renameInValues(dropped(i), columns_[i].sourceName);
  llvm::erase_if(columns_, [](const TrailedColumn& it) {
    return it.oldName.empty() && it.newName.empty(); // added and dropped again
  });
  return {std::move(columns_), std::move(renames)};
}

ColumnTrail followColumns(const Table& before, llvm::ArrayRef<op::TableAction> actions,
                          const Catalog& catalog) {
  Follower follower(before, catalog);
  for (const op::TableAction& action : actions)
    follower.follow(action);
  return follower.finish();
}

} // namespace retort::sqlite
