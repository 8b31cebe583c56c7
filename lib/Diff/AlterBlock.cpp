#include "Diff/AlterBlock.h"

#include "Operation/FillIn.h"
#include "Operation/Widening.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace retort {

namespace {

/// Writes the block, and keeps track of the order of the columns meanwhile.
class BlockWriter {
public:
  BlockWriter(const TableChange& change, const Table& now, const Catalog& to)
      : change_(change), to_(to) {
    for (const Column& column : now.columns)
      columns_.push_back(column.name);
  }

  std::vector<op::TableAction> write() {
    dropUsers();
    // What generated columns read is there before them, and goes after them.
    dropGeneratedColumns();
    addColumns(/*generated=*/false);
    alterColumns(/*generated=*/false);
    addColumns(/*generated=*/true);
    alterColumns(/*generated=*/true);
    dropStoredColumns();
    if (change_.movesColumns)
      moveColumns();
    addUsers();
    if (change_.from->comment != change_.to->comment)
      actions_.push_back(op::SetTableComment{change_.to->comment});
    if (change_.from->options != change_.to->options)
      actions_.push_back(op::SetTableOptions{change_.to->options});
    changeGrants();
    return std::move(actions_);
  }

private:
  void changeGrants() {
    const Grants &from = change_.from->grants, &to = change_.to->grants;
    Grants revoked, granted;
    std::ranges::set_difference(from, to, std::inserter(revoked, revoked.end()));
    std::ranges::set_difference(to, from, std::inserter(granted, granted.end()));
    if (!revoked.empty())
      actions_.push_back(op::RevokePrivileges{std::move(revoked)});
    if (!granted.empty())
      actions_.push_back(op::GrantPrivileges{std::move(granted)});
  }

  static bool isForeignKey(const Constraint& constraint) {
    return std::holds_alternative<ForeignKey>(constraint);
  }

  /// Foreign keys first: one may refer to a key of the table itself.
  void dropUsers() {
    for (bool foreign : {true, false})
      for (const Constraint& constraint : change_.droppedConstraints)
        if (isForeignKey(constraint) == foreign)
          actions_.push_back(op::DropConstraint{constraint});
    for (const Index& index : change_.droppedIndexes)
      actions_.push_back(op::DropIndex{index.name});
    llvm::append_range(actions_, change_.renamedConstraints);
    llvm::append_range(actions_, change_.renamedIndexes);
    llvm::append_range(actions_, change_.alteredItems);
  }

  void addUsers() {
    addConstraints(/*foreign=*/false);
    for (const Index& index : change_.addedIndexes)
      actions_.push_back(op::AddIndex{index});
    addConstraints(/*foreign=*/true);
  }

  void addConstraints(bool foreign) {
    for (const Constraint& constraint : change_.addedConstraints)
      if (isForeignKey(constraint) == foreign)
        actions_.push_back(op::AddConstraint{constraint});
  }

  void drop(const std::string& name) {
    actions_.push_back(op::DropColumn{name});
    llvm::erase(columns_, name);
  }

  bool isGenerated(const std::string& name) const {
    return change_.from->findColumn(name)->generated.has_value();
  }

  /// Each after those that read it.
  void dropGeneratedColumns() {
    std::vector<std::string> names = change_.rebuiltColumns;
    llvm::copy_if(change_.droppedColumns, std::back_inserter(names),
                  [&](const std::string& name) { return isGenerated(name); });
    auto reads = [&](const std::string& reader, const std::string& name) {
      const Expr& value = change_.from->findColumn(reader)->generated->value;
      return reader != name && llvm::is_contained(columnsIn(value), name);
    };
    while (!names.empty()) {
      auto unread = llvm::find_if(names, [&](const std::string& name) {
        return llvm::none_of(names, [&](const auto& reader) { return reads(reader, name); });
      });
      assert(unread != names.end() && "columns are not generated in a circle");
      drop(*unread);
      names.erase(unread);
    }
  }

  /// Last, so that the table is never without columns.
  void dropStoredColumns() {
    for (const std::string& name : change_.droppedColumns)
      if (!isGenerated(name))
        drop(name);
  }

