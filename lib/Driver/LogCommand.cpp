#include "Driver/AuditLog.h"
#include "Driver/GlobalOptions.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option text = {.name = "--text",
                                .help = "print the text of the revision as it was applied last"};

static void printJson(const AuditRow& row, llvm::raw_ostream& out) {
  llvm::json::OStream json(out);
  json.object([&] {
    json.attribute("number", static_cast<int64_t>(row.number));
    json.attribute("revision", row.entry.revision);
    json.attribute("previous", row.entry.previous);
    json.attribute("operation", row.entry.operation);
    json.attribute("outcome", row.outcome);
    json.attribute("applied_at", row.appliedAt);
    json.attribute("who", row.who);
    json.attribute("host", row.host);
    uint64_t milliseconds;
    if (!llvm::StringRef(row.milliseconds).getAsInteger(10, milliseconds)) // scripts note none
      json.attribute("milliseconds", milliseconds);
    json.attribute("tool", row.tool);
    json.attribute("source_sha256", row.entry.sourceHash);
    json.attribute("message", row.message);
  });
  out << '\n';
}

/// `3  2026-11-20 14:02:11  upgrade 9b84540a7c1c  failed  12 ms  deploy on ci-7`, and what the
/// engine said.
static void print(const AuditRow& row, llvm::raw_ostream& out) {
  std::vector<std::string> parts = {std::to_string(row.number), row.appliedAt,
                                    row.entry.operation + " " +
                                        (row.entry.revision.empty() ? "base" : row.entry.revision)};
  if (row.outcome != spelling(AuditOutcome::Done))
    parts.push_back(row.outcome);
  if (!row.milliseconds.empty())
    parts.push_back(row.milliseconds + " ms");
  parts.push_back(row.who.empty() ? "by a script" : row.who + " on " + row.host);
  out << llvm::join(parts, "  ") << '\n';
  if (!row.message.empty())
    out << "    " << row.message << '\n';
}

/// Of the last row of that revision which has one.
static Outcome printText(AuditLog& log, llvm::StringRef id, llvm::raw_ostream& out) {
  for (const AuditRow& row : llvm::reverse(log.rows())) {
    if (row.entry.revision != id)
      continue;
    llvm::Expected<const SourceBuffer*> source = log.text(row);
    if (!source)
      return source.takeError();
    if (!*source)
      continue;
    out << (*source)->text();
    return ExitCode::Success;
  }
  return llvm::make_error<CommandError>("the audit table has no text of `" + id.str() + "`",
                                        "a script does not put one there; a run does");
}

static ExitCode checkSeals(llvm::ArrayRef<AuditRow> rows, Console& console) {
  std::vector<uint64_t> broken = brokenSeals(rows);
  std::vector<std::string> numbers;
  for (uint64_t number : broken)
    numbers.push_back(std::to_string(number));
  if (broken.empty())
    return ExitCode::Success;
  console.print(llvm::createStringError("the seal of row " + llvm::join(numbers, ", ") +
                                        " is broken: it was changed after it was written, or the "
                                        "one before it is missing"));
  return ExitCode::Failure;
}

static Outcome run(Session& session) {
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  if (llvm::Error error = state->readLog())
    return error;
  AuditLog log(session, *state);
  llvm::StringRef id = session.arguments().positional(0);
  if (session.arguments().has(text)) {
    if (id.empty())
      return llvm::make_error<UsageError>("`--text` needs a revision", "retort log REV --text");
    return printText(log, id, session.out());
  }
  for (const AuditRow& row : llvm::reverse(log.rows())) {
    if (!id.empty() && row.entry.revision != id)
      continue;
    if (session.console().json())
      printJson(row, session.out());
    else
      print(row, session.out());
  }
  if (log.rows().empty())
    session.console().say("nothing was run on " + state->target->name + " yet");
  return checkSeals(log.rows(), session.console());
}

static constexpr Positional positionals[] = {
    {.name = "REV",
     .count = Positional::Optional,
     .help = "only the rows of this revision, by its full id"}};
static constexpr const Option* ownOptions[] = {&text, &options::json};

constexpr CommandBody logCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Lists the audit table: what was run, taken back, stamped or refused, when, by whom and for\n"
        "how long. Exits with 1 if a row was changed after it was sealed, or is missing.",
    .examples = "retort log\nretort log 9b84540a7c1c --text > recovered.mig",
    .run = run,
};

} // namespace retort
