#include "Driver/GlobalOptions.h"
#include "Driver/ProjectTemplate.h"
#include "Driver/Session.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static void printJson(llvm::raw_ostream& out) {
  llvm::json::OStream json(out, 2);
  json.array([&] {
    for (const ProjectTemplate& each : allTemplates())
      json.object([&] {
        json.attribute("name", each.name);
        json.attribute("summary", each.summary);
      });
  });
  out << '\n';
}

static Outcome run(Session& session) {
  if (session.console().json()) {
    printJson(session.out());
    return ExitCode::Success;
  }
  size_t width = 0;
  for (const ProjectTemplate& each : allTemplates())
    width = std::max(width, each.name.size());
  for (const ProjectTemplate& each : allTemplates())
    session.out() << llvm::left_justify(each.name, width) << "  " << each.summary << '\n';
  session.console().say("`retort init DIR --template NAME` writes one");
  return ExitCode::Success;
}

static constexpr const Option* ownOptions[] = {&options::json};

constexpr CommandBody listTemplatesCommand = {
    .options = ownOptions,
    .usesProject = false,
    .description = "Lists what a new project can start from.",
    .examples = "retort list-templates",
    .run = run,
};

} // namespace retort
