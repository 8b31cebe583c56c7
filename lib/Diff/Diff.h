//===- Diff.h - what turns one catalog into another -----------------------===//
//
// Law 2: applying the operations to `from` gives `to`, but for the order of columns that both
// have, unless that is to be kept; diff(A, A) is empty. Nothing is dropped and made again that can
// stay, and no step needs what a later one makes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/NamingConvention.h"
#include "Catalog/Rename.h"
#include "Operation/Operation.h"

namespace retort {

struct Difference {
  /// In the order to run them: renames first, then at most one block for a table, but
  /// where foreign keys force its parts apart.
  std::vector<Operation> operations;
  /// What is dropped and what is added, where they look like the same thing with another
  /// name: evidence for a question, nothing that was acted upon. Pass them back as
  /// `renames` to act.
  std::vector<Rename> likelyRenames;
  /// What of it is not known for sure in either catalog: it is compared as it is there.
  Unknowns unknown;
  /// What differs and no operation can say, as sentence parts: "the values of enum
  /// `status`". Empty wherever law 2 holds.
  std::vector<std::string> unsaid;
};

/// Where the columns that both have stand in another order.
enum class ColumnOrder : uint8_t {
  /// It is no difference.
  Free,
  /// They are moved: for an engine that can do that.
  Kept,
};

/// External tables are somebody else's: what is known of them is a difference, and nothing is done
/// to them. No difference is what a column of a primary key says of `not null` itself.
///
/// That something is not known is no difference.
///
/// Privileges are compared as well: where they are not managed, they are left out of both
/// (`withoutGrants`).
///
/// A rename acts only while the old name exists in `from` and the new one does not.
/// Constraints and indexes that differ in nothing but their names are renamed without
/// being told: nothing can be lost.
///
/// By `naming` a part that leaves its table is known to call what it keeps of it.
Difference diff(const Catalog& from, const Catalog& to, llvm::ArrayRef<Rename> renames = {},
                ColumnOrder order = ColumnOrder::Free, const NamingConvention& naming = {});

} // namespace retort
