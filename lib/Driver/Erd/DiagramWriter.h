//===- DiagramWriter.h - a diagram as text for somebody who draws ------------===//
#pragma once

#include "Driver/Erd/Diagram.h"

#include "llvm/Support/raw_ostream.h"

namespace retort::erd {

/// For Graphviz.
void writeDot(const Diagram& diagram, llvm::raw_ostream& out);
/// For Mermaid, which draws in Markdown.
void writeMermaid(const Diagram& diagram, llvm::raw_ostream& out);
/// A picture that needs nothing else: no font, no script, no other file.
void writeSvg(const Diagram& diagram, llvm::raw_ostream& out);

/// As it may stand in the text and in an attribute of XML.
std::string xmlText(llvm::StringRef text);

} // namespace retort::erd
