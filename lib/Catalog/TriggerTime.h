//===- TriggerTime.h - when a trigger acts --------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace retort {

enum class TriggerTime : uint8_t { Before, After, InsteadOf };

/// `before`, `after`, `instead of`: in the language as in SQL.
llvm::StringRef spelling(TriggerTime time);

} // namespace retort
