#include "Operation/InvertAction.h"

#include "Operation/FillIn.h"
#include "Operation/Widening.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {

/// Undoes actions of one table.
class ActionInverter {
  using Actions = std::vector<op::TableAction>;

public:
  ActionInverter(const Catalog& before, const Table& table, std::vector<std::string>& losses)
      : before_(before), table_(table), losses_(losses) {}

  Actions operator()(const op::AddColumn& add) const {
    // Not of a column that computes its values: they come back with it.
    if (!add.column.generated)
      lose("the values of " + quoted(add.column.name));
    return {op::DropColumn{add.column.name}};
  }

  Actions operator()(const op::DropColumn& drop) const {
    const Column& column = *table_.findColumn(drop.name);
    op::AddColumn back{column, fillInFor(column, before_), placeOf(column)};
    if (!column.generated)
      lose("the values of " + quoted(drop.name));
    return {back};
  }

  Actions operator()(const op::RenameColumn& rename) const {
    return {op::RenameColumn{rename.to, rename.from}};
  }

  Actions operator()(const op::AlterColumn& alter) const {
    const Column& column = *table_.findColumn(alter.to.name);
    op::AlterColumn back{column, std::nullopt};
    if (alter.after)
      back.after = columnBefore(column);
    if (alter.to.generated && !column.generated)
      lose("the values of " + quoted(column.name));
    if (alter.to.type == column.type)
      return {back};
    if (alter.usingValue || !isWidening(column.type, alter.to.type))
      lose("the exact values of " + quoted(column.name));
    back.usingValue = conversionOf(alter.to, column.type);
    return {back};
  }

  Actions operator()(const op::RestartIdentity& restart) const {
    lose("where the numbers of " + quoted(restart.column) + " stood");
    return {};
  }
  Actions operator()(const op::AddConstraint& add) const {
    return {op::DropConstraint{add.constraint}};
  }
  Actions operator()(const op::DropConstraint& drop) const {
    return {op::AddConstraint{drop.constraint, placeOfUnnamed(drop.constraint)}};
  }
  Actions operator()(const op::RenameConstraint& rename) const {
    return {op::RenameConstraint{rename.to, rename.from}};
  }
  /// No engine forgets what it has checked: the constraint is made again, unchecked.
  Actions operator()(const op::ValidateConstraint& validate) const {
    const Constraint& constraint = *table_.findConstraint(validate.name);
    Constraint checked = constraint;
    baseOf(checked).notValid = false;
    return {op::DropConstraint{std::move(checked)}, op::AddConstraint{constraint}};
  }
  Actions operator()(const op::PromoteIndex& promote) const {
    return {op::DropConstraint{promote.constraint}, op::AddIndex{*table_.findIndex(promote.index)}};
  }
  Actions operator()(const op::SetConstraintComment& set) const {
    return {op::SetConstraintComment{*table_.findConstraint(baseOf(set.to).name)}};
  }
  Actions operator()(const op::AddIndex& add) const {
    return {op::DropIndex{add.index.name, add.concurrently}};
  }
  Actions operator()(const op::DropIndex& drop) const {
    return {op::AddIndex{*table_.findIndex(drop.name), drop.concurrently}};
  }
  Actions operator()(const op::RenameIndex& rename) const {
    return {op::RenameIndex{rename.to, rename.from}};
  }
  Actions operator()(const op::SetIndexComment& set) const {
    return {op::SetIndexComment{set.name, table_.findIndex(set.name)->comment}};
  }
  Actions operator()(const op::SetTableOptions&) const {
    return {op::SetTableOptions{table_.options}};
  }
  Actions operator()(const op::SetTableComment&) const {
    return {op::SetTableComment{table_.comment}};
  }
  Actions operator()(const op::AttachPartition& attach) const {
    op::DetachPartition back{attach.partition};
    const Table& partition = *before_.tables.find(attach.partition);
    for (const Constraint& constraint : partition.constraints)
      if (llvm::is_contained(attach.inherits, baseOf(constraint).name))
        back.constraints.push_back(constraint);
    for (const Index& index : partition.indexes)
      if (llvm::is_contained(attach.inherits, index.name))
        back.indexes.push_back(index);
    return {std::move(back)};
  }
  Actions operator()(const op::DetachPartition& detach) const {
    op::AttachPartition back{detach.partition,
                             before_.tables.find(detach.partition)->partitionOf->bound};
    for (const Constraint& constraint : detach.constraints)
      back.inherits.push_back(baseOf(constraint).name);
    for (const Index& index : detach.indexes)
      back.inherits.push_back(index.name);
    return {std::move(back)};
  }
  Actions operator()(const op::GrantPrivileges& it) const {
    return {op::RevokePrivileges{it.grants}};
  }
  Actions operator()(const op::RevokePrivileges& it) const {
    return {op::GrantPrivileges{it.grants}};
  }

private:
  void lose(std::string what) const { losses_.push_back(std::move(what)); }

  std::string quoted(const std::string& column) const {
    return "`" + table_.name.str() + "." + column + "`";
  }

  /// The `after` that puts a column back where it stands: none for the last one,
  /// which every engine can do.
  /// Its place among those of its kind that have no names, unless it is the last of them or has one.
  std::optional<size_t> placeOfUnnamed(const Constraint& constraint) const {
    const auto isAlike = [&](const Constraint& it) {
      return it.index() == constraint.index() && baseOf(it).name.empty();
    };
    const auto& all = table_.constraints;
    const auto at = llvm::find(all, constraint);
    if (!isAlike(constraint) || at == all.end() || std::none_of(std::next(at), all.end(), isAlike))
      return std::nullopt;
    return std::count_if(all.begin(), at, isAlike);
  }

  std::optional<std::string> placeOf(const Column& column) const {
    if (&column == &table_.columns.back())
      return std::nullopt;
    return columnBefore(column);
  }

  /// Empty: it is the first.
  std::string columnBefore(const Column& column) const {
    size_t index = &column - table_.columns.data();
    return index == 0 ? "" : table_.columns[index - 1].name;
  }

  const Catalog& before_;
  const Table& table_;
  std::vector<std::string>& losses_;
};

} // namespace

std::vector<op::TableAction> invertAction(const op::TableAction& action, const QualifiedName& table,
                                          const Catalog& before, std::vector<std::string>& losses) {
  const Table* found = before.tables.find(table);
  assert(found && "the table is resolved");
  return std::visit(ActionInverter(before, *found, losses), action);
}

} // namespace retort
