#include "Dialect/MySQL/Sequences.h"

#include "Dialect/Common/SequenceOptions.h"

#include "llvm/ADT/StringExtras.h"

namespace retort::mysql {

static constexpr SequenceOption optionRows[] = {
    {"start", "START WITH", ""},
    {"minvalue", "MINVALUE", "NO MINVALUE"},
    {"no minvalue", "NO MINVALUE", "NO MINVALUE"},
    {"maxvalue", "MAXVALUE", "NO MAXVALUE"},
    {"no maxvalue", "NO MAXVALUE", "NO MAXVALUE"},
    {"increment", "INCREMENT BY", "INCREMENT BY 1"},
    {"cache", "CACHE", "CACHE 1000"},
    {"cycle", "CYCLE", "NOCYCLE"},
    {"no cycle", "NOCYCLE", "NOCYCLE"},
};

static void add(std::string sql, llvm::ArrayRef<std::string> options, StatementSink& sink) {
  for (const std::string& option : options)
    sql += " " + option;
  sink.add(std::move(sql)).transactional = false;
}

void createSequence(const MySQL& dialect, const Sequence& sequence, StatementSink& sink) {
  std::string text = "CREATE SEQUENCE " + dialect.quote(sequence.name);
  if (sequence.type.kind != TypeKind::BigInt)
    text += " AS " + dialect.spell(sequence.type);
  add(std::move(text), optionClauses(optionRows, sequence.options), sink);
}

void alterSequence(const MySQL& dialect, const Sequence& before, const Sequence& after,
                   StatementSink& sink) {
  std::vector<std::string> parts = changedOptions(optionRows, before.options, after.options);
  if (before.type != after.type)
    parts.insert(parts.begin(), "AS " + dialect.spell(after.type));
  if (!parts.empty())
    add("ALTER SEQUENCE " + dialect.quote(after.name), parts, sink);
}

void restartSequence(const MySQL& dialect, const op::RestartSequence& restart,
                     StatementSink& sink) {
  add("ALTER SEQUENCE " + dialect.quote(restart.name),
      {"RESTART" + (restart.at ? " WITH " + *restart.at : "")}, sink);
}

} // namespace retort::mysql
