//===- ObjectPattern.h - names of objects, with wildcards -------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace retort {

/// A pattern of `include` or `exclude`. In it `*` stands for any text, `?` for one character,
/// `[a-z]` for one of these and `[^a-z]` for one of the others; a `\` makes the next character
/// stand for itself. A value; copies share what was compiled.
class ObjectPattern {
public:
  /// Fails with what is wrong, in a few words.
  static llvm::Expected<ObjectPattern> parse(llvm::StringRef text);
  /// `*`.
  static ObjectPattern ofAll();

  /// As it was written.
  llvm::StringRef text() const;
  /// The whole of the name, with its schema where that is not the default one.
  bool matches(llvm::StringRef name) const;

private:
  struct Compiled;
  explicit ObjectPattern(std::shared_ptr<const Compiled> compiled);

  std::shared_ptr<const Compiled> compiled_;
};

} // namespace retort
