//===- EditCase.h - one kind of edit, as test/edits tells it -----------------===//
//
// A file with a head and sections: `before`, `after`, `rows.sql`, each for all dialects or for those that
// its name goes on with (`before.sqlite`), and what the compiler says, which a tool writes
// (`revision`, `revision.sqlite`, `refused.mysql`). test/edits/README.md has more.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace retort {

struct EditSection {
  /// `before`, `rows.sql`, `revision`.
  std::string name;
  /// Empty: all that no other section of the name is for.
  std::vector<std::string> dialects;
  std::string text;
};

struct EditCase {
  /// `columns/longer-string`.
  std::string name;
  std::string path;
  /// What stands before the sections.
  std::string head;
  std::vector<EditSection> sections;

  static EditCase read(const std::string& path);

  /// The section for a dialect, or nothing.
  std::optional<std::string> find(llvm::StringRef name, llvm::StringRef dialect) const {
    const EditSection* found = nullptr;
    for (const EditSection& section : sections)
      if (section.name == name &&
          (section.dialects.empty() ? !found : llvm::is_contained(section.dialects, dialect)))
        found = &section;
    return found ? std::optional(found->text) : std::nullopt;
  }

  /// Does the head say that the edit means nothing to that dialect: `NOTHING: postgresql`?
  bool isNothingTo(llvm::StringRef dialect) const { return isIn("NOTHING", dialect); }
  /// ... that the engine does not show it: `UNSEEN: mariadb`?
  bool isUnseenOn(llvm::StringRef dialect) const { return isIn("UNSEEN", dialect); }

  /// Without `after` nothing is edited: what was made must be found as it was made.
  bool isEdit() const {
    return llvm::any_of(sections, [](const EditSection& it) { return it.name == "after"; });
  }

private:
  bool isIn(llvm::StringRef word, llvm::StringRef dialect) const {
    llvm::StringRef line =
        llvm::StringRef(head).split(("\n// " + word + ": ").str()).second.split('\n').first;
    llvm::SmallVector<llvm::StringRef> names;
    line.split(names, ", ");
    return llvm::is_contained(names, dialect);
  }
};

/// In a test's parameters.
inline void PrintTo(const EditCase& edit, std::ostream* out) {
  *out << edit.path;
}

/// What a tool writes, and not the author.
inline bool isGolden(const EditSection& section) {
  return section.name == "revision" || section.name == "refused";
}

/// `rows.sql` has a dot of its own, and `rows.sqlite.sql` is of a dialect.
inline EditSection editSectionOf(llvm::StringRef title) {
  EditSection section;
  const bool isSql = title.consume_back(".sql");
  llvm::SmallVector<llvm::StringRef> words;
  title.split(words, '.');
  section.name = words.front().str() + (isSql ? ".sql" : "");
  for (llvm::StringRef word : llvm::drop_begin(words))
    section.dialects.push_back(word.str());
  return section;
}

inline std::string titleOf(const EditSection& section) {
  llvm::StringRef name = section.name;
  const bool isSql = name.consume_back(".sql");
  std::string title = name.str();
  for (const std::string& dialect : section.dialects)
    title += "." + dialect;
  return title + (isSql ? ".sql" : "");
}

inline EditCase EditCase::read(const std::string& path) {
  static constexpr llvm::StringLiteral known[] = {"before", "after", "rows.sql", "revision",
                                                  "refused"};
  EditCase edit;
  edit.path = path;
  const llvm::StringRef folder = llvm::sys::path::parent_path(path);
  edit.name = (llvm::sys::path::filename(folder) + "/" + llvm::sys::path::stem(path)).str();
  auto file = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(static_cast<bool>(file)) << path;
  llvm::StringRef rest = file ? (*file)->getBuffer() : "";
  std::string* text = &edit.head;
  while (!rest.empty()) {
    auto [line, next] = rest.split('\n');
    if (line.consume_front("//--- ")) {
      text = &edit.sections.emplace_back(editSectionOf(line)).text;
      EXPECT_TRUE(llvm::is_contained(known, edit.sections.back().name)) << path << ": " << line.str();
    } else {
      *text += line.str() + "\n";
    }
    rest = next;
  }
  EXPECT_TRUE(llvm::StringRef(edit.head).starts_with("// ")) << path << " does not begin with what it is";
  return edit;
}

/// All cases below a folder, in the order of their names.
inline std::vector<EditCase> editCasesIn(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator it(folder, error), end; it != end && !error;
       it.increment(error))
    if (llvm::StringRef(it->path()).ends_with(".mig"))
      paths.push_back(it->path());
  llvm::sort(paths);
  std::vector<EditCase> cases;
  for (const std::string& path : paths)
    cases.push_back(EditCase::read(path));
  return cases;
}

} // namespace retort
