#include "Dialect/MySQL/Views.h"

#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/Views.h"

namespace retort::mysql {

/// `WORDS VALUE SUFFIX`, or nothing where the option is not given. Its values are words.
static std::string clause(const Options& options, llvm::StringRef name, llvm::StringRef words,
                          llvm::StringRef suffix = "") {
  auto option = options.find("mysql." + name.str());
  if (option == options.end())
    return "";
  return (words + llvm::StringRef(option->second.text).upper() + suffix).str();
}

void createView(const MySQL& dialect, const View& view, bool orReplace, StatementSink& sink) {
  const Options options = resolveFor(dialect.facts(), view.options);
  sink.add((orReplace ? "CREATE OR REPLACE" : "CREATE") +
           clause(options, "view_algorithm", " ALGORITHM = ") +
           clause(options, "sql_security", " SQL SECURITY ") + " VIEW " + viewName(dialect, view) +
           " AS\n" + viewBody(dialect, view) +
           clause(options, "check_option", "\nWITH ", " CHECK OPTION"))
      .transactional = false;
}

void restateViews(const MySQL& dialect, const Operation& operation, const Catalog& before,
                  StatementSink& sink) {
  for (const View& view : viewsToRestate(operation, before))
    createView(dialect, view, /*orReplace=*/true, sink);
}

} // namespace retort::mysql
