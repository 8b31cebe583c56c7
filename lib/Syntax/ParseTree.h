//===- ParseTree.h - the parse as ANTLR sees it, for tests ----------------===//
//
// The parser predicts with SLL alone, which is allowed only as long as LL would
// parse every program in the same way. Here both can be compared.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include <string>

namespace retort {

enum class Prediction : uint8_t { SLL, LL };

/// Rules and tokens in the form `(rule token (rule ...))`, tokens by their index; at
/// the first mistake it ends with `!`.
std::string parseTree(const SourceBuffer& source, Prediction prediction);

} // namespace retort