  /// In the order of the wanted table, each behind the nearest one before it there.
  void addColumns(bool generated) {
    std::string last; // empty: the first one
    for (const Column& column : change_.to->columns) {
      bool isNew = !llvm::is_contained(columns_, column.name);
      if (isNew && column.generated.has_value() != generated)
        continue;
      if (isNew)
        add(column, last);
      last = column.name;
    }
  }

  void add(const Column& column, const std::string& last) {
    op::AddColumn add{column, fillInFor(column, to_), std::nullopt};
    auto place = last.empty() ? columns_.begin() : std::next(llvm::find(columns_, last));
    if (place != columns_.end())
      add.after = last;
    columns_.insert(place, column.name);
    actions_.push_back(std::move(add));
  }

  void alterColumns(bool generated) {
    for (const Column& column : change_.alteredColumns)
      if (column.generated.has_value() == generated) {
        const Column& before = *change_.from->findColumn(column.name);
        actions_.push_back(op::AlterColumn{column, conversionOf(before, column.type)});
      }
  }

  /// As few as can be: those that already stand behind each other stay.
  void moveColumns() {
    const std::set<std::string> staying = longestInOrder();
    std::string last; // empty: the first one
    for (const Column& column : change_.to->columns) {
      if (!staying.contains(column.name)) {
        op::AlterColumn move{asItIsNow(column.name)};
        move.after = last;
        actions_.push_back(std::move(move));
      }
      last = column.name;
    }
  }

  /// Most of the columns such that they stand in the wanted order.
  std::set<std::string> longestInOrder() const {
    std::map<std::string, size_t> wanted;
    for (const Column& column : change_.to->columns)
      wanted.emplace(column.name, wanted.size());
    // The best row of columns that ends with each, and the one before it there.
    constexpr size_t none = -1;
    std::vector<size_t> length(columns_.size(), 1), before(columns_.size(), none);
    for (size_t end = 0; end < columns_.size(); ++end)
      for (size_t at = 0; at < end; ++at)
        if (wanted.at(columns_[at]) < wanted.at(columns_[end]) && length[at] + 1 > length[end]) {
          length[end] = length[at] + 1;
          before[end] = at;
        }
    std::set<std::string> longest;
    for (size_t at = llvm::max_element(length) - length.begin(); at != none; at = before[at])
      longest.insert(columns_[at]);
    return longest;
  }

  Column asItIsNow(const std::string& name) const {
    auto altered = llvm::find_if(change_.alteredColumns,
                                 [&](const Column& column) { return column.name == name; });
    if (altered != change_.alteredColumns.end())
      return *altered;
    const Column* before = change_.from->findColumn(name);
    return before && !llvm::is_contained(change_.rebuiltColumns, name)
               ? *before
               : *change_.to->findColumn(name);
  }

  const TableChange& change_;
  const Catalog& to_;
  std::vector<std::string> columns_;
  std::vector<op::TableAction> actions_;
};

template <typename Action>
std::optional<op::TableAction> renameIf(const void* from, const void* to, const Rename& rename) {
  if (!from || to)
    return std::nullopt;
  return Action{rename.from, rename.to};
}

} // namespace

std::vector<op::TableAction> blockOf(const TableChange& change, const Table& now,
                                     const Catalog& to) {
  return BlockWriter(change, now, to).write();
}

std::optional<op::TableAction> renameWithin(const Table& table, const Rename& rename) {
  const std::string &from = rename.from, &to = rename.to;
  if (rename.kind == ObjectKind::Column)
    return renameIf<op::RenameColumn>(table.findColumn(from), table.findColumn(to), rename);
  if (rename.kind == ObjectKind::Constraint)
    return renameIf<op::RenameConstraint>(table.findConstraint(from), table.findConstraint(to),
                                          rename);
  if (rename.kind == ObjectKind::Index)
    return renameIf<op::RenameIndex>(table.findIndex(from), table.findIndex(to), rename);
  return std::nullopt;
}

} // namespace retort
