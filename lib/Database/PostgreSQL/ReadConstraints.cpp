//===- ReadConstraints.cpp - indexes and constraints -------------------------===//
#include "Database/PostgreSQL/CatalogReader.h"
#include "Database/PostgreSQL/SqlParts.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgres {

//===--- Indexes ----------------------------------------------------------===//

/// Does an expression have another collation than by itself? `definition` is CREATE INDEX.
static bool saysCollation(llvm::StringRef definition, size_t number) {
  const size_t keys = findWords(definition, "using");
  std::vector<llvm::StringRef> items = itemsOf(insideParentheses(definition.substr(keys)));
  return number < items.size() && findWords(items[number], "collate") != llvm::StringRef::npos;
}

/// Of the row: column, expression, `desc` and `nulls first` as bits, operator class, collation;
/// what of it is not kept, and the whole definition where the collation may be that of
/// the expression.
IndexPart CatalogReader::partOf(const std::vector<Value>& values, const std::string& method,
                                const Relation& relation) {
  IndexPart part;
  part.value = values.at(0) ? Expr::column(*values[0])
                            : readExpr(values.at(1).value_or(""), &relation.table);
  const bool isOrdered = method == "btree";
  part.descending = isOrdered && values.at(2) != "0";
  const bool nullsFirst = isOrdered && values.at(3) != "0";
  if (nullsFirst != part.descending)
    part.nulls = nullsFirst ? NullsOrder::First : NullsOrder::Last;
  part.operatorClass = values.at(4).value_or("");
  part.collation = values.at(5).value_or("");
  return part;
}

void CatalogReader::readIndex(const CatalogRow& row) {
  Relation* relation = relationOf(row);
  if (!relation)
    return;
  Index index;
  index.name = row.text("name");
  index.unique = row.flag("is_unique");
  index.nullsNotDistinct = row.flag("nulls_not_distinct");
  index.comment = row.text("comment");
  index.options = optionsOf(row);
  if (row.has("tablespace"))
    setOption(index.options, "tablespace", row.text("tablespace"));
  const std::string method = row.text("method");
  if (method != "btree")
    index.method = method;
  const std::string path = index.name + " on " + relation->id.name.str();
  const unsigned keys = row.number("keys");
  std::vector<std::vector<Value>> parts = row.lists("parts");
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i >= keys) {
      index.include.push_back(parts[i].at(0).value_or(""));
      continue;
    }
    index.parts.push_back(partOf(parts[i], method, *relation));
    if (parts[i].at(7) && !saysCollation(*parts[i][7], i))
      index.parts.back().collation.clear();
    if (parts[i].at(6))
      cannotSay("index", path, *parts[i][6] + " is not kept");
  }
  if (row.has("condition"))
    index.where = readExpr(row.text("condition"), &relation->table);
  if (row.flag("is_clustered"))
    cannotSay("index", path, "that the table is clustered by it is not kept");
  if (row.flag("is_key")) {
    keyIndexes_[row.text("oid")] = std::move(index);
    return;
  }
  if (row.flag("is_inherited")) // a part has the indexes of its table
    return;
  if (!row.flag("is_valid") && relation->partitionKey.empty())
    cannotSay("index", path, "it is not valid: an interrupted build has left it");
  relation->table.indexes.push_back(std::move(index));
}

//===--- Constraints ------------------------------------------------------===//

static Deferral deferralOf(const CatalogRow& row) {
  if (!row.flag("is_deferrable"))
    return Deferral::NotDeferrable;
  return row.flag("is_deferred") ? Deferral::InitiallyDeferred : Deferral::InitiallyImmediate;
}

static ReferentialAction actionOf(char letter) {
  switch (letter) {
  case 'r':
    return ReferentialAction::Restrict;
  case 'c':
    return ReferentialAction::Cascade;
  case 'n':
    return ReferentialAction::SetNull;
  case 'd':
    return ReferentialAction::SetDefault;
  default:
    return ReferentialAction::NoAction;
  }
}

void CatalogReader::readKey(const CatalogRow& row, Key& key) const {
  key.columns = row.texts("columns");
  auto found = keyIndexes_.find(row.text("index"));
  if (found == keyIndexes_.end())
    return;
  const Index& index = found->second;
  key.columns.clear(); // the constraint lists those of INCLUDE, too
  for (const IndexPart& part : index.parts)
    key.columns.push_back(part.value.text);
  key.include = index.include;
  key.options = index.options;
}

ForeignKey CatalogReader::foreignKeyOf(const CatalogRow& row) const {
  ForeignKey key;
  key.columns = row.texts("columns");
  key.referredTable = nameOf(row["referred_schema"], row["referred_table"]);
  key.referredColumns = row.texts("referred_columns");
  key.onDelete = actionOf(row.letter("on_delete"));
  key.onDeleteColumns = row.texts("on_delete_columns");
  key.onUpdate = actionOf(row.letter("on_update"));
  key.matchFull = row.letter("match") == 'f';
  return key;
}

Exclude CatalogReader::excludeOf(const CatalogRow& row) const {
  Exclude exclude;
  auto found = keyIndexes_.find(row.text("index"));
  if (found == keyIndexes_.end())
    return exclude;
  const Index& index = found->second;
  exclude.method = index.method;
  exclude.parts = index.parts;
  exclude.where = index.where;
  exclude.options = index.options;
  for (auto [part, sign] : llvm::zip(exclude.parts, row.texts("operators")))
    part.excludeOperator = sign;
  return exclude;
}

std::optional<Constraint> CatalogReader::constraintOf(const CatalogRow& row,
                                                      const Relation& relation) {
  switch (row.letter("kind")) {
  case 'p': {
    PrimaryKey key;
    readKey(row, key);
    return key;
  }
  case 'u': {
    Unique key;
    readKey(row, key);
    if (auto found = keyIndexes_.find(row.text("index")); found != keyIndexes_.end())
      key.nullsNotDistinct = found->second.nullsNotDistinct;
    return key;
  }
  case 'f':
    return foreignKeyOf(row);
  case 'c': {
    Check check;
    check.condition = readExpr(row.text("condition"), &relation.table);
    check.noInherit = row.flag("no_inherit");
    return check;
  }
  case 'x':
    return excludeOf(row);
  default:
    return std::nullopt;
  }
}

void CatalogReader::readConstraint(const CatalogRow& row) {
  Relation* relation = relationOf(row);
  // A part has the constraints of its table, and a child the checks of its parent.
  if (!relation || row.flag("is_inherited") || !row.flag("is_local"))
    return;
  const std::string path = relation->id.name.str() + "." + row.text("name");
  if (row.flag("is_of_periods"))
    return cannotSay("constraint", path, "`without overlaps` and `period` have no word");
  if (row.flag("is_idle"))
    return cannotSay("constraint", path, "that it is not enforced");
  std::optional<Constraint> constraint = constraintOf(row, *relation);
  if (!constraint)
    return;
  ConstraintBase& base = baseOf(*constraint);
  base.name = row.text("name");
  base.deferral = deferralOf(row);
  base.notValid = !row.flag("is_valid");
  base.comment = row.text("comment");
  relation->table.constraints.push_back(std::move(*constraint));
}

} // namespace retort::postgres
