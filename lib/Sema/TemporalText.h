//===- TemporalText.h - is this text a date, a time, an interval? ----------===//
#pragma once

#include "Catalog/Type.h"

namespace retort {

/// Why `text` is no value of the date, time, datetime, timestamptz or interval type;
/// empty if it is one. What only some engines take (`infinity`, `now`) is none.
std::string temporalProblem(llvm::StringRef text, const Type& type);

} // namespace retort
