//===- Discovery.h - finding a project's revision files -------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace retort {

/// The suffix of every file in the language.
inline constexpr llvm::StringLiteral migrationSuffix = ".mig";

/// All `.mig` files in `folders` and below them, sorted by path; each folder is
/// walked once, however many links or entries of `folders` lead to it, so that a link
/// to a folder above is harmless. What begins with a dot is skipped: editors and
/// version control keep their own there. Fails on a folder that cannot be read.
llvm::Expected<std::vector<std::string>> discoverRevisions(llvm::ArrayRef<std::string> folders);

} // namespace retort
