//===- Views.h - views as every engine spells them --------------------------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort {

/// `v (a, b)`: the name, and the columns where the text of the view does not name them.
std::string viewName(const Dialect& dialect, const View& view);

/// What stands behind AS.
std::string viewBody(const Dialect& dialect, const View& view);

/// Is what it shows written alike, whatever its options are?
bool sameDefinition(const View& a, const View& b);

/// The views of which the operation changes a name that they say, as they are after it, and, if
/// wanted, those that read such a one; each after those that it reads. For engines that do not
/// follow names in views, or not as far.
std::vector<View> viewsToRestate(const Operation& operation, const Catalog& before,
                                 bool withReaders = false);

} // namespace retort
