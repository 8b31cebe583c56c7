#include "Driver/GlobalOptions.h"
#include "Driver/MigrationCommand.h"

namespace retort {

static Outcome run(Session& session) {
  return MigrationCommand(session, Direction::Down).run();
}

static constexpr Positional positionals[] = {
    {.name = "REV",
     .help = "base, -1, an id or the beginning of one, a label; FROM:TO with --sql"}};
static constexpr const Option* ownOptions[] = {
    &options::sql,    &options::noClientLines, &options::dialect,
    &options::dryRun, &options::singleTransaction, &options::allowDataLoss, &options::wait,
    &options::terminateHolder, &options::json};

constexpr CommandBody downgradeCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .isForEachDatabase = true,
    .description =
        "Takes back all revisions above REV, by their downgrade or by its derivation. What would "
        "be\n"
        "lost for good is said first: on a terminal it is asked about, elsewhere it needs\n"
        "--allow-data-loss.",
    .examples = "retort downgrade -1\nretort downgrade head:base --sql --dialect sqlite",
    .run = run,
};

} // namespace retort
