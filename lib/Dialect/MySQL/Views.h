//===- Views.h - views as MySQL spells them ---------------------------------===//
//
// The engine keeps the names of tables and columns as they were when the view was made, and follows
// none: a view that says a name which is changed is made anew.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/MySQL/MySQL.h"

namespace retort::mysql {

void createView(const MySQL& dialect, const View& view, bool orReplace, StatementSink& sink);
/// Makes the views anew that say a name which the operation has changed.
void restateViews(const MySQL& dialect, const Operation& operation, const Catalog& before,
                  StatementSink& sink);

} // namespace retort::mysql
