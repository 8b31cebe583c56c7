#include "Support/DiagnosticRenderer.h"

#include "Support/Snippet.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

DiagnosticRenderer::Ink DiagnosticRenderer::inkOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return Ink::Error;
  case Severity::Warning:
    return Ink::Warning;
  case Severity::Remark:
    return Ink::Remark;
  }
  llvm_unreachable("all severities are covered");
}

void DiagnosticRenderer::write(Ink ink, llvm::StringRef text) {
  // In the order of Ink; the colours are those of clang and rustc.
  static constexpr llvm::StringLiteral escapes[] = {
      "\x1b[1m",    // Place
      "\x1b[1;31m", // Error
      "\x1b[1;35m", // Warning
      "\x1b[1;34m", // Remark
      "\x1b[1;36m", // Note
      "\x1b[1;36m", // Help
      "\x1b[1m",    // Message
      "\x1b[1;32m", // Mark
      "\x1b[32m",   // Insertion
  };
  if (text.empty())
    return;
  if (colours_ == Colours::Off)
    out_ << text;
  else
    out_ << escapes[static_cast<size_t>(ink)] << text << "\x1b[0m";
}

void DiagnosticRenderer::writePlace(Origin origin) {
  if (!origin)
    return;
  const LineColumn place = origin.buffer->locate(origin.range.begin);
  write(Ink::Place, printable(origin.buffer->name()) + ':' + std::to_string(place.line) + ':' +
                        std::to_string(place.column) + ':');
  out_ << ' ';
}

void DiagnosticRenderer::writeSnippet(Origin origin) {
  if (!origin)
    return;
  const uint32_t start = origin.buffer->lineStart(origin.range.begin);
  llvm::StringRef line = origin.buffer->lineAt(origin.range.begin);
  if (line.trim().empty())
    return; // at the end of a file there is nothing to point at
  const auto snippet = Snippet::of(line, origin.range.begin - start, origin.range.end - start);
  out_ << snippet.text() << '\n';
  write(Ink::Mark, snippet.underline());
  out_ << '\n';
}

void DiagnosticRenderer::render(const Diagnostic& diagnostic) {
  writePlace(diagnostic.origin);
  write(inkOf(diagnostic.severity), (spelling(diagnostic.severity) + ":").str());
  out_ << ' ';
  write(Ink::Message, printable(diagnostic.message));
  out_ << " [" << infoOf(diagnostic.code).spelling << "]\n";
  writeSnippet(diagnostic.origin);
  for (const Note& note : diagnostic.notes)
    writeNote(note);
}

void DiagnosticRenderer::render(llvm::ArrayRef<Diagnostic> diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    render(diagnostic);
}

void DiagnosticRenderer::writeNote(const Note& note) {
  if (note.kind == Note::Fact) {
    writePlace(note.origin);
    write(Ink::Note, "note:");
    out_ << ' ' << printable(note.message) << '\n';
    writeSnippet(note.origin);
    return;
  }
  write(Ink::Help, "help:");
  out_ << ' ' << printable(note.message);
  if (note.replacement)
    writeEdit(note);
  else
    out_ << '\n';
}

namespace {
/// The whole lines that an edit touches, as they would be after it.
struct EditedLines {
  std::string text;
  size_t begin; // the replacement in `text`
  size_t end;

  EditedLines(const SourceBuffer& buffer, SourceRange range, llvm::StringRef replacement) {
    const uint32_t start = buffer.lineStart(range.begin);
    const uint32_t lastStart = buffer.lineStart(range.end);
    text = buffer.text({start, range.begin}).str();
    begin = text.size();
    text += replacement;
    end = text.size();
    text += buffer.lineAt(range.end).drop_front(
        std::min<size_t>(range.end - lastStart, buffer.lineAt(range.end).size()));
  }
};
} // namespace

/// Ends the line of the message, and shows the edit below it if the message does not.
void DiagnosticRenderer::writeEdit(const Note& fix) {
  const std::string quoted = "`" + *fix.replacement + "`";
  const bool shown = llvm::StringRef(fix.message).contains(quoted);
  if (shown || !fix.origin) {
    out_ << '\n';
    return;
  }
  const EditedLines edited(*fix.origin.buffer, fix.origin.range, *fix.replacement);
  if (llvm::StringRef(edited.text).trim().empty()) {
    out_ << '\n'; // the line goes away
    return;
  }
  out_ << (llvm::StringRef(fix.message).ends_with(":") ? "\n" : ":\n");
  size_t offset = 0;
  for (llvm::StringRef line : llvm::split(edited.text, '\n')) {
    const auto within = [&](size_t at) { return std::clamp(at, offset, offset + line.size()); };
    const auto snippet =
        Snippet::of(line.rtrim('\r'), within(edited.begin) - offset, within(edited.end) - offset);
    out_ << snippet.before;
    write(Ink::Insertion, snippet.marked);
    out_ << snippet.after << '\n';
    offset += line.size() + 1;
  }
}

/// JSON is UTF-8; a message may quote bytes that are not.
static std::string utf8(llvm::StringRef text) {
  return llvm::json::isUTF8(text) ? text.str() : llvm::json::fixUTF8(text);
}

static void writePlace(llvm::json::OStream& json, Origin origin) {
  if (!origin)
    return;
  const LineColumn begin = origin.buffer->locate(origin.range.begin);
  const LineColumn end = origin.buffer->locate(origin.range.end);
  json.attribute("file", utf8(origin.buffer->name()));
  json.attribute("line", begin.line);
  json.attribute("column", begin.column);
  json.attribute("endLine", end.line);
  json.attribute("endColumn", end.column);
  json.attribute("offset", origin.range.begin);
  json.attribute("length", origin.range.end - origin.range.begin);
}

void writeJson(llvm::json::OStream& json, const Diagnostic& diagnostic) {
  json.object([&] {
    json.attribute("severity", spelling(diagnostic.severity));
    json.attribute("code", infoOf(diagnostic.code).spelling);
    json.attribute("message", utf8(diagnostic.message));
    writePlace(json, diagnostic.origin);
    json.attributeArray("notes", [&] {
      for (const Note& note : diagnostic.notes)
        json.object([&] {
          json.attribute("kind", note.kind == Note::Fact ? "note" : "help");
          json.attribute("message", utf8(note.message));
          writePlace(json, note.origin);
          if (note.replacement)
            json.attribute("replacement", utf8(*note.replacement));
        });
    });
  });
}

} // namespace retort
