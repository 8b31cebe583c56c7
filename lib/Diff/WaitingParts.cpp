#include "Diff/WaitingParts.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
class PartTaker {
public:
  PartTaker(Table& table, llvm::function_ref<bool(const Table&)> mustWait)
      : table_(table), mustWait_(mustWait) {}

  std::vector<op::TableAction> take() {
    takeColumns();
    takeConstraints();
    takeIndexes();
    return std::move(actions_);
  }

private:
  template <typename Part> bool waits(std::vector<Part> Table::*parts, const Part& part) const {
    Table alone;
    (alone.*parts).push_back(part);
    return mustWait_(alone);
  }

  bool readsWaiting(const std::vector<std::string>& columns) const {
    return llvm::any_of(columns, [&](const std::string& column) {
      return llvm::is_contained(waitingColumns_, column);
    });
  }

  void takeColumns() {
    std::string last; // empty: the first one
    std::vector<Column> kept;
    for (Column& column : table_.columns) {
      const std::string name = column.name;
      const bool isGenerated = column.generated.has_value();
      if (!waits(&Table::columns, column) &&
          !(isGenerated && readsWaiting(columnsIn(column.generated->value)))) {
        kept.push_back(std::move(column));
      } else if (isGenerated) {
        waitingColumns_.push_back(name);
        actions_.push_back(op::AddColumn{std::move(column), {}, last});
      } else {
        actions_.push_back(op::AlterColumn{column});
        column.defaultValue.reset();
        column.defaultFor.clear();
        column.onUpdate.reset();
        kept.push_back(std::move(column));
      }
      last = name;
    }
    table_.columns = std::move(kept);
  }

  void takeConstraints() {
    llvm::erase_if(table_.constraints, [&](const Constraint& constraint) {
      if (!waits(&Table::constraints, constraint) && !readsWaiting(columnsOf(constraint)))
        return false;
      actions_.push_back(op::AddConstraint{constraint});
      return true;
    });
  }

  void takeIndexes() {
    llvm::erase_if(table_.indexes, [&](const Index& index) {
      if (!waits(&Table::indexes, index) && !readsWaiting(columnsOf(index)))
        return false;
      actions_.push_back(op::AddIndex{index});
      return true;
    });
  }

  Table& table_;
  llvm::function_ref<bool(const Table&)> mustWait_;
  std::vector<std::string> waitingColumns_;
  std::vector<op::TableAction> actions_;
};
} // namespace

std::vector<op::TableAction> takeWaitingParts(Table& table,
                                              llvm::function_ref<bool(const Table&)> mustWait) {
  return PartTaker(table, mustWait).take();
}

} // namespace retort
