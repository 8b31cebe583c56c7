//===- UtcText.h - an instant without its zone -----------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace retort::mysql {

/// `2026-01-31 12:30:00+02` as the time in UTC, without a zone: `2026-01-31 10:30:00`. A
/// text that is no such thing stays as it is.
std::string utcText(llvm::StringRef text);

} // namespace retort::mysql
