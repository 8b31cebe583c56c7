#include "Driver/RevisionSelection.h"
#include "Migrate/Target.h"
#include "Support/English.h"
#include "Syntax/Parser.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/StringSaver.h"

namespace retort {

/// Asked in this order, as Debian's own tools do.
static constexpr llvm::StringLiteral editorVariables[] = {"VISUAL", "EDITOR"};
static constexpr llvm::StringLiteral editors[] = {"sensible-editor", "editor", "nano", "vi"};

/// The words of the editor's command: `code --wait`.
static llvm::Expected<std::vector<std::string>> editorCommand() {
  for (llvm::StringLiteral variable : editorVariables) {
    std::optional<std::string> value = processVariable(variable);
    if (!value || value->empty())
      continue;
    llvm::BumpPtrAllocator memory;
    llvm::StringSaver saver(memory);
    llvm::SmallVector<const char*> words;
    llvm::cl::TokenizeGNUCommandLine(*value, saver, words);
    if (words.empty())
      continue;
    std::vector<std::string> command(words.begin(), words.end());
    llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName(command.front());
    if (!program)
      return llvm::createStringError("there is no program " + quoted(command.front()) +
                                     ", which " + variable.str() + " names");
    command.front() = *program;
    return command;
  }
  for (llvm::StringLiteral editor : editors)
    if (llvm::ErrorOr<std::string> program = llvm::sys::findProgramByName(editor))
      return std::vector<std::string>{*program};
  return llvm::createStringError("no editor was found: set EDITOR");
}

static llvm::Error edit(llvm::StringRef path) {
  llvm::Expected<std::vector<std::string>> command = editorCommand();
  if (!command)
    return command.takeError();
  std::vector<llvm::StringRef> words(command->begin(), command->end());
  words.push_back(path);
  std::string message;
  int code = llvm::sys::ExecuteAndWait(command->front(), words, std::nullopt, {}, 0, 0, &message);
  if (code == 0)
    return llvm::Error::success();
  return llvm::createStringError(quoted(command->front()) + " ended with " +
                                 (message.empty() ? "code " + std::to_string(code) : message));
}

static Outcome run(Session& session) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  llvm::Expected<RevisionList> found =
      resolveRevisions(session, **history, session.arguments().positional(0));
  if (!found)
    return found.takeError();
  for (const Revision* revision : *found)
    if (llvm::Error error = edit(revision->file.path))
      return error;
  // Whoever has just left the editor wants to know now, and not in the next deployment.
  Parser parser;
  for (const Revision* revision : *found) {
    llvm::Expected<const SourceBuffer*> buffer = session.read(revision->file.path);
    if (!buffer)
      return buffer.takeError();
    parser.parse(**buffer, session.diags());
  }
  return session.conclude();
}

static constexpr Positional positionals[] = {
    {.name = "REV", .help = "an id or the beginning of one, a label, head, current, ..."}};

constexpr CommandBody editCommand = {
    .positionals = positionals,
    .options = {},
    .description =
        "Opens the file of a revision in the editor that VISUAL or EDITOR names, and says what is\n"
        "wrong with it afterwards.",
    .examples = "retort edit head\nEDITOR='code --wait' retort edit 9b84540a7c1c",
    .run = run,
};

} // namespace retort
