//===- SourceHash.h - by which an edit of what was applied is noticed --------===//
#pragma once

#include "Support/SourceBuffer.h"

namespace retort {

/// SHA-256 of a revision's text. Where that names files of rows, of the text and a line for each
/// such file behind it: the file's SHA-256, two blanks, its path as written; `missing` where it
/// cannot be read.
std::string sourceHash(const SourceBuffer& source);

} // namespace retort
