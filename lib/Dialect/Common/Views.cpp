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

/// `before` without what the views say that some action of the block changes: a name may change in
/// one and be itself again after another.
static Catalog withoutTouched(const op::AlterTable& alter, const Catalog& before,
                              bool withReaders) {
  Catalog result = before, step = before;
  for (const op::TableAction& action : alter.actions) {
    Catalog next = step;
    apply(action, alter.table, next);
    if (std::holds_alternative<op::RenameColumn>(action))
      for (const View* view : changedViews(step, next, withReaders))
        std::get<View>(result.objects.edit(idOf(*view))).query = QueryRef();
    step = std::move(next);
  }
  return result;
}

std::vector<View> viewsToRestate(const Operation& operation, const Catalog& before,
                                 bool withReaders) {
  if (before.all<View>().empty())
    return {};
  Catalog after = before;
  apply(operation, after);
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  std::vector<View> views;
  for (const View* view :
       changedViews(alter ? withoutTouched(*alter, before, withReaders) : before, after, withReaders))
    views.push_back(*view);
  return views;
}

} // namespace retort
