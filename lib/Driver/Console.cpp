#include "Driver/Console.h"

#include "Driver/Arguments.h"
#include "Driver/GlobalOptions.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace retort {

static Verbosity chosenVerbosity(const Arguments& arguments) {
  if (arguments.has(options::quiet))
    return Verbosity::Quiet;
  return arguments.has(options::verbose) ? Verbosity::Verbose : Verbosity::Normal;
}

/// --color wins over NO_COLOR (no-color.org), which wins over the terminal.
static Colours chosenColours(const Arguments& arguments, bool isTerminal) {
  llvm::StringRef choice = arguments.value(options::color).value_or("auto");
  if (choice != "auto")
    return choice == "always" ? Colours::On : Colours::Off;
  const char* noColor = std::getenv("NO_COLOR");
  bool wanted = isTerminal && !(noColor && *noColor);
  return wanted ? Colours::On : Colours::Off;
}

Console::Console(const Arguments& arguments)
    : out_(llvm::outs()), err_(llvm::errs()), errIsTerminal_(isatty(STDERR_FILENO)),
      json_(arguments.has(options::json)), verbosity_(chosenVerbosity(arguments)),
      outColours_(chosenColours(arguments, isatty(STDOUT_FILENO))),
      errColours_(chosenColours(arguments, errIsTerminal_)) {}

size_t Console::errColumns() const {
  winsize size = {};
  return errIsTerminal_ && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void Console::say(llvm::StringRef line) {
  if (isQuiet())
    return;
  out_.flush(); // in the order in which it happened, also in one pipe
  err_ << line << '\n';
}

void Console::print(llvm::ArrayRef<Diagnostic> diagnostics) {
  out_.flush();
  if (!json_) {
    DiagnosticRenderer(err_, errColours_).render(diagnostics);
    return;
  }
  // One object a line, so that a reader need not wait for the end.
  for (const Diagnostic& diagnostic : diagnostics) {
    llvm::json::OStream json(err_);
    writeJson(json, diagnostic);
    err_ << '\n';
  }
}

void Console::print(llvm::Error error) {
  out_.flush();
  llvm::handleAllErrors(
      std::move(error), [](const Reported&) {},
      [&](const llvm::ErrorInfoBase& info) {
        llvm::StringRef help;
        if (info.isA<CommandError>())
          help = static_cast<const CommandError&>(info).help();
        if (json_) {
          llvm::json::OStream json(err_);
          json.object([&] {
            json.attribute("severity", "error");
            json.attribute("message", info.message());
            if (!help.empty())
              json.attribute("help", help);
          });
          err_ << '\n';
          return;
        }
        bool coloured = errColours_ == Colours::On;
        err_ << (coloured ? "\x1b[1;31merror:\x1b[0m " : "error: ") << info.message() << '\n';
        if (!help.empty())
          err_ << (coloured ? "\x1b[1;36mhelp:\x1b[0m " : "help: ") << help << '\n';
      });
}

std::optional<bool> Console::ask(llvm::StringRef question) {
  if (json_ || !errIsTerminal_ || !isatty(STDIN_FILENO))
    return std::nullopt;
  err_ << question << " [y/N] ";
  err_.flush();
  std::string answer;
  for (char c; read(STDIN_FILENO, &c, 1) == 1 && c != '\n';)
    answer += c;
  llvm::StringRef given = llvm::StringRef(answer).trim();
  return given.equals_insensitive("y") || given.equals_insensitive("yes");
}

} // namespace retort
