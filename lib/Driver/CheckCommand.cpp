#include "Driver/GlobalOptions.h"
#include "Driver/SchemaComparison.h"

namespace retort {

static Outcome run(Session& session) {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<SchemaComparison> comparison =
      compareSchemas(session, **dialect, "heads", "schema");
  if (!comparison)
    return comparison.takeError();
  if (session.console().json() || !comparison->empty())
    comparison->print(session.console());
  const ExitCode code = session.conclude();
  if (comparison->empty()) {
    session.console().say("the revisions make what " + comparison->to.name + " declares");
    return code;
  }
  session.console().say("the revisions do not make what " + comparison->to.name +
                        " declares: " + comparison->summary());
  return ExitCode::Failure;
}

static constexpr const Option* ownOptions[] = {&options::renames, &options::dialect,
                                               &options::json};

constexpr CommandBody checkCommand = {
    .options = ownOptions,
    .description = "Would `revision --autogenerate` find anything? Compares what the revisions "
                   "make with what the\n"
                   "schema files declare, lists the difference, and exits with 1 if there is one.",
    .examples = "retort check\nretort check --dialect postgresql --json",
    .run = run,
};

} // namespace retort
