//===- DiagnosticRenderer.h - diagnostics as people and programs read them ===//
//
//   shop.mig:9:53: error: no column `markt` in table `prices` [unknown-column]
//       add unique uq_prices (date, markt);
//                                   ^~~~~
//   help: did you mean `market`?
//   shop.mig:8:16: note: added here
//       add column market string(32);
//                  ^~~~~~
//
// A note is a fact with a place and a snippet of its own; a help is something the
// author can do. A help that is an edit is followed by the line as it would be after
// it, unless its message shows the new text already (`did you mean ...`).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/Diagnostics.h"

namespace llvm {
class raw_ostream;
namespace json {
class OStream;
}
} // namespace llvm

namespace retort {

/// Whether escape sequences may be written; who asks for colours knows that a
/// terminal reads them.
enum class Colours : uint8_t { Off, On };

/// Writes diagnostics as text. Buffers that they point into must still be there.
class DiagnosticRenderer {
public:
  explicit DiagnosticRenderer(llvm::raw_ostream& out, Colours colours = Colours::Off)
      : out_(out), colours_(colours) {}

  void render(const Diagnostic& diagnostic);
  void render(llvm::ArrayRef<Diagnostic> diagnostics);

private:
  enum class Ink : uint8_t { Place, Error, Warning, Remark, Note, Help, Message, Mark, Insertion };

  static Ink inkOf(Severity severity);

  void write(Ink ink, llvm::StringRef text);
  void writePlace(Origin origin);
  void writeSnippet(Origin origin);
  void writeNote(const Note& note);
  void writeEdit(const Note& fix);

  llvm::raw_ostream& out_;
  Colours colours_;
};

/// Writes one diagnostic as a JSON object: severity, code, message, its place (file,
/// line and column from 1 in code points, byte offset and length) where it has one,
/// and notes of the same shape with `kind` and, for an edit, `replacement`.
void writeJson(llvm::json::OStream& json, const Diagnostic& diagnostic);

} // namespace retort
