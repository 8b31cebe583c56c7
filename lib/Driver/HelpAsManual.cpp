#include "Driver/GlobalOptions.h"
#include "Driver/Help.h"
#include "Support/ToolVersion.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

/// A line that begins with a dot or a quote would be a macro, a backslash begins an escape, and
/// a plain hyphen may be broken at.
static std::string escape(llvm::StringRef text) {
  std::string escaped;
  for (char c : text) {
    if ((c == '.' || c == '\'') && (escaped.empty() || escaped.back() == '\n'))
      escaped += "\\&";
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else
      escaped += c;
  }
  return escaped;
}

static void printItems(llvm::StringRef title, llvm::ArrayRef<const Option*> options,
                       llvm::raw_ostream& out) {
  if (!options.empty() && !title.empty())
    out << ".SH " << title << '\n';
  for (const Option* option : options)
    out << ".TP\n.B " << escape(llvm::StringRef(spell(*option)).ltrim()) << '\n'
        << escape(explain(*option)) << '\n';
}

static void print(const Command& command, llvm::raw_ostream& out) {
  out << ".SS " << escape(usage(command)) << '\n' << escape(command.body.description) << '\n';
  for (const Positional& positional : command.body.positionals)
    out << ".TP\n.I " << escape(positional.name) << '\n' << escape(positional.help) << '\n';
  printItems("", command.body.options, out);
  out << ".PP\n.EX\n";
  for (llvm::StringRef line : llvm::split(command.body.examples, '\n'))
    out << "$ " << escape(line) << '\n';
  out << ".EE\n";
}

void printHelpAsManual(llvm::raw_ostream& out) {
  out << ".TH RETORT 1 \"\" \"retort " << toolVersion() << "\"\n"
      << ".SH NAME\nretort \\- compiles database migrations\n"
      << ".SH SYNOPSIS\n.B retort\n.I COMMAND\n[options]\n"
      << ".SH COMMANDS\n";
  for (const Command& command : allCommands())
    print(command, out);
  printItems("OPTIONS OF EVERY COMMAND", options::global(), out);
  printItems("OPTIONS OF EVERY COMMAND THAT WORKS ON A PROJECT", options::project(), out);
  out << ".SH EXIT STATUS\n0: done. 1: the work failed, or a check found something. 2: the command "
         "line was wrong, and nothing was attempted.\n"
      << ".SH FILES\n.TP\n.B retort.toml\nmakes a folder a project\n";
}

} // namespace retort
