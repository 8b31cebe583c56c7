#include "Operation/DataOperation.h"

#include "Catalog/QueryWalk.h"

namespace retort::op {

/// The target is a source like those beside it.
static void enterTarget(QueryWalk& walk, const QualifiedName& table, const std::string& alias,
                        std::vector<FromItem>& items) {
  for (FromItem& item : items)
    walk.in(item);
  walk.enter(FromTable{table, alias, /*isCommon=*/false});
  walk.enter(items);
}

Insert unqualified(Insert insert) {
  Unqualified walk;
  for (std::vector<Expr>& row : insert.rows)
    walk.in(row);
  if (insert.query)
    insert.query = QueryRef(retort::unqualified(*insert.query));
  if (insert.onConflict && insert.onConflict->targetWhere) {
    walk.enter(FromTable{insert.table, insert.table.name, /*isCommon=*/false});
    walk.in(insert.onConflict->targetWhere);
  }
  return insert;
}

Update unqualified(Update update) {
  Unqualified walk;
  enterTarget(walk, update.table, update.alias, update.from);
  for (Assignment& assignment : update.set)
    walk.in(assignment.value);
  walk.in(update.where);
  return update;
}

Delete unqualified(Delete remove) {
  Unqualified walk;
  enterTarget(walk, remove.table, remove.alias, remove.usingItems);
  walk.in(remove.where);
  return remove;
}

} // namespace retort::op
