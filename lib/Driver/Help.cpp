#include "Driver/Help.h"

#include "Driver/GlobalOptions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static llvm::StringRef heading(CommandGroup group) {
  switch (group) {
  case CommandGroup::Write:
    return "write";
  case CommandGroup::Look:
    return "look";
  case CommandGroup::Run:
    return "run";
  case CommandGroup::Help:
    return "help";
  }
  llvm_unreachable("all groups are covered");
}

std::string spell(const Positional& positional) {
  std::string text = positional.name.str() + (positional.many() ? "..." : "");
  return positional.required() ? text : "[" + text + "]";
}

std::string spell(const Option& option) {
  std::string text = option.letter ? std::string("-") + option.letter + ", " : "    ";
  text += option.name;
  if (option.takesValue())
    text += " " + option.value.str();
  return text;
}

std::string explain(const Option& option) {
  std::string text = option.help.str();
  if (!option.choices.empty() && !option.help.contains(option.choices.front()))
    text += (text.empty() ? "" : ": ") + llvm::join(option.choices, ", ");
  if (option.repeatable)
    text += " (may be repeated)";
  return text;
}

std::string usage(const Command& command) {
  std::string text = "retort " + command.name.str();
  for (const Positional& positional : command.body.positionals)
    text += " " + spell(positional);
  return text + " [options]";
}

/// A left column as wide as `width`, and a text beside it.
static void printRow(llvm::StringRef left, llvm::StringRef right, size_t width,
                     llvm::raw_ostream& out) {
  out << "  " << left;
  out.indent(left.size() < width ? width - left.size() : 0) << "  " << right << '\n';
}

static void printOptions(llvm::StringRef title, llvm::ArrayRef<const Option*> options,
                         llvm::raw_ostream& out) {
  if (options.empty())
    return;
  out << '\n' << title << '\n';
  size_t width = 0;
  for (const Option* option : options)
    width = std::max(width, spell(*option).size());
  for (const Option* option : options)
    printRow(spell(*option), explain(*option), width, out);
}

static void printExamples(llvm::StringRef examples, llvm::raw_ostream& out) {
  out << (examples.contains('\n') ? "\nexamples\n" : "\nexample\n");
  for (llvm::StringRef line : llvm::split(examples, '\n'))
    out << "  " << line << '\n';
}

void printHelp(llvm::raw_ostream& out) {
  out << "retort compiles database migrations: checked before anything runs, readable as SQL,\n"
         "and taken back by what they say.\n\n"
         "usage: retort COMMAND [options]\n";
  size_t width = 0;
  for (const Command& command : allCommands())
    width = std::max(width, command.name.size());
  const Command* previous = nullptr;
  for (const Command& command : allCommands()) {
    if (!previous || previous->group != command.group)
      out << '\n' << heading(command.group) << '\n';
    printRow(command.name, command.summary, width, out);
    previous = &command;
  }
  printOptions("options of every command", options::global(), out);
  printOptions("options of every command that works on a project", options::project(), out);
  printExamples("retort init shop\nretort upgrade head --sql --dialect postgresql\n"
                "retort upgrade --help",
                out);
}

void printHelp(const Command& command, llvm::raw_ostream& out) {
  const CommandBody& body = command.body;
  out << "usage: " << usage(command) << "\n\n" << body.description << '\n';
  if (!body.positionals.empty()) {
    out << '\n' << "arguments" << '\n';
    size_t width = 0;
    for (const Positional& positional : body.positionals)
      width = std::max(width, positional.name.size());
    for (const Positional& positional : body.positionals)
      printRow(positional.name, positional.help, width, out);
  }
  printOptions("options", body.options, out);
  if (body.usesProject)
    printOptions("options of every command that works on a project", options::project(), out);
  printOptions("options of every command", options::global(), out);
  printExamples(body.examples, out);
}

} // namespace retort
