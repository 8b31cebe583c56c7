//===- JoinKind.h - how two sides of a join are matched -------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace retort {

enum class JoinKind : uint8_t { Inner, Left, Right, Full, Cross };

/// `left join`, in the language as in SQL; the word `inner` is left out.
llvm::StringRef spelling(JoinKind kind);

} // namespace retort
