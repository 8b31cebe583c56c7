#include "Driver/Help.h"
#include "Driver/Session.h"
#include "Support/English.h"
#include "Support/NearestName.h"

namespace retort {

static constexpr Option markdown = {.name = "--markdown",
                                    .help = "print the help of all commands as docs/cli.md has it"};

static constexpr Option settings = {.name = "--settings",
                                    .help = "print all settings as docs/configuration.md has them"};

static constexpr Option manual = {.name = "--man",
                                  .help = "print the help of all commands as a manual page"};

static Outcome run(Session& session) {
  if (session.arguments().has(settings)) {
    printSettingsAsMarkdown(session.out());
    return ExitCode::Success;
  }
  if (session.arguments().has(manual)) {
    printHelpAsManual(session.out());
    return ExitCode::Success;
  }
  if (session.arguments().has(markdown)) {
    printHelpAsMarkdown(session.out());
    return ExitCode::Success;
  }
  llvm::StringRef name = session.arguments().positional(0);
  if (name.empty()) {
    printHelp(session.out());
    return ExitCode::Success;
  }
  if (const Command* command = findCommand(name)) {
    printHelp(*command, session.out());
    return ExitCode::Success;
  }
  return llvm::make_error<UsageError>("no command " + quoted(name), "see `retort --help`");
}

static constexpr Positional positionals[] = {
    {.name = "COMMAND", .count = Positional::Optional, .help = "the command to explain"}};
static constexpr const Option* ownOptions[] = {&manual, &markdown, &settings};

constexpr CommandBody helpCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .usesProject = false,
    .description = "Shows what a command does, its options and an example.",
    .examples = "retort help upgrade\nretort help --man > ~/.local/share/man/man1/retort.1",
    .run = run,
};

} // namespace retort
