#include "Driver/GlobalOptions.h"
#include "Driver/Help.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static std::string escapeCell(llvm::StringRef text) {
  std::string escaped;
  for (char c : text)
    escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

static void printOptionTable(llvm::ArrayRef<const Option*> options, llvm::raw_ostream& out) {
  if (options.empty())
    return;
  out << "| option | |\n| --- | --- |\n";
  for (const Option* option : options)
    out << "| `" << escapeCell(llvm::StringRef(spell(*option)).ltrim()) << "` | "
        << escapeCell(explain(*option)) << " |\n";
  out << '\n';
}

void printHelpAsMarkdown(llvm::raw_ostream& out) {
  out << "| command | |\n| --- | --- |\n";
  for (const Command& command : allCommands())
    out << "| [`" << command.name << "`](#" << command.name << ") | " << command.summary << " |\n";
  out << "\n## Options of every command\n\n";
  printOptionTable(options::global(), out);
  out << "Of every command that works on a project:\n\n";
  printOptionTable(options::project(), out);
  for (const Command& command : allCommands()) {
    const CommandBody& body = command.body;
    out << "## " << command.name << "\n\n`" << usage(command) << "`\n\n"
        << body.description << "\n\n";
    for (const Positional& positional : body.positionals)
      out << "- `" << positional.name << "`: " << positional.help << '\n';
    if (!body.positionals.empty())
      out << '\n';
    printOptionTable(body.options, out);
    out << "```console\n";
    for (llvm::StringRef line : llvm::split(body.examples, '\n'))
      out << "$ " << line << '\n';
    out << "```\n" << (&command == &allCommands().back() ? "" : "\n");
  }
}

/// Where a setting of Settings.def may stand.
enum class SettingTable { Project, Database, Environment, Naming };

static llvm::StringRef placeOf(SettingTable table) {
  switch (table) {
  case SettingTable::Project:
    return "`[retort]`";
  case SettingTable::Database:
    return "`[retort]`, `[env.NAME]`";
  case SettingTable::Environment:
    return "`[env.NAME]`";
  case SettingTable::Naming:
    return "`[naming]`";
  }
  llvm_unreachable("all tables are covered");
}

void printSettingsAsMarkdown(llvm::raw_ostream& out) {
  out << "| key | stands in | says |\n| --- | --- | --- |\n";
  auto row = [&](llvm::StringRef key, SettingTable table, llvm::StringRef says) {
    out << "| `" << key << "` | " << placeOf(table) << " | " << escapeCell(says) << " |\n";
  };
#define RETORT_SETTING(Table, Key, Member, Says) row(Key, SettingTable::Table, Says);
#include "Migrate/Settings.def"
}

} // namespace retort
