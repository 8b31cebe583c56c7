#include "Driver/Driver.h"

#include "Database/Url.h"
#include "Driver/GlobalOptions.h"
#include "Driver/Help.h"
#include "Driver/SchemaWord.h"
#include "Driver/Session.h"
#include "Driver/SeveralDatabases.h"
#include "Support/English.h"
#include "Support/ToolVersion.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/BuryPointer.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

/// The first URL among the words is the session's database where nothing else says which one is
/// meant.
static llvm::Error takeUrls(Session& session, const Command& command) {
  const Arguments& arguments = session.arguments();
  const auto words = arguments.positionals();
  const auto* url = llvm::find_if(words, Url::isMeantBy);
  if (url == words.end())
    return llvm::Error::success();
  if (!command.body.takesUrls)
    return llvm::make_error<UsageError>("unexpected " + quoted(Url::shown(*url)),
                                        "the database to work on is that of `--url`");
  if (!arguments.has(options::url) && !llvm::is_contained(words, databaseWord))
    session.useUrl(*url);
  return llvm::Error::success();
}

static Outcome run(Session& session) {
  const Arguments& arguments = session.arguments();
  if (arguments.has(options::version)) {
    session.out() << "retort " << toolVersion() << '\n';
    return ExitCode::Success;
  }
  const Command* command = arguments.command();
  if (arguments.has(options::help) || !command) {
    command ? printHelp(*command, session.out()) : printHelp(session.out());
    // Asked for nothing, it did nothing: a script that lost its command should know.
    return arguments.has(options::help) ? ExitCode::Success : ExitCode::Usage;
  }
  if (llvm::Error error = takeUrls(session, *command))
    return error;
  // A script is for one database, or for none that is known.
  if (command->body.isForEachDatabase && !arguments.has(options::sql)) {
    llvm::Expected<const Environment*> environment = session.environment();
    if (!environment)
      return environment.takeError();
    if (*environment && !(*environment)->targets.empty())
      return runOnTargets(session, **environment);
  }
  return command->body.run(session);
}

/// Prints the error and says which exit code it is worth.
static ExitCode fail(Console& console, llvm::Error error) {
  ExitCode code = error.isA<UsageError>() ? ExitCode::Usage : ExitCode::Failure;
  console.print(std::move(error));
  return code;
}

static ExitCode driveCommand(llvm::ArrayRef<const char*> words) {
  llvm::Expected<Arguments> arguments = Arguments::parse(words);
  if (!arguments) {
    Console console{Arguments()};
    return fail(console, arguments.takeError());
  }
  auto session = std::make_unique<Session>(std::move(*arguments));
  Outcome outcome = run(*session);
  ExitCode code = session->conclude();
  if (!outcome)
    code = fail(session->console(), outcome.takeError());
  else if (*outcome != ExitCode::Success)
    code = *outcome;
  // The process ends: to give back a long history piece by piece would only take time.
  llvm::BuryPointer(std::move(session));
  return code;
}

int drive(llvm::ArrayRef<const char*> words) {
  ExitCode code = driveCommand(words);
  // A result that could not be written is not a success, and not an abort either, which
  // is what raw_ostream would make of a closed pipe or a full disk.
  llvm::raw_fd_ostream& out = llvm::outs();
  out.flush();
  if (out.has_error()) {
    llvm::errs() << "error: cannot write the output: " << out.error().message() << '\n';
    out.clear_error();
    code = ExitCode::Failure;
  }
  return static_cast<int>(code);
}

void hidePasswords(llvm::ArrayRef<char*> words) {
  for (char* word : words) {
    llvm::StringRef url = word;
    url.consume_front("--url=");
    if (!url.contains("://"))
      continue;
    // One that cannot be read may hide its password anywhere.
    std::string shown = "?";
    if (llvm::Expected<Url> parsed = Url::parse(url))
      shown = parsed->printable();
    else
      llvm::consumeError(parsed.takeError());
    shown.resize(url.size(), ' ');
    std::copy(shown.begin(), shown.end(), word + (url.data() - word));
  }
}

} // namespace retort
