//===- DataCheck.h - changes to rows that MySQL has no way to make ---------===//
#pragma once

#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

/// Reports what the engine would do in another way than it says, or not at all; true if
/// there is nothing. `before` is the catalog that the statement runs on.
bool checkData(const MySQL& dialect, const op::Insert& insert, const Catalog& before, Origin origin,
               DiagnosticEngine& diags);
bool checkData(const MySQL& dialect, const op::Update& update, const Catalog& before, Origin origin,
               DiagnosticEngine& diags);
inline bool checkData(const MySQL&, const op::Delete&, const Catalog&, Origin, DiagnosticEngine&) {
  return true;
}
inline bool checkData(const MySQL&, const op::Truncate&, const Catalog&, Origin,
                      DiagnosticEngine&) {
  return true;
}

} // namespace retort::mysql
