//===- EnumValues.h - who says a value of an enum --------------------------===//
//
// A value is a string wherever it stands: what it is a value of is told by what it is
// for (the default of a column) or compared with (a column in a check).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/References.h"

namespace retort {

/// Every part of a table, every domain, view and trigger that says the value.
std::vector<ObjectUse> usesOfEnumValue(const Catalog& catalog, const QualifiedName& type,
                                       llvm::StringRef value);

/// Says `to` wherever `from` is said. The enum itself is left as it is.
void renameEnumValue(Catalog& catalog, const QualifiedName& type, llvm::StringRef from,
                     llvm::StringRef to);

} // namespace retort
