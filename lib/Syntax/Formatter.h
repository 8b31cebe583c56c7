//===- Formatter.h - one layout for every program --------------------------===//
//
// docs/formatting.md says what it looks like. Comments stay, raw text stays byte for
// byte, and the result means what the source means; formatting it again changes
// nothing.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>
#include <string>

namespace retort {

/// The canonical text of a program that was parsed without an error.
std::string format(const Program& program);

/// Parses and formats. If the source has an error, it is reported and nothing is
/// returned: what is not understood is not touched.
std::optional<std::string> formatSource(Parser& parser, const SourceBuffer& source,
                                        DiagnosticEngine& diags);

/// A node that was made, not parsed (of a catalog, of an operation), as source: names
/// are quoted where they must be, texts are written from their values. Ends in a line
/// end.
std::string print(const ast::Node& node);

/// What is to be said about a node in a comment behind it, on one line; empty for
/// nothing. Of a node with a block, the comment stands behind its first brace.
using Remarks = llvm::function_ref<std::string(const ast::Node&)>;
std::string print(const ast::Node& node, Remarks remarks);

} // namespace retort
