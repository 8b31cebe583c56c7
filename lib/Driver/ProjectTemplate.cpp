#include "Driver/ProjectTemplate.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- retort.toml ------------------------------------------------------===//

static constexpr llvm::StringLiteral onSqlite =
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

static constexpr llvm::StringLiteral onPostgresql =
    R"(# What may stand here: docs/configuration.md.
[retort]
versions = ["versions"]
schema = ["schema"]
default_env = "dev"
lock_timeout = "5s"        # whoever waits for a lock is waited for by all others

[env.dev]                  # what PGHOST, PGUSER and ~/.pgpass say goes without saying
url = "${DATABASE_URL:-postgresql:///@}"

# [env.prod]
# url = "${PRODUCTION_URL}"
)";

static constexpr llvm::StringLiteral onMysql =
    R"(# What may stand here: docs/configuration.md.
[retort]
versions = ["versions"]
schema = ["schema"]
default_env = "dev"
lock_timeout = "5s"        # whoever waits for a lock is waited for by all others

[env.dev]                  # `mysql://` for MySQL; what ~/.my.cnf says goes without saying
url = "${DATABASE_URL:-mariadb://localhost/@}"

# [env.prod]
# url = "${PRODUCTION_URL}"
)";

static constexpr llvm::StringLiteral onSeveral =
    R"(# What may stand here: docs/configuration.md.
[retort]
versions = ["versions"]
schema = ["schema"]
default_env = "all"

# One command for each of them: `retort upgrade head`; `-e eu` for one.
[env.all]
targets = ["eu", "us"]
parallel = 4

[env.eu]
url = "${EU_DATABASE_URL:-sqlite:eu.db}"

[env.us]
url = "${US_DATABASE_URL:-sqlite:us.db}"
)";

//===--- The other files; `@@` stands for the dialect ----------------------===//

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
// RUN: %retort upgrade base:head --sql --dialect @@ | FileCheck %s
//
// CHECK: -- retort {{.*}} @@
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

//===--- All of them ------------------------------------------------------===//

llvm::ArrayRef<ProjectTemplate> allTemplates() {
  static constexpr ProjectTemplate all[] = {
      {"sqlite", "one database, on SQLite", onSqlite, "sqlite", "environments: dev (sqlite:app.db)"},
      {"postgresql", "one database, on PostgreSQL", onPostgresql, "postgresql",
       "environments: dev (DATABASE_URL)"},
      {"mysql", "one database, on MySQL or MariaDB", onMysql, "mariadb",
       "environments: dev (DATABASE_URL)"},
      {"several-databases", "the same schema on several databases at once", onSeveral, "sqlite",
       "environments: all (eu, us)"},
  };
  return all;
}

const ProjectTemplate* findTemplate(llvm::StringRef name) {
  const auto* found = llvm::find_if(allTemplates(), [&](const auto& it) { return it.name == name; });
  return found == allTemplates().end() ? nullptr : found;
}

static std::string fillIn(llvm::StringRef text, llvm::StringRef project, llvm::StringRef dialect) {
  std::string filled;
  while (!text.empty()) {
    if (text.consume_front("@@"))
      filled += dialect;
    else if (text.consume_front("@"))
      filled += project;
    else {
      filled += text.front();
      text = text.drop_front();
    }
  }
  return filled;
}

std::vector<ProjectFile> ProjectTemplate::files(llvm::StringRef project) const {
  auto file = [&](llvm::StringRef path, llvm::StringRef text, llvm::StringRef what) {
    return ProjectFile{fillIn(path, project, dialect), fillIn(text, project, dialect), what.str()};
  };
  return {file("retort.toml", configuration, about),
          file("schema/@.mig", schema, "the desired schema"),
          file("versions", "", "revisions go here"),
          file("test/first.mig", firstTest, "a lit test of the SQL that you will review"),
          file("test/lit.cfg.py", litConfiguration, "how `retort test` runs it")};
}

} // namespace retort
