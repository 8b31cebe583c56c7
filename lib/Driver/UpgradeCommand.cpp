#include "Driver/FitCheck.h"
#include "Driver/GlobalOptions.h"
#include "Driver/MigrationCommand.h"

namespace retort {

static Outcome run(Session& session) {
  return MigrationCommand(session, Direction::Up).run();
}

static constexpr Positional positionals[] = {
    {.name = "REV",
     .help = "head, heads, an id or the beginning of one, a label, +2; FROM:TO with --sql"}};
static constexpr const Option* ownOptions[] = {
    &options::sql,    &options::noClientLines, &options::dialect,
    &options::dryRun, &options::ignoreDrift, &options::checkData, &options::singleTransaction,
    &options::wait, &options::terminateHolder, &options::json};

constexpr CommandBody upgradeCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Applies all revisions on the way to REV. The whole plan is compiled and checked before "
        "the\n"
        "first statement: against the schema that the history builds, and against what the\n"
        "database holds. Each revision is one transaction. With --sql the plan is written as a\n"
        "script instead; FROM:TO needs no database for that.",
    .examples =
        "retort upgrade head\nretort upgrade base:head --sql --dialect postgresql > all.sql",
    .run = run,
};

} // namespace retort
