//===- Help.h - what `--help` prints, and docs/cli.md ----------------------===//
#pragma once

#include "Driver/Command.h"

namespace retort {

/// `retort --help`: every command in one line.
void printHelp(llvm::raw_ostream& out);
/// `retort NAME --help`.
void printHelp(const Command& command, llvm::raw_ostream& out);
/// The whole of docs/cli.md's reference part.
void printHelpAsMarkdown(llvm::raw_ostream& out);
/// The table of docs/configuration.md.
void printSettingsAsMarkdown(llvm::raw_ostream& out);

} // namespace retort
