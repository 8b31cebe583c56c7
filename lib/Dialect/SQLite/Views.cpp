#include "Dialect/SQLite/Views.h"

#include "Dialect/Common/Views.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {

std::string createView(const SQLite& dialect, const View& view) {
  return "CREATE VIEW " + viewName(dialect, view) + " AS\n" + viewBody(dialect, view);
}

void replaceView(const SQLite& dialect, const QualifiedName& before, const View& after,
                 StatementSink& sink) {
  sink.add("DROP VIEW " + dialect.quote(before));
  sink.add(createView(dialect, after));
}

ViewsAside::ViewsAside(const SQLite& dialect, const Operation& operation, const Catalog& before,
                       StatementSink& sink)
    : dialect_(dialect), sink_(sink),
      views_(viewsToRestate(operation, before, /*withReaders=*/true)) {
  for (const View& view : llvm::reverse(views_))
    sink_.add("DROP VIEW " + dialect_.quote(view.name));
}

ViewsAside::~ViewsAside() {
  for (const View& view : views_)
    sink_.add(createView(dialect_, view));
}

} // namespace retort::sqlite
