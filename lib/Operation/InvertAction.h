//===- InvertAction.h - the way back of one action of `alter table` -------===//
#pragma once

#include "Operation/Operation.h"

namespace retort {

/// The actions that undo `action` on `table`, in their order; none where nothing of the
/// schema changed.
/// `before` is the catalog that `action` is applied to. What does not come back is added to
/// `losses`, as in `Inverse`.
std::vector<op::TableAction> invertAction(const op::TableAction& action, const QualifiedName& table,
                                          const Catalog& before, std::vector<std::string>& losses);

} // namespace retort
