#include "Dialect/PostgreSQL/Sequences.h"

#include "Dialect/PostgreSQL/TableWriter.h"

#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

namespace {
struct SequenceOption {
  llvm::StringLiteral name; // the language's
  llvm::StringLiteral sql;
  llvm::StringLiteral reset; // what takes it back; empty where that depends on others
};
} // namespace

static constexpr SequenceOption optionRows[] = {
    {"increment", "INCREMENT BY", "INCREMENT BY 1"},
    {"minvalue", "MINVALUE", "NO MINVALUE"},
    {"no minvalue", "NO MINVALUE", "NO MINVALUE"},
    {"maxvalue", "MAXVALUE", "NO MAXVALUE"},
    {"no maxvalue", "NO MAXVALUE", "NO MAXVALUE"},
    {"start", "START WITH", ""},
    {"cache", "CACHE", "CACHE 1"},
    {"cycle", "CYCLE", "NO CYCLE"},
    {"no cycle", "NO CYCLE", "NO CYCLE"},
};

static std::string clause(const SequenceOption& row, const std::string& value) {
  return row.sql.str() + (value.empty() ? "" : " " + value);
}

std::string sequenceOptions(const SequenceOptions& options) {
  std::vector<std::string> parts;
  for (const SequenceOption& row : optionRows)
    if (auto option = options.find(row.name.str()); option != options.end())
      parts.push_back(clause(row, option->second));
  return llvm::join(parts, " ");
}

std::string nextValue(const PostgreSQL& dialect, const QualifiedName& sequence) {
  return "nextval(" + dialect.literal(dialect.quote(sequence)) + ")";
}

static std::string ownerClause(const PostgreSQL& dialect, const SequenceOwner& owner) {
  return "OWNED BY " + (owner ? columnPath(dialect, owner.table, owner.column) : "NONE");
}

std::string createSequence(const PostgreSQL& dialect, const Sequence& sequence) {
  std::string text =
      "CREATE SEQUENCE " + dialect.quote(sequence.name) + " AS " + dialect.spell(sequence.type);
  if (std::string options = sequenceOptions(sequence.options); !options.empty())
    text += " " + options;
  return sequence.owner ? text + " " + ownerClause(dialect, sequence.owner) : text;
}

static const std::string* valueOf(const SequenceOptions& options, llvm::StringRef name) {
  auto option = options.find(name.str());
  return option == options.end() ? nullptr : &option->second;
}

/// Where a sequence starts that does not say it: at its first value.
static std::string ownStart(const SequenceOptions& options) {
  const std::string* increment = valueOf(options, "increment");
  const bool falls = increment && llvm::StringRef(*increment).starts_with("-");
  const std::string* first = valueOf(options, falls ? "maxvalue" : "minvalue");
  return first ? *first : falls ? "-1" : "1";
}

static std::vector<std::string> changedOptions(const SequenceOptions& before,
                                               const SequenceOptions& after) {
  std::vector<std::string> parts;
  for (const SequenceOption& row : optionRows) {
    const std::string* old = valueOf(before, row.name);
    const std::string* value = valueOf(after, row.name);
    if (value && (!old || *old != *value))
      parts.push_back(clause(row, *value));
    else if (old && !value)
      parts.push_back(row.reset.empty() ? clause(row, ownStart(after)) : row.reset.str());
  }
  return parts;
}

void alterSequence(const PostgreSQL& dialect, const Sequence& before, const Sequence& after,
                   StatementSink& sink) {
  std::vector<std::string> parts;
  if (before.type != after.type)
    parts.push_back("AS " + dialect.spell(after.type));
  for (std::string& option : changedOptions(before.options, after.options))
    parts.push_back(std::move(option));
  if (before.owner != after.owner)
    parts.push_back(ownerClause(dialect, after.owner));
  if (!parts.empty())
    sink.add("ALTER SEQUENCE " + dialect.quote(after.name) + " " + llvm::join(parts, " "));
}

void restartSequence(const PostgreSQL& dialect, const op::RestartSequence& restart,
                     StatementSink& sink) {
  sink.add("ALTER SEQUENCE " + dialect.quote(restart.name) + " RESTART" +
           (restart.at ? " WITH " + *restart.at : ""));
}

} // namespace retort::postgresql
