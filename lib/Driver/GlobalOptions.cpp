#include "Driver/GlobalOptions.h"

namespace retort::options {

static constexpr llvm::StringLiteral colorChoices[] = {"auto", "always", "never"};

constexpr Option help = {.name = "--help", .letter = 'h', .help = "show this and exit"};
constexpr Option version = {.name = "--version", .help = "print the version and exit"};
constexpr Option color = {.name = "--color",
                          .value = "WHEN",
                          .help = "auto: on a terminal, and not if NO_COLOR is set",
                          .choices = colorChoices};
constexpr Option quiet = {
    .name = "--quiet", .letter = 'q', .help = "print nothing but results and errors"};
constexpr Option verbose = {.name = "--verbose", .letter = 'v', .help = "tell more"};

llvm::ArrayRef<const Option*> global() {
  static constexpr const Option* all[] = {&quiet, &verbose, &color, &help, &version};
  return all;
}

constexpr Option config = {.name = "--config",
                           .letter = 'c',
                           .value = "FILE",
                           .help =
                               "the project's retort.toml, if it is not in this folder or above"};
constexpr Option environment = {.name = "--env",
                                .letter = 'e',
                                .value = "ENV",
                                .help = "the [env.NAME] of retort.toml to work on"};
constexpr Option url = {.name = "--url",
                        .value = "URL",
                        .help = "the database to work on, instead of an environment's"};

llvm::ArrayRef<const Option*> project() {
  static constexpr const Option* all[] = {&environment, &url, &config};
  return all;
}

constexpr Option json = {.name = "--json", .help = "print the result as JSON"};
constexpr Option sql = {.name = "--sql", .help = "print the SQL script instead of running it"};
constexpr Option dialect = {.name = "--dialect",
                            .value = "D[:VERSION]",
                            .help = "the engine to compile for: postgresql, sqlite:3.40"};
constexpr Option dryRun = {.name = "--dry-run", .help = "show the plan and run nothing"};
constexpr Option message = {
    .name = "--message", .letter = 'm', .value = "TEXT", .help = "what the revision is about"};
constexpr Option revisionId = {.name = "--rev-id",
                               .value = "ID",
                               .help = "the id, instead of twelve random hexadecimal digits"};
constexpr Option branchLabel = {.name = "--branch-label",
                                .value = "LABEL",
                                .help = "a name for the branch",
                                .repeatable = true};
constexpr Option dependsOn = {.name = "--depends-on",
                              .value = "REV",
                              .help = "a revision of another branch that must run before",
                              .repeatable = true};
constexpr Option versionPath = {
    .name = "--version-path", .value = "DIR", .help = "the folder of `versions` to write into"};
constexpr Option splice = {.name = "--splice",
                           .help = "branch off a revision that others already revise"};
constexpr Option wait = {
    .name = "--wait", .value = "TIME", .help = "how long to wait for another migrator: 30s, 5min"};
constexpr Option terminateHolder = {.name = "--terminate-holder",
                                    .help = "end the sessions of another migrator, do not wait"};

} // namespace retort::options
