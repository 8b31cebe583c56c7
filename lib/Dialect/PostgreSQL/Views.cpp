#include "Dialect/PostgreSQL/Views.h"

#include "Catalog/References.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/Views.h"
#include "Dialect/PostgreSQL/Settings.h"
#include "Dialect/PostgreSQL/TableWriter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

#include <array>

namespace retort::postgresql {

/// `VIEW v`, `MATERIALIZED VIEW v`.
static std::string target(const PostgreSQL& dialect, const View& view) {
  return spelling(view.kind()).upper() + " " + dialect.quote(view.name);
}

static std::string createView(const PostgreSQL& dialect, const View& view, bool orReplace) {
  const Options options = resolveFor(dialect.facts(), view.options);
  return (orReplace ? "CREATE OR REPLACE " : "CREATE ") + spelling(view.kind()).upper() + " " +
         viewName(dialect, view) +
         (view.materialized ? tableClauses(dialect, options) : storageParameters(options)) +
         " AS\n" + viewBody(dialect, view);
}

static Index expressed(const PostgreSQL& dialect, Index index) {
  index.options = resolveFor(dialect.facts(), index.options);
  return index;
}

void addView(const PostgreSQL& dialect, const View& view, StatementSink& sink) {
  sink.add(createView(dialect, view, /*orReplace=*/false));
  for (const Index& index : view.indexes)
    addIndex(dialect, view.name, expressed(dialect, index), /*concurrently=*/false, sink);
}

//===--- Alter ------------------------------------------------------------===//

//===--- Indexes ----------------------------------------------------------===//

/// The index of the other view that differs in nothing but its name; null if there is none.
static const Index* renamedFrom(const Index& index, const View& before, const View& after) {
  for (const Index& old : before.indexes) {
    Index renamed = old;
    renamed.name = index.name;
    if (renamed == index && !after.findIndex(old.name))
      return &old;
  }
  return nullptr;
}

static void alterIndexes(const PostgreSQL& dialect, const View& before, const View& after,
                         bool concurrently, StatementSink& sink) {
  std::vector<const Index*> kept;
  for (const Index& index : after.indexes)
    if (const Index* old = before.findIndex(index.name); old && *old == index) {
      kept.push_back(old);
    } else if (const Index* from = old ? nullptr : renamedFrom(index, before, after)) {
      kept.push_back(from);
      sink.add("ALTER INDEX " + besideTable(dialect, before.name, from->name) + " RENAME TO " +
               dialect.quote(index.name));
    }
  for (const Index& index : before.indexes)
    if (!llvm::is_contained(kept, &index))
      sink.add("DROP INDEX " + std::string(concurrently ? "CONCURRENTLY " : "") +
               besideTable(dialect, before.name, index.name))
          .transactional = !concurrently;
  for (const Index& index : after.indexes) {
    const Index* old = before.findIndex(index.name);
    if (!(old && *old == index) && (old || !renamedFrom(index, before, after)))
      addIndex(dialect, after.name, expressed(dialect, index), concurrently, sink);
  }
}

//===--- Options ----------------------------------------------------------===//

/// Where a materialized view is, and how it is stored: no storage parameters.
static void alterStorage(const PostgreSQL& dialect, const Options& old, const Options& wanted,
                         const std::string& alter, StatementSink& sink) {
  static constexpr std::array<llvm::StringLiteral, 3> rows[] = {
      {"postgresql.tablespace", "TABLESPACE", "pg_default"},
      {"postgresql.using", "ACCESS METHOD", "heap"}};
  for (const auto& [name, words, own] : rows) {
    auto before = old.find(name.str());
    auto after = wanted.find(name.str());
    const std::string from = before == old.end() ? own.str() : before->second.text;
    const std::string to = after == wanted.end() ? own.str() : after->second.text;
    if (from != to)
      sink.add((llvm::Twine(alter) + " SET " + words + " " + dialect.quote(to)).str());
  }
}

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
    if (!wanted.contains(name) && !storageParameters({{name, value}}).empty())
      gone.push_back(llvm::StringRef(name).split('.').second.str());
  const std::string alter = "ALTER " + target(dialect, after);
  if (after.materialized)
    alterStorage(dialect, old, wanted, alter, sink);
  if (std::string parameters = storageParameters(changed); !parameters.empty())
    sink.add(alter + " SET" + llvm::StringRef(parameters).drop_front(5).str()); // ` WITH`
  if (!gone.empty())
    sink.add(alter + " RESET (" + llvm::join(gone, ", ") + ")");
}

bool alterView(const PostgreSQL& dialect, const View& before, const View& after, bool concurrently,
               const Catalog& catalog, StatementSink& sink, DiagnosticEngine& diags) {
  if (sameDefinition(before, after)) {
    alterOptions(dialect, before, after, sink);
    alterIndexes(dialect, before, after, concurrently, sink);
    return false;
  }
  if (extends(before, after)) {
    sink.add(createView(dialect, after, /*orReplace=*/true));
    return false;
  }
  const ObjectId id = idOf(before);
  if (std::vector<ObjectUse> uses = usesOf(catalog, id); !uses.empty()) {
    DiagnosticBuilder builder =
        diags.report(diag::CannotReplaceUsed, sink.origin(), dialect.displayName(), describe(id));
    for (const ObjectUse& use : uses)
      builder.note({}, "used by " + describe(use));
    builder.help("drop these first, and make them again after");
    return false;
  }
  sink.add("DROP " + target(dialect, before));
  addView(dialect, after, sink);
  return true;
}

} // namespace retort::postgresql
