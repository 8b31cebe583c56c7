#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

namespace retort {

static void expressType(Type& type) {
  if (type.kind == TypeKind::Binary)
    type.kind = TypeKind::Bytes;
  if (type.kind == TypeKind::Bytes)
    type.length.reset();
  if (type.kind == TypeKind::Decimal && type.length && !type.scale)
    type.scale = 0;
}

static void expressColumn(const Table& table, Column& column) {
  column.notNull = column.identity || isNotNull(table, column);
  expressType(column.type);
  if (column.defaultValue && column.defaultValue->kind == ExprKind::Null)
    column.defaultValue.reset();
  if (column.identity && column.identity->kind == IdentityKind::BySequence)
    column.identity->sequence = sequenceName(table, column);
}

static void expressIndex(Index& index) {
  if (index.method == "btree")
    index.method.clear();
  for (IndexPart& part : index.parts) {
    NullsOrder own = part.descending ? NullsOrder::First : NullsOrder::Last;
    if (part.nulls == own)
      part.nulls = NullsOrder::Default;
  }
}

Table PostgreSQL::express(const Table& written, const Catalog&) const {
  Table table = resolveFor(facts(), written);
  for (Column& column : table.columns)
    expressColumn(table, column);
  for (Constraint& constraint : table.constraints)
    if (baseOf(constraint).name.empty())
      baseOf(constraint).name = constraintName(table, constraint);
  for (Index& index : table.indexes)
    expressIndex(index);
  return table;
}

} // namespace retort
