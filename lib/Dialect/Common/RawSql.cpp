#include "Dialect/Common/RawSql.h"

#include "Dialect/Common/Guard.h"

namespace retort {

void addRawSql(const Dialect& dialect, const op::RawSql& raw, StatementSink& sink,
               DiagnosticEngine& diags, llvm::function_ref<bool(llvm::StringRef)> commits) {
  std::string doneWhen;
  if (raw.doneWhen)
    if (auto condition = conditionOf(dialect, *raw.doneWhen, sink.origin(), diags))
      doneWhen = "SELECT CASE WHEN " + *condition + " THEN 1 ELSE 0 END";
  for (std::string& text : dialect.split(raw.text)) {
    const bool commitsBySelf = commits(text);
    Statement& statement = sink.add(std::move(text));
    statement.transactional = !commitsBySelf;
    statement.doneWhen = doneWhen;
  }
}

} // namespace retort
