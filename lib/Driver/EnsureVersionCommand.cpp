#include "Driver/DatabaseState.h"
#include "Driver/GlobalOptions.h"
#include "Support/English.h"
#include "Syntax/RevisionHeader.h"

#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option widen = {.name = "--widen",
                                 .help = "let a version table of somebody else's take longer ids"};

/// What `widen` is told where the width is not known: nothing is narrower.
static constexpr unsigned leastWidth = 1;

static Outcome writeScript(Session& session) {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<DatabaseSettings> settings = session.settings();
  if (!settings)
    return settings.takeError();
  Books books(**dialect, *settings);
  std::vector<Statement> statements = books.create();
  const bool hasWidths = !(*dialect)->widthQuery(books.versions().name(), "").empty();
  if (session.arguments().has(widen) && hasWidths)
    llvm::append_range(statements, books.versions().widen(leastWidth));
  for (const Statement& statement : statements)
    session.out() << (*dialect)->terminated(statement.sql) << '\n';
  return ExitCode::Success;
}

static llvm::Error runAll(Connection& connection, llvm::ArrayRef<Statement> statements) {
  for (const Statement& statement : statements)
    if (llvm::Expected<uint64_t> done = connection.execute(statement.sql); !done)
      return done.takeError();
  return llvm::Error::success();
}

/// The tables that are missing.
static llvm::Error makeTables(Session& session, DatabaseState& state) {
  Books books = state.books();
  if (llvm::Error error = state.readLog())
    return error;
  std::vector<Statement> create;
  std::vector<std::string> names;
  if (!state.hasVersionTable) {
    create.push_back(books.createVersions());
    names.push_back(state.target->settings.versionTable);
  }
  if (!state.log) {
    create.push_back(books.createAudit());
    names.push_back(state.target->settings.auditTable);
  }
  if (llvm::Error error = runAll(*state.connection, create))
    return error;
  session.console().say(names.empty() ? state.target->name + " has retort's own tables"
                                      : "made on " + state.target->name + ": " + listed(names));
  return llvm::Error::success();
}

static llvm::Error checkWidth(Session& session, DatabaseState& state) {
  const VersionTable table(*state.dialect, state.target->settings.versionTable);
  const std::string& name = state.target->settings.versionTable;
  llvm::Expected<std::optional<unsigned>> width = table.width(*state.connection);
  if (!width)
    return width.takeError();
  const bool asked = session.arguments().has(widen);
  if (!*width) {
    if (asked)
      session.console().say(name + " takes ids of any length: " +
                            state.dialect->displayName().str() + " does not enforce its width");
    return llvm::Error::success();
  }
  const bool isNarrow = **width < maxRevisionId;
  if (!isNarrow || !asked) {
    session.console().say(
        name + " takes ids of " + std::to_string(**width) + " characters" +
        (isNarrow ? "; --widen lets it take " + std::to_string(maxRevisionId) : ""));
    return llvm::Error::success();
  }
  if (llvm::Error error = runAll(*state.connection, table.widen(**width)))
    return error;
  session.console().say(name + " takes ids of " + std::to_string(maxRevisionId) +
                        " characters now, and took " + std::to_string(**width));
  return llvm::Error::success();
}

static Outcome run(Session& session) {
  if (session.arguments().has(options::sql))
    return writeScript(session);
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  if (llvm::Error error = state->prepareToWrite(session))
    return error;
  if (llvm::Error error = makeTables(session, *state))
    return error;
  if (llvm::Error error = checkWidth(session, *state))
    return error;
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&widen, &options::sql, &options::dialect,
                                               &options::wait, &options::terminateHolder};

constexpr CommandBody ensureVersionCommand = {
    .options = ownOptions,
    .isForEachDatabase = true,
    .description = "Makes the version table and the audit table where they are not there, which "
                   "the first run\n"
                   "does anyway. A version table that Alembic made takes ids of 32 characters; "
                   "with --widen it\n"
                   "takes 128, as one of retort's own does. Alembic goes on using it.",
    .examples = "retort ensure-version\nretort ensure-version --widen --env prod",
    .run = run,
};

} // namespace retort
