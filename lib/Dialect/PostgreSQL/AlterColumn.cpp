#include "Dialect/PostgreSQL/AlterColumn.h"

#include "Dialect/Common/Support.h"
#include "Dialect/PostgreSQL/Sequences.h"
#include "Dialect/PostgreSQL/Settings.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Operation/Widening.h"

namespace retort::postgresql {
namespace {

class ColumnAlteration {
public:
  ColumnAlteration(const ColumnChange& change, PendingAlter& pending, StatementSink& sink,
                   DiagnosticEngine& diags)
      : dialect_(change.dialect), change_(change), before_(change.before), after_(change.after),
        pending_(pending), sink_(sink), diags_(diags) {}

  void run();

private:
  bool retyped() const {
    return before_.type != after_.type || before_.collation != after_.collation;
  }
  bool hasSequence(const Column& column) const {
    return column.identity && column.identity->kind == IdentityKind::BySequence;
  }
  bool hasIdentity(const Column& column) const { return column.identity && !hasSequence(column); }

  void part(const std::string& clause, Pass pass) {
    pending_.add("ALTER COLUMN " + dialect_.quote(after_.name) + " " + clause, pass, {after_.name});
  }
  void dropSequence();
  void dropOldValue();
  void retype();
  std::string conversion() const;
  void changeGenerated();
  void setNewValue();
  void changeNotNull();
  void addSequence();
  void addIdentity();
  void changeIdentity();
  void startAfterRows(const std::string& sequence);

