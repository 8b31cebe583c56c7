#include "Driver/GlobalOptions.h"
#include "Driver/Session.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/Support/JSON.h"

namespace retort {

/// A paragraph in lines of at most 80 columns.
static void printWrapped(llvm::StringRef text, llvm::raw_ostream& out) {
  size_t column = 0;
  while (!text.empty()) {
    auto [word, rest] = text.split(' ');
    if (column != 0 && column + 1 + word.size() > 80) {
      out << '\n';
      column = 0;
    } else if (column != 0) {
      out << ' ';
      ++column;
    }
    out << word;
    column += word.size();
    text = rest;
  }
  out << '\n';
}

static void list(llvm::raw_ostream& out) {
  for (const DiagnosticInfo& info : allDiagnostics())
    out << info.spelling << '\n';
}

static void listAsJson(llvm::raw_ostream& out) {
  llvm::json::OStream json(out, 2);
  json.array([&] {
    for (const DiagnosticInfo& info : allDiagnostics())
      json.object([&] {
        json.attribute("code", info.spelling);
        json.attribute("severity", spelling(info.severity));
        json.attribute("explanation", info.explanation);
      });
  });
  out << '\n';
}

static Outcome run(Session& session) {
  llvm::StringRef code = session.arguments().positional(0);
  if (code.empty()) {
    session.console().json() ? listAsJson(session.out()) : list(session.out());
    return ExitCode::Success;
  }
  // As it stands in a message, brackets and all.
  code = code.trim("[]");
  if (const DiagnosticInfo* info = findDiagnostic(code)) {
    session.out() << info->spelling << " (" << spelling(info->severity) << ")\n\n";
    printWrapped(info->explanation, session.out());
    return ExitCode::Success;
  }
  NearestName nearest(code);
  for (const DiagnosticInfo& info : allDiagnostics())
    nearest.consider(info.spelling);
  return llvm::make_error<UsageError>("no diagnostic " + quoted(code),
                                      nearest.found().empty() ? "`retort explain` lists them all"
                                                              : didYouMean(nearest.found()));
}

static constexpr Positional positionals[] = {{.name = "CODE",
                                              .count = Positional::Optional,
                                              .help = "what stands in [brackets] after a message"}};
static constexpr const Option* ownOptions[] = {&options::json};

constexpr CommandBody explainCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .usesProject = false,
    .description =
        "Says what a diagnostic means and what to do about it; without a code, lists all codes.",
    .examples = "retort explain unknown-column",
    .run = run,
};

} // namespace retort
