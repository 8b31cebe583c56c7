#include "Dialect/OpaqueKind.h"

#include "Dialect/Dialect.h"

#include "llvm/Support/ErrorHandling.h"

#include <array>

namespace retort {
namespace {

enum Ability : unsigned { Replace = 1, Rename = 2, Move = 4 };

constexpr OpaqueSupport none() {
  return {};
}
constexpr OpaqueSupport has(unsigned abilities = 0) {
  return {true, (abilities & Replace) != 0, (abilities & Rename) != 0, (abilities & Move) != 0};
}

struct OpaqueRow {
  ObjectKind kind;
  llvm::StringLiteral plural;
  llvm::StringLiteral word;
  std::array<OpaqueSupport, 4> support; // by DialectColumn
};

constexpr OpaqueRow rows[] = {
#define RETORT_OPAQUE_KIND(Name, Plural, Word, ...) {ObjectKind::Name, Plural, Word, {__VA_ARGS__}},
#include "Dialect/OpaqueKinds.def"
};

const OpaqueRow& rowOf(ObjectKind kind) {
  for (const OpaqueRow& row : rows)
    if (row.kind == kind)
      return row;
  llvm_unreachable("not a kind of objects with a text");
}

} // namespace

bool isOpaque(ObjectKind kind) {
  for (const OpaqueRow& row : rows)
    if (row.kind == kind)
      return true;
  return false;
}

OpaqueSupport supportOf(ObjectKind kind, DialectColumn dialect) {
  return rowOf(kind).support[static_cast<size_t>(dialect)];
}

llvm::StringRef pluralOf(ObjectKind kind) {
  return rowOf(kind).plural;
}

std::string wordOf(ObjectKind kind) {
  const OpaqueRow& row = rowOf(kind);
  return row.word.empty() ? spelling(kind).upper() : row.word.str();
}

std::string dialectsWith(ObjectKind kind) {
  std::string names;
  for (const DialectRow& row : allDialects())
    if (supportOf(kind, row.facts.column).exists)
      names += (names.empty() ? "" : ", ") + row.facts.name.str();
  return names;
}

} // namespace retort
