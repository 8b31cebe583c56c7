#include "Dialect/OptionVersion.h"

namespace retort {
namespace {

struct OptionRow {
  llvm::StringLiteral name;
  Version since;
};

constexpr OptionRow rows[] = {
#define RETORT_OPTION_SINCE(Name, ...) {Name, {__VA_ARGS__}},
#include "Dialect/OptionVersions.def"
};

} // namespace

Version firstVersionWithOption(llvm::StringRef name) {
  for (const OptionRow& row : rows)
    if (row.name == name)
      return row.since;
  return {};
}

} // namespace retort
