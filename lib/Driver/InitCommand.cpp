#include "Driver/Files.h"
#include "Driver/Session.h"
#include "Support/English.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

//===----------------------------------------------------------------------===//
// What is written; `@` stands for the project's name
//===----------------------------------------------------------------------===//

static constexpr llvm::StringLiteral configuration =
    R"(# What may stand here: docs/configuration.md.
[retort]
versions = ["versions"]
schema = ["schema"]
default_env = "dev"

[env.dev]
url = "sqlite:app.db"

# [env.prod]
# url = "${DATABASE_URL}"
)";

static constexpr llvm::StringLiteral schema = R"(// The desired schema of @.
//
// table users {
//   id     bigint       identity primary key;
//   email  string(255)  not null unique;
// }
)";

static constexpr llvm::StringLiteral firstTest =
    R"(// The whole history of @ as the SQL script that a reviewer reads. Write what must be in it,
// and what must never be, as lines that begin with a check; `retort test` runs them.
//
// RUN: %retort upgrade base:head --sql --dialect sqlite | FileCheck %s
//
// CHECK: -- retort {{.*}} sqlite
)";

static constexpr llvm::StringLiteral litConfiguration =
    R"("""The tests of @'s SQL: `retort test` runs them."""

import os

import lit.formats

folder = os.path.dirname(os.path.abspath(__file__))
config.name = "@"
config.suffixes = [".mig", ".test"]
config.excludes = ["Inputs"]
config.test_format = lit.formats.ShTest(execute_external=False)
config.environment["PATH"] = os.environ["PATH"]
# `retort test` says which program it is and where temporary files go. lit alone takes the
# `retort` on the PATH.
config.test_exec_root = lit_config.params.get("output", os.path.join(folder, "Output"))
retort = lit_config.params.get("retort", "retort")
project = os.path.join(folder, os.pardir, "retort.toml")
config.substitutions.append(("%retort", f"'{retort}' --config '{project}'"))
)";

struct ProjectFile {
  llvm::StringLiteral path;
  llvm::StringLiteral text; // empty: a folder
  llvm::StringLiteral about;
};

static constexpr ProjectFile projectFiles[] = {
    {"retort.toml", configuration, "environments: dev (sqlite:app.db)"},
    {"schema/@.mig", schema, "the desired schema"},
    {"versions", "", "revisions go here"},
    {"test/first.mig", firstTest, "a lit test of the SQL that you will review"},
    {"test/lit.cfg.py", litConfiguration, "how `retort test` runs it"},
};

//===----------------------------------------------------------------------===//

static std::string fillIn(llvm::StringRef text, llvm::StringRef name) {
  std::string filled;
  for (char c : text)
    filled += c == '@' ? name.str() : std::string(1, c);
  return filled;
}

/// The last part of the path, of the current folder for `.`.
static llvm::Expected<std::string> projectName(llvm::StringRef folder) {
  llvm::SmallString<128> path(folder);
  if (std::error_code code = llvm::sys::fs::make_absolute(path))
    return llvm::createStringError(code, "cannot find this folder: " + code.message());
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  llvm::StringRef name = llvm::sys::path::filename(path);
  return name.empty() || name == "/" ? "schema" : name.str();
}

static std::string pathIn(llvm::StringRef folder, llvm::StringRef path) {
  llvm::SmallString<128> whole(folder == "." ? "" : folder);
  llvm::sys::path::append(whole, path);
  return whole.str().str();
}

static Outcome run(Session& session) {
  llvm::StringRef folder = session.arguments().positional(0, ".");
  llvm::Expected<std::string> name = projectName(folder);
  if (!name)
    return name.takeError();
  // All or nothing: a second `init` must not mix into a project.
  for (const ProjectFile& file : projectFiles) {
    std::string path = pathIn(folder, fillIn(file.path, *name));
    if (!file.text.empty() && llvm::sys::fs::exists(path))
      return llvm::createStringError(quoted(path) + " is there already; nothing was written");
  }
  for (const ProjectFile& file : projectFiles) {
    std::string path = pathIn(folder, fillIn(file.path, *name));
    if (llvm::Error error =
            file.text.empty() ? createFolder(path) : createFile(path, fillIn(file.text, *name)))
      return error;
    std::string shown = path + (file.text.empty() ? "/" : "");
    session.out() << "created " << llvm::left_justify(shown, 28) << ' ' << file.about << '\n';
  }
  session.console().say(folder == "."
                            ? "next: `retort revision -m 'first'`"
                            : "next: `cd " + folder.str() + " && retort revision -m 'first'`");
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "DIR",
     .count = Positional::Optional,
     .help = "where to write it; this folder if left out"}};

constexpr CommandBody initCommand = {
    .positionals = positionals,
    .options = {},
    .usesProject = false,
    .description =
        "Writes a project: retort.toml with an environment on SQLite, a schema file, a folder for\n"
        "revisions and a first test. No file that exists is touched.",
    .examples = "retort init shop",
    .run = run,
};

} // namespace retort
