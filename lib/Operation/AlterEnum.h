//===- AlterEnum.h - what the actions of `alter enum` do -------------------===//
#pragma once

#include "Operation/Operation.h"

namespace retort {

/// The enum with other values.
Enum changed(Enum type, const op::EnumAction& action);

/// Changes the values, and what says them.
void apply(const op::EnumAction& action, const QualifiedName& type, Catalog& catalog);

/// The action that undoes `action`; what does not come back is added to `losses`.
op::EnumAction invertAction(const op::EnumAction& action, const Enum& before,
                            std::vector<std::string>& losses);

} // namespace retort
