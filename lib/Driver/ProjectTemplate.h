//===- ProjectTemplate.h - what a new project is made of ---------------------===//
//
// To add one: a retort.toml and a row in ProjectTemplate.cpp.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace retort {

struct ProjectFile {
  /// In the project's folder.
  std::string path;
  /// Empty: a folder.
  std::string text;
  std::string what;
};

struct ProjectTemplate {
  llvm::StringLiteral name;
  llvm::StringLiteral summary;
  /// Its retort.toml; `@` stands for the project's name.
  llvm::StringLiteral configuration;
  /// Which the first test is for.
  llvm::StringLiteral dialect;
  /// What is in its retort.toml, in a few words.
  llvm::StringLiteral about;

  std::vector<ProjectFile> files(llvm::StringRef project) const;
};

/// In the order in which they are listed; the first is what `init` writes unasked.
llvm::ArrayRef<ProjectTemplate> allTemplates();
/// Null if there is none of that name.
const ProjectTemplate* findTemplate(llvm::StringRef name);

} // namespace retort
