#include "Dialect/PostgreSQL/Views.h"

#include "Catalog/References.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/Views.h"
#include "Dialect/PostgreSQL/Settings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

std::string createView(const PostgreSQL& dialect, const View& view, bool orReplace) {
  return (orReplace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ") + viewName(dialect, view) +
         storageParameters(resolveFor(dialect.facts(), view.options)) + " AS\n" +
         viewBody(dialect, view);
}

//===--- Alter ------------------------------------------------------------===//

/// SET of what is new or changed, RESET of what is gone.
static void alterOptions(const PostgreSQL& dialect, const View& before, const View& after,
                         StatementSink& sink) {
  const Options old = resolveFor(dialect.facts(), before.options);
  const Options wanted = resolveFor(dialect.facts(), after.options);
  Options changed;
  std::vector<std::string> gone;
  for (const auto& option : wanted)
    if (auto same = old.find(option.first); same == old.end() || *same != option)
      changed.insert(option);
  for (const auto& [name, value] : old)
    if (!wanted.contains(name))
      gone.push_back(llvm::StringRef(name).split('.').second.str());
  const std::string alter = "ALTER VIEW " + dialect.quote(after.name);
  if (std::string parameters = storageParameters(changed); !parameters.empty())
    sink.add(alter + " SET" + llvm::StringRef(parameters).drop_front(5).str()); // ` WITH`
  if (!gone.empty())
    sink.add(alter + " RESET (" + llvm::join(gone, ", ") + ")");
}

bool alterView(const PostgreSQL& dialect, const View& before, const View& after,
               const Catalog& catalog, StatementSink& sink, DiagnosticEngine& diags) {
  if (sameDefinition(before, after)) {
    alterOptions(dialect, before, after, sink);
    return false;
  }
  if (extends(before, after)) {
    sink.add(createView(dialect, after, /*orReplace=*/true));
    return false;
  }
  const ObjectId id = idOf(before);
  if (std::vector<ObjectUse> uses = usesOf(catalog, id); !uses.empty()) {
    DiagnosticBuilder builder = diags.report(diag::CannotReplaceUsed, sink.origin(),
                                             dialect.displayName(), describe(id));
    for (const ObjectUse& use : uses)
      builder.note({}, "used by " + describe(use));
    builder.help("drop these first, and make them again after");
    return false;
  }
  sink.add("DROP VIEW " + dialect.quote(before.name));
  sink.add(createView(dialect, after, /*orReplace=*/false));
  return true;
}

} // namespace retort::postgresql
