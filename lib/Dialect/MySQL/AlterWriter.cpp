#include "Dialect/MySQL/AlterWriter.h"

#include "Dialect/Common/BatchLoop.h"
#include "Dialect/MySQL/TableWriter.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {

//===--- Columns ----------------------------------------------------------===//

static std::vector<std::string> usedBy(const Expr& expr) {
  if (containsOpaque(expr))
    return {PendingAlter::anyColumn.str()};
  return columnsIn(expr);
}

static std::vector<std::string> usedBy(const Column& column) {
  return column.generated ? usedBy(column.generated->value) : std::vector<std::string>();
}

void AlterWriter::place(AlterPart& part, const std::optional<std::string>& after) const {
  if (!after)
    return;
  part.clause += after->empty() ? " FIRST" : " AFTER " + dialect_.quote(*after);
  if (!after->empty())
    part.uses.push_back(*after);
}

void AlterWriter::addColumn(const Column& column, const std::optional<std::string>& after) {
  AlterPart part;
  part.clause = "ADD COLUMN " + columnClause(dialect_, column);
  part.columns = {column.name};
  part.uses = usedBy(column);
  part.defines = true;
  place(part, after);
  pending_.add(std::move(part));
}

void AlterWriter::modify(const Column& column, const std::optional<std::string>& after) {
  AlterPart part;
  part.clause = "MODIFY COLUMN " + columnClause(dialect_, column);
  part.columns = {column.name};
  part.uses = usedBy(column);
  part.defines = true;
  place(part, after);
  pending_.add(std::move(part));
}

std::string AlterWriter::updateText(const Column& column, const Expr& value) const {
  return "UPDATE " + dialect_.quote(name_) + " SET " + dialect_.quote(column.name) + " = " +
         dialect_.spell(value, &column.type);
}

void AlterWriter::update(const Column& column, const Expr& value, const std::string& purpose) {
  pending_.flush();
  sink_.add(updateText(column, value), purpose);
}

void AlterWriter::update(const Table& table, const Column& column, const Expr& value,
                         const op::Batches& batches) {
  pending_.flush();
  const std::string text = updateText(column, value);
  auto part = [&](const Expr& isInBatch) { return text + " WHERE " + dialect_.spell(isInBatch); };
  addBatches(dialect_, {table, name_.name, batches, text, part}, sink_);
}

void AlterWriter::dropColumn(const std::string& name) {
  AlterPart part;
  part.clause = "DROP COLUMN " + dialect_.quote(name);
  part.columns = {name};
  pending_.add(std::move(part));
}

void AlterWriter::renameColumn(const std::string& from, const std::string& to) {
  AlterPart part;
  part.clause = "RENAME COLUMN " + dialect_.quote(from) + " TO " + dialect_.quote(to);
  part.columns = {from, to};
  part.renames = true;
  pending_.add(std::move(part));
}

/// CHANGE gives the name that DROP COLUMN makes free in the same statement.
void AlterWriter::replaceColumn(const std::string& from, const Column& column) {
  AlterPart part;
  part.clause = "DROP COLUMN " + dialect_.quote(column.name) + ",\n  CHANGE COLUMN " +
                dialect_.quote(from) + " " + columnClause(dialect_, column);
  part.columns = {column.name, from};
  part.defines = true;
  pending_.add(std::move(part));
}

//===--- Constraints ------------------------------------------------------===//

/// What the constraint is known by, among all keys and checks of a table: a unique one by
/// its index, whose name a foreign key may have as well.
static std::string keyOf(const Constraint& constraint) {
  if (std::holds_alternative<Unique>(constraint))
    return baseOf(constraint).name;
  return (kindSpelling(constraint) + " " + baseOf(constraint).name).str();
}

static std::vector<std::string> usedBy(const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  return check ? usedBy(check->condition) : columnsOf(constraint);
}

void AlterWriter::addConstraint(const Constraint& constraint) {
  // A key of the same table that a foreign key refers to must be there before.
  if (const auto* key = std::get_if<ForeignKey>(&constraint))
    if (key->referredTable == name_ && pending_.changesKeys())
      pending_.flush();
  AlterPart part;
  part.clause = "ADD " + constraintClause(dialect_, constraint);
  part.uses = usedBy(constraint);
  part.keys = {keyOf(constraint)};
  part.makesKey = true;
  pending_.add(std::move(part));
}

void AlterWriter::dropConstraint(const Constraint& constraint) {
  AlterPart part;
  part.clause = dropConstraintClause(dialect_, constraint);
  part.keys = {keyOf(constraint)};
  part.freesKey = !std::holds_alternative<ForeignKey>(constraint);
  pending_.add(std::move(part));
}

/// Only an index can be renamed; a foreign key or check is made again.
void AlterWriter::renameConstraint(const Constraint& from, const Constraint& to) {
  if (baseOf(from).name == baseOf(to).name)
    return;
  if (std::holds_alternative<Unique>(from))
    return renameIndex(baseOf(from).name, baseOf(to).name);
  dropConstraint(from);
  addConstraint(to);
}

//===--- Indexes, options, comments ---------------------------------------===//

void AlterWriter::addIndex(const Index& index) {
  AlterPart part;
  part.clause = "ADD " + indexClause(dialect_, index);
  part.keys = {index.name};
  part.makesKey = true;
  for (const IndexPart& each : index.parts)
    llvm::append_range(part.uses, usedBy(each.value));
  pending_.add(std::move(part));
}

void AlterWriter::dropIndex(const std::string& name) {
  AlterPart part;
  part.clause = "DROP INDEX " + dialect_.quote(name);
  part.keys = {name};
  part.freesKey = true;
  pending_.add(std::move(part));
}

void AlterWriter::showIndex(const Index& index) {
  const Flavor& flavor = dialect_.flavor();
  AlterPart part;
  part.clause = "ALTER INDEX " + dialect_.quote(index.name) + " " +
                (isHidden(index) ? flavor.hiddenIndex : flavor.shownIndex).str();
  part.keys = {index.name};
  pending_.add(std::move(part));
}

void AlterWriter::renameIndex(const std::string& from, const std::string& to) {
  AlterPart part;
  part.clause = "RENAME INDEX " + dialect_.quote(from) + " TO " + dialect_.quote(to);
  part.keys = {from, to};
  pending_.add(std::move(part));
}

void AlterWriter::restartNumbers(llvm::StringRef at) {
  AlterPart part;
  part.clause = "AUTO_INCREMENT = " + (at.empty() ? "1" : at.str());
  pending_.add(std::move(part));
}

void AlterWriter::setComment(llvm::StringRef comment) {
  AlterPart part;
  part.clause = "COMMENT = " + dialect_.literal(comment);
  pending_.add(std::move(part));
}

/// How a table is divided stands behind all parts of a statement, and alone: it copies the
/// table.
void AlterWriter::setOptions(const Options& before, const Options& after) {
  for (std::string& clause : settingChanges(dialect_, before, after)) {
    AlterPart part;
    part.clause = std::move(clause);
    pending_.add(std::move(part));
  }
  std::string division = partitionChange(before, after);
  if (division.empty())
    return;
  pending_.flush();
  std::string head = head_;
  for (const std::string& clause : tail_)
    head += (clause == tail_.front() ? " " : ", ") + clause;
  sink_.add(head + "\n" + division).transactional = false;
}

} // namespace retort::mysql
