//===- InvertData.h - the way back of a change to rows --------------------===//
#pragma once

#include "Operation/Invert.h"

namespace retort {

/// Rows that were put in with their primary key can be taken out by it; nothing else of
/// what was done to rows can be undone.
Inverse invertData(const op::Insert& insert, const Catalog& before);
Inverse invertData(const op::Update& update, const Catalog& before);
Inverse invertData(const op::Delete& remove, const Catalog& before);
Inverse invertData(const op::Truncate& truncate, const Catalog& before);

} // namespace retort