  const PostgreSQL& dialect_;
  const ColumnChange& change_;
  const Column& before_;
  const Column& after_;
  PendingAlter& pending_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
};

} // namespace

//===--- Values -----------------------------------------------------------===//

/// The old default goes first where the new type could not take it: PostgreSQL refuses
/// to retype a column with a default that has no cast.
void ColumnAlteration::dropOldValue() {
  if (hasIdentity(before_) && !hasIdentity(after_))
    part("DROP IDENTITY", Pass::Drop);
  bool goes = !after_.defaultValue || before_.type != after_.type;
  if (before_.defaultValue && goes)
    part("DROP DEFAULT", Pass::Drop);
}

void ColumnAlteration::setNewValue() {
  bool gone = before_.type != after_.type;
  if (after_.defaultValue && (gone || before_.defaultValue != after_.defaultValue))
    part("SET " + defaultClause(dialect_, after_), Pass::AlterColumn);
}

void ColumnAlteration::changeNotNull() {
  if (before_.notNull == after_.notNull)
    return;
  part(after_.notNull ? "SET NOT NULL" : "DROP NOT NULL",
       after_.notNull ? Pass::AlterColumn : Pass::DropNotNull);
}

/// What a change of how a column is computed needs; nothing where no version has a way in place.
static std::optional<Feature> neededFor(const Column& before, const Column& after) {
  if (!before.generated)
    return std::nullopt;
  if (after.generated)
    return after.generated->stored == before.generated->stored
               ? std::optional(Feature::ExpressionChanges)
               : std::nullopt;
  return before.generated->stored ? std::optional(Feature::ExpressionDrops) : std::nullopt;
}

bool computesInPlace(const PostgreSQL& dialect, const Column& before, const Column& after) {
  if (before.generated == after.generated)
    return true;
  const std::optional<Feature> needed = neededFor(before, after);
  return needed && dialect.has(*needed);
}

void ColumnAlteration::changeGenerated() {
  if (before_.generated == after_.generated)
    return;
  if (computesInPlace(dialect_, before_, after_)) {
    if (after_.generated)
      part("SET EXPRESSION AS (" + dialect_.spell(after_.generated->value) + ")", Pass::AlterType);
    else
      part("DROP EXPRESSION", Pass::Drop);
    return;
  }
  if (const std::optional<Feature> needed = neededFor(before_, after_))
    return void(reportLack(*needed, dialect_, sink_.origin(), diags_)
                    .help("or drop what uses the column, or the column itself, and add it again"));
  diags_
      .report(diag::NotInDialect, sink_.origin(), dialect_.displayName(),
              "way to make `" + after_.name + "` generated or change how it is")
      .help(after_.generated ? "drop what uses the column first, and make it again after"
                             : "drop the column and add it again");
}

//===--- Type -------------------------------------------------------------===//

std::string castBetween(const PostgreSQL& dialect, llvm::StringRef column, const Type& from,
                        const Type& to, const Type& wanted) {
  // Between two enums, or an enum and anything but text, only text leads.
  bool throughText = from.kind == TypeKind::Enum && !to.isText();
  bool converts = !throughText && isConvertedBySelf(from, to);
  if (from == to || converts)
    return "";
  std::string value = dialect.quote(column);
  if (throughText)
    value += "::TEXT";
  return " USING " + value + "::" + dialect.spell(wanted);
}

std::string ColumnAlteration::conversion() const {
  if (change_.usingValue)
    return " USING " + dialect_.spell(*change_.usingValue, &after_.type);
  return castBetween(dialect_, after_.name, before_.type, after_.type, after_.type);
}

void ColumnAlteration::retype() {
  if (retyped())
    part("TYPE " + typeClause(dialect_, after_) + conversion(), Pass::AlterType);
  // The sequence of an identity follows its column, that of a serial does not.
  if (hasSequence(before_) && hasSequence(after_) && before_.type != after_.type) {
    pending_.flush();
    sink_.add("ALTER SEQUENCE " + dialect_.quote(after_.identity->sequence) + " AS " +
              dialect_.spell(after_.type));
  }
}

//===--- Numbering --------------------------------------------------------===//

/// The next number is greater than every one that the rows have already.
void ColumnAlteration::startAfterRows(const std::string& sequence) {
  pending_.flush();
  std::string column = dialect_.quote(after_.name);
  sink_.add("SELECT setval(" + sequence + ", coalesce(max(" + column + "), 0) + 1, false) FROM " +
                dialect_.quote(change_.table),
            "number after the rows that exist");
}

void ColumnAlteration::dropSequence() {
  part("DROP DEFAULT", Pass::Drop);
  pending_.flush();
  sink_.add("DROP SEQUENCE " + dialect_.quote(before_.identity->sequence));
}

void ColumnAlteration::addSequence() {
  pending_.flush();
  createSequence(dialect_, after_, sink_);
  part("SET " + defaultClause(dialect_, after_), Pass::AlterColumn);
  pending_.flush();
  ownSequence(dialect_, change_.table, after_, sink_);
  if (!after_.identity->options.contains("start"))
    startAfterRows(dialect_.literal(dialect_.quote(after_.identity->sequence)));
}

void ColumnAlteration::addIdentity() {
  pending_.flush(); // the column must be not null already
  part("ADD " + identityClause(*after_.identity), Pass::AlterColumn);
  if (!after_.identity->options.contains("start"))
    startAfterRows("pg_get_serial_sequence(" + dialect_.literal(dialect_.quote(change_.table)) +
                   ", " + dialect_.literal(after_.name) + ")");
}

/// `SET START WITH 10 SET INCREMENT BY 2`: each option of its own.
void ColumnAlteration::changeIdentity() {
  std::string text;
  if (before_.identity->kind != after_.identity->kind)
    text = after_.identity->kind == IdentityKind::Always ? "SET GENERATED ALWAYS"
                                                         : "SET GENERATED BY DEFAULT";
  for (const std::string& option :
       changedSequenceOptions(before_.identity->options, after_.identity->options))
    text += (text.empty() ? "SET " : " SET ") + option;
  if (!text.empty())
    part(text, Pass::AlterColumn);
}

void ColumnAlteration::run() {
  bool wasNumbered = before_.identity.has_value();
  bool sameNumbering =
      hasSequence(before_) == hasSequence(after_) && hasIdentity(before_) == hasIdentity(after_);
  if (hasSequence(before_) && !sameNumbering)
    dropSequence();
  changeGenerated();
  dropOldValue();
  retype();
  setNewValue();
  changeNotNull();
  if (hasSequence(after_) && !sameNumbering)
    addSequence();
  else if (hasIdentity(after_) && !sameNumbering)
    addIdentity();
  else if (hasIdentity(after_) && wasNumbered && before_.identity != after_.identity)
    changeIdentity();
  alterColumnSettings(dialect_, &before_, after_, pending_);
}

void alterColumn(const ColumnChange& change, PendingAlter& pending, StatementSink& sink,
                 DiagnosticEngine& diags) {
  ColumnAlteration(change, pending, sink, diags).run();
}

} // namespace retort::postgresql
