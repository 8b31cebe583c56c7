//===- NullsOrder.h - where nulls stand in an order -----------------------===//
#pragma once

#include <cstdint>

namespace retort {

enum class NullsOrder : uint8_t { Default, First, Last };

} // namespace retort
