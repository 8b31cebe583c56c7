#include "Dialect/PostgreSQL/Sequences.h"

#include "Dialect/Common/SequenceOptions.h"
#include "Dialect/PostgreSQL/TableWriter.h"

#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

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

std::string sequenceOptions(const SequenceOptions& options) {
  return llvm::join(optionClauses(optionRows, options), " ");
}

std::vector<std::string> changedSequenceOptions(const SequenceOptions& before,
                                                const SequenceOptions& after) {
  return changedOptions(optionRows, before, after);
}

/// The numbers that a type has.
static std::pair<llvm::StringRef, llvm::StringRef> boundsOf(const Type& type) {
  switch (type.kind) {
  case TypeKind::SmallInt:
    return {"-32768", "32767"};
  case TypeKind::Int:
    return {"-2147483648", "2147483647"};
  default:
    return {"-9223372036854775808", "9223372036854775807"};
  }
}

void dropOwnOptions(SequenceOptions& options, const Type& type) {
  for (llvm::StringRef nothing : {"no minvalue", "no maxvalue", "no cycle"})
    options.erase(nothing.str());
  auto drop = [&](const char* name, llvm::StringRef own) {
    if (auto option = options.find(name); option != options.end() && option->second == own)
      options.erase(option);
  };
  const bool falls = llvm::StringRef(options["increment"]).starts_with("-");
  drop("increment", "");
  drop("increment", "1");
  drop("cache", "1");
  auto [least, most] = boundsOf(type);
  drop("minvalue", falls ? least : "1");
  drop("maxvalue", falls ? "-1" : most);
  const auto first = options.find(falls ? "maxvalue" : "minvalue");
  drop("start", first != options.end() ? llvm::StringRef(first->second) : falls ? "-1" : "1");
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

void alterSequence(const PostgreSQL& dialect, const Sequence& before, const Sequence& after,
                   StatementSink& sink) {
  std::vector<std::string> parts;
  if (before.type != after.type)
    parts.push_back("AS " + dialect.spell(after.type));
  for (std::string& option : changedSequenceOptions(before.options, after.options))
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
