//===- Renames.h - what a rename changes beside the name itself -----------===//
#pragma once

#include "Catalog/Catalog.h"

namespace retort {

/// Renames the column, and wherever its table or a foreign key of another one says
/// its name. Raw SQL is left as it is: nobody knows what its words mean.
void renameColumn(Catalog& catalog, const QualifiedName& table, llvm::StringRef from,
                  llvm::StringRef to);

} // namespace retort
