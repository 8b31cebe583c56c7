//===- Views.h - views as SQLite spells them --------------------------------===//
//
// SQLite keeps the text of a view and reads it when it is used, so a view can go and come while
// others read it. RENAME reads all of them, and changes names within the text, but what the view
// gives is then called otherwise, too: such a view steps aside, with those that read it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Common/StatementSink.h"
#include "Dialect/SQLite/SQLite.h"

namespace retort::sqlite {

std::string createView(const SQLite& dialect, const View& view);
void replaceView(const SQLite& dialect, const QualifiedName& before, const View& after,
                 const Catalog& catalog, StatementSink& sink);

/// The views that say a name which an operation changes, with their readers, and the triggers on
/// these or of changed headers: dropped as long as this lives.
class ViewsAside {
public:
  ViewsAside(const SQLite& dialect, const Operation& operation, const Catalog& before,
             StatementSink& sink);
  ~ViewsAside();
  ViewsAside(const ViewsAside&) = delete;
  ViewsAside& operator=(const ViewsAside&) = delete;

private:
  void takeTriggers(const Operation& operation, const Catalog& before);

  const SQLite& dialect_;
  StatementSink& sink_;
  std::vector<View> views_;
  std::vector<Trigger> triggers_; // as they are after
};

} // namespace retort::sqlite
