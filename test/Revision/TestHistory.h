//===- TestHistory.h - histories in a few words ---------------------------===//
//
//   history("a; b < a; c < a [search]; m < b c; z ~ m")
//
// `<` is followed by what a revision revises, `~` by what it depends on, and in
// brackets stand labels. Every name has a place in a buffer, as from a file.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Revision/History.h"

#include "llvm/ADT/StringExtras.h"

#include <gtest/gtest.h>
#include <memory>

namespace retort {

inline RevisionFile revisionFile(llvm::StringRef description) {
  static std::vector<std::unique_ptr<SourceBuffer>> buffers; // origins outlive histories
  buffers.push_back(std::make_unique<SourceBuffer>("<test>", description.str()));
  RevisionFile file;
  file.buffer = buffers.back().get();
  const llvm::StringRef text = file.buffer->text();
  enum { Id, Parents, Dependencies, Labels } section = Id;
  for (size_t i = 0; i < text.size();) {
    const size_t end = std::min(text.find_first_of(" <~[]", i), text.size());
    if (end > i) {
      HeaderName name{text.slice(i, end).str(),
                      {file.buffer, {static_cast<uint32_t>(i), static_cast<uint32_t>(end)}}};
      switch (section) {
      case Id:
        file.header.id = name;
        file.header.message = "message of " + name.text;
        break;
      case Parents:
        file.header.revises.push_back(name);
        break;
      case Dependencies:
        file.header.dependsOn.push_back(name);
        break;
      case Labels:
        file.header.labels.push_back(name);
        break;
      }
      i = end;
      continue;
    }
    if (text[i] == '<')
      section = Parents;
    else if (text[i] == '~')
      section = Dependencies;
    else if (text[i] == '[')
      section = Labels;
    ++i;
  }
  return file;
}

inline std::vector<RevisionFile> revisionFiles(llvm::StringRef description) {
  std::vector<RevisionFile> files;
  llvm::SmallVector<llvm::StringRef> parts;
  description.split(parts, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef part : parts)
    files.push_back(revisionFile(part.trim()));
  return files;
}

/// A history that must be right.
inline History history(llvm::StringRef description) {
  DiagnosticEngine diags;
  auto result = History::build(revisionFiles(description), diags);
  for (const Diagnostic& diagnostic : diags.diagnostics())
    ADD_FAILURE() << diagnostic.message;
  return std::move(*result);
}

/// `a b c`, in the order of the list.
inline std::string ids(llvm::ArrayRef<const Revision*> revisions) {
  return llvm::join(llvm::map_range(revisions, [](const Revision* r) { return r->id().str(); }),
                    " ");
}

inline RevisionList revisions(const History& history, llvm::StringRef names) {
  RevisionList list;
  llvm::SmallVector<llvm::StringRef> parts;
  names.split(parts, ' ', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef part : parts) {
    list.push_back(history.find(part));
    EXPECT_NE(list.back(), nullptr) << part.str();
  }
  return list;
}

/// `code at "text": message`, and a line for each note; the places as their texts.
inline std::string told(const DiagnosticEngine& diags) {
  std::string text;
  auto place = [](Origin origin) {
    return origin ? " at `" + origin.buffer->text(origin.range).str() + "`" : std::string();
  };
  for (const Diagnostic& diagnostic : diags.diagnostics()) {
    text += infoOf(diagnostic.code).spelling.str() + place(diagnostic.origin) + ": " +
            diagnostic.message + "\n";
    for (const Note& note : diagnostic.notes)
      text += (note.kind == Note::Fact ? "  note" : "  help") + place(note.origin) + ": " +
              note.message + "\n";
  }
  return text;
}

} // namespace retort
