#include "Driver/Command.h"

namespace retort {

llvm::ArrayRef<Command> allCommands() {
  static constexpr Command table[] = {
#define RETORT_COMMAND(Name, Spelling, Group, Summary)                                             \
  {Spelling, CommandGroup::Group, Summary, Name##Command},
#include "Driver/Commands.def"
  };
  return table;
}

const Command* findCommand(llvm::StringRef name) {
  for (const Command& command : allCommands())
    if (command.name == name)
      return &command;
  return nullptr;
}

} // namespace retort
