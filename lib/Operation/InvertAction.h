//===- InvertAction.h - the way back of one action of `alter table` -------===//
#pragma once

#include "Operation/Operation.h"

namespace retort {

/// The action that undoes `action` on `table`; every action has one. `before` is the
/// catalog that `action` is applied to. What does not come back is added to
/// `losses`, as in `Inverse`.
op::TableAction invertAction(const op::TableAction& action, const QualifiedName& table,
                             const Catalog& before, std::vector<std::string>& losses);

} // namespace retort
