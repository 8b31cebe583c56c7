// An operation on the rows of a file, as operations that hold some of them each.
#include "Operation/Operation.h"
#include "Operation/RowKeys.h"

namespace retort::op {

llvm::Error forEachPart(const Insert& insert, const Table& table, PartSize size,
                        OperationHandler act) {
  std::vector<const Column*> columns;
  for (const std::string& name : insert.columns)
    columns.push_back(table.findColumn(name));
  Insert part = insert;
  part.file = {};
  return forEachPart(insert.file, columns, size, [&](ValueRows rows, unsigned line) {
    const size_t count = rows.size();
    part.rows = std::move(rows);
    return act(part, count, line);
  });
}

llvm::Error forEachPart(const Delete& remove, const Table& table, PartSize size,
                        OperationHandler act) {
  std::vector<const Column*> columns;
  std::vector<std::string> key;
  for (const std::string& name : remove.keys->columns) {
    columns.push_back(name.empty() ? nullptr : table.findColumn(name));
    if (!name.empty())
      key.push_back(name);
  }
  Delete part = remove;
  part.keys.reset();
  return forEachPart(remove.keys->file, columns, size, [&](ValueRows rows, unsigned line) {
    part.where = hasOneOf(remove.alias, key, rows);
    return act(part, rows.size(), line);
  });
}

} // namespace retort::op
