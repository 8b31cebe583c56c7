#include "Dialect/Common/Views.h"

#include "Catalog/QueryWalk.h"
#include "Catalog/References.h"
#include "Dialect/Common/Names.h"
#include "Operation/Apply.h"

#include <tuple>

namespace retort {

std::string viewName(const Dialect& dialect, const View& view) {
  std::string text = dialect.quote(view.name);
  if (view.query || view.columns.empty())
    return text; // a query names its columns itself
  std::vector<std::string> names;
  for (const ViewColumn& column : view.columns)
    names.push_back(column.name);
  return text + " " + nameTuple(dialect, names);
}

std::string viewBody(const Dialect& dialect, const View& view) {
  if (view.query)
    return dialect.spell(unqualified(*view.query), "\n");
  const std::string* text = textFor(view.texts, dialect.name(), dialect.facts().relative);
  assert(text && "Sema lets no text for other dialects through");
  return llvm::StringRef(*text).trim().str();
}

bool sameDefinition(const View& a, const View& b) {
  return std::tie(a.columns, a.query, a.texts) == std::tie(b.columns, b.query, b.texts);
}

std::vector<View> viewsToRestate(const Operation& operation, const Catalog& before,
                                 bool withReaders) {
  if (before.all<View>().empty())
    return {};
  Catalog after = before;
  apply(operation, after);
  std::vector<View> views;
  for (const View* view : changedViews(before, after, withReaders))
    views.push_back(*view);
  return views;
}

} // namespace retort
