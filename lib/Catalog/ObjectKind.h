//===- ObjectKind.h - what kind of thing a name names ---------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace retort {

enum class ObjectKind : uint8_t {
#define RETORT_OBJECT_KIND(Name, Spelling) Name,
#include "Catalog/ObjectKinds.def"
};

/// The word or words of the language: `table`, `materialized view`.
llvm::StringRef spelling(ObjectKind kind);
std::optional<ObjectKind> objectKindOf(llvm::StringRef spelling);

} // namespace retort
