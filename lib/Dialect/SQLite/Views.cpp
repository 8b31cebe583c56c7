#include "Dialect/SQLite/Views.h"

#include "Dialect/Common/TriggerWriter.h"
#include "Dialect/Common/Views.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {

std::string createView(const SQLite& dialect, const View& view) {
  return "CREATE VIEW " + viewName(dialect, view) + " AS\n" + viewBody(dialect, view);
}

/// Its triggers go with it, and come again.
void replaceView(const SQLite& dialect, const QualifiedName& before, const View& after,
                 const Catalog& catalog, StatementSink& sink) {
  sink.add("DROP VIEW " + dialect.quote(before));
  sink.add(createView(dialect, after));
  for (const Trigger* trigger : catalog.all<Trigger>())
    if (trigger->table == before) {
      Trigger again = *trigger;
      again.table = after.name;
      TriggerWriter(dialect, sink).create(again);
    }
}

ViewsAside::ViewsAside(const SQLite& dialect, const Operation& operation, const Catalog& before,
                       StatementSink& sink)
    : dialect_(dialect), sink_(sink),
      views_(viewsToRestate(operation, before, /*withReaders=*/true)) {
  takeTriggers(operation, before);
  for (const View& view : llvm::reverse(views_))
    sink_.add("DROP VIEW " + dialect_.quote(view.name));
}

/// Those on a view go with it; those on a table are dropped while it is called as they say.
void ViewsAside::takeTriggers(const Operation& operation, const Catalog& before) {
  if (before.all<Trigger>().empty())
    return;
  Catalog after = before;
  apply(operation, after);
  for (const Trigger* trigger : after.all<Trigger>()) {
    const bool isOnView =
        llvm::any_of(views_, [&](const View& view) { return view.name == trigger->table; });
    auto isSame = [&](const Trigger* old) { return *old == *trigger; };
    if (!isOnView && llvm::any_of(before.all<Trigger>(), isSame))
      continue;
    if (!isOnView)
      sink_.add("DROP TRIGGER " + dialect_.quote(trigger->name.name));
    triggers_.push_back(*trigger);
  }
}

ViewsAside::~ViewsAside() {
  for (const View& view : views_)
    sink_.add(createView(dialect_, view));
  for (const Trigger& trigger : triggers_)
    TriggerWriter(dialect_, sink_).create(trigger);
}

} // namespace retort::sqlite
