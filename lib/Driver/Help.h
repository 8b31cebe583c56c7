//===- Help.h - what `--help` prints, and docs/cli.md ----------------------===//
#pragma once

#include "Driver/Command.h"

namespace retort {

//===--- In words that every form of help has ------------------------------===//

/// `REV`, `[DIR]`, `[FILE...]`, `REV...`.
std::string spell(const Positional& positional);
/// `-m, --message TEXT`.
std::string spell(const Option& option);
/// `auto`, or what it may be, where only some values may.
std::string explain(const Option& option);
/// `retort show REV [options]`.
std::string usage(const Command& command);

//===--- The forms ---------------------------------------------------------===//

/// `retort --help`: every command in one line.
void printHelp(llvm::raw_ostream& out);
/// `retort NAME --help`.
void printHelp(const Command& command, llvm::raw_ostream& out);
/// The whole of docs/cli.md's reference part.
void printHelpAsMarkdown(llvm::raw_ostream& out);
/// A manual page, in the macros of man(7).
void printHelpAsManual(llvm::raw_ostream& out);
/// The table of docs/configuration.md.
void printSettingsAsMarkdown(llvm::raw_ostream& out);

} // namespace retort
