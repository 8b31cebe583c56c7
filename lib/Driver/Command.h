//===- Command.h - a command of the command line --------------------------===//
//
// To add one: a row in Commands.def and a file NameCommand.cpp that defines
// `const CommandBody nameCommand`. Parsing, help and docs/cli.md follow.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Driver/Option.h"

#include "llvm/Support/Error.h"

namespace retort {

class Session;

/// What the process tells its caller.
enum class ExitCode : int {
  Success = 0,
  /// The work failed, or a check found something.
  Failure = 1,
  /// The command line was wrong; nothing was attempted.
  Usage = 2,
};

/// A failure of the world comes back as an error, which the driver prints; a mistake
/// in a user's file is in the session's diagnostics, and the code is Failure.
using Outcome = llvm::Expected<ExitCode>;

/// What a command's own file says about it.
struct CommandBody {
  llvm::ArrayRef<Positional> positionals = {};
  llvm::ArrayRef<const Option*> options = {};
  /// Takes `-c`, `-e` and `--url`.
  bool usesProject = true;
  /// Is run once for each database, where the environment is several.
  bool isForEachDatabase = false;
  /// A word may be the URL of a database: that of the session, where nothing else names one.
  bool takesUrls = false;
  /// One or two paragraphs for `--help`.
  llvm::StringLiteral description;
  /// Command lines, one to a line.
  llvm::StringLiteral examples;
  Outcome (*run)(Session& session);
};

#define RETORT_COMMAND(Name, Spelling, Group, Summary) extern const CommandBody Name##Command;
#include "Driver/Commands.def"

/// The headings of `retort --help`.
enum class CommandGroup : uint8_t { Write, Look, Run, Help };

struct Command {
  llvm::StringLiteral name;
  CommandGroup group;
  llvm::StringLiteral summary;
  const CommandBody& body;
};

/// In the order of Commands.def.
llvm::ArrayRef<Command> allCommands();
/// Null if there is none of that name.
const Command* findCommand(llvm::StringRef name);

} // namespace retort
