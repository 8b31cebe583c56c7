#include "Migrate/Configuration.h"

#include "Migrate/Target.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

using namespace retort;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Property;

namespace {

std::string told(const DiagnosticEngine& diags) {
  std::string text;
  for (const Diagnostic& diagnostic : diags.diagnostics()) {
    const Origin origin = diagnostic.origin;
    text += infoOf(diagnostic.code).spelling.str();
    if (origin) {
      const LineColumn place = origin.buffer->locate(origin.range.begin);
      text += " at " + std::to_string(place.line) + ":" + std::to_string(place.column) + " `" +
              origin.buffer->text(origin.range).str() + "`";
    }
    text += ": " + diagnostic.message + "\n";
    for (const Note& note : diagnostic.notes)
      text += "  " + note.message + (note.replacement ? " [" + *note.replacement + "]" : "") + "\n";
  }
  return text;
}

class ConfigurationTest : public testing::Test {
protected:
  Configuration read(llvm::StringRef text, std::string name = "retort.toml") {
    source_ = std::make_unique<SourceBuffer>(name, text.str());
    auto configuration = readConfiguration(*source_, diags_);
    EXPECT_EQ(told(diags_), "");
    return configuration ? *configuration : Configuration();
  }
  std::string refusal(llvm::StringRef text) {
    source_ = std::make_unique<SourceBuffer>("retort.toml", text.str());
    DiagnosticEngine diags;
    EXPECT_FALSE(readConfiguration(*source_, diags).has_value());
    return told(diags);
  }

  std::unique_ptr<SourceBuffer> source_;
  DiagnosticEngine diags_;
};

TEST_F(ConfigurationTest, HasDefaultsForEverything) {
  const Configuration c = read("");
  EXPECT_THAT(c.versionFolders(), ElementsAre("versions"));
  EXPECT_THAT(c.schemaFolders(), ElementsAre("schema"));
  EXPECT_EQ(c.fileTemplate, "{year}_{month}_{day}_{hour}{minute}-{rev}_{slug}");
  EXPECT_EQ(c.settings.versionTable, "alembic_version");
  EXPECT_EQ(c.settings.auditTable, "retort_log");
  EXPECT_EQ(c.settings.transaction, TransactionMode::PerRevision);
  EXPECT_EQ(c.naming.unique, "uq_{table}_{columns}");
  EXPECT_TRUE(c.environments.empty());
}

TEST_F(ConfigurationTest, ReadsEveryKey) {
  const Configuration c = read(R"(
[env.prod]
url = "${DATABASE_URL}"
lock_timeout = "5s"
transaction = "single"

[retort]
versions = ["a", "/abs/b"]
schema = "desired"
file_template = "{rev}"
timezone = "Europe/Zurich"
default_env = "dev"
default_schema = "app"
version_table = "v"
audit_table = "log"
transaction = "none"
include = ["a*"]
exclude = ["spatial_ref_sys"]
manage = ["grants"]
lock_timeout = "1s"
statement_timeout = "2min"
wait = "30s"
lint = { destructive = "error", blocking = "off" }

[naming]
unique = "u_{table}"

[env.dev]
url = "sqlite:app.db"
default_schema = "dev"
)",
                               "../shop/retort.toml");
  EXPECT_EQ(c.root, "../shop");
  EXPECT_THAT(c.versionFolders(), ElementsAre("../shop/a", "/abs/b"));
  EXPECT_THAT(c.schemaFolders(), ElementsAre("../shop/desired")) << "one text is a list of one";
  EXPECT_EQ(c.fileTemplate, "{rev}");
  EXPECT_EQ(c.timezone, "Europe/Zurich");
  EXPECT_EQ(c.settings.defaultSchema, "app");
  EXPECT_EQ(c.settings.versionTable, "v");
  EXPECT_EQ(c.settings.auditTable, "log");
  EXPECT_EQ(c.settings.transaction, TransactionMode::None);
  EXPECT_THAT(c.settings.include, ElementsAre(Property(&ObjectPattern::text, "a*")));
  EXPECT_THAT(c.settings.exclude, ElementsAre(Property(&ObjectPattern::text, "spatial_ref_sys")));
  EXPECT_THAT(c.settings.manage, ElementsAre("grants"));
  EXPECT_EQ(c.settings.lockTimeout, std::chrono::seconds(1));
  EXPECT_EQ(c.settings.statementTimeout, std::chrono::minutes(2));
  EXPECT_EQ(c.settings.wait, std::chrono::seconds(30));
  ASSERT_EQ(c.lint.size(), 2u);
  EXPECT_EQ(c.lint[0].group, "blocking");
  EXPECT_EQ(c.lint[0].severity, std::nullopt);
  EXPECT_EQ(c.lint[1].severity, Severity::Error);
  EXPECT_EQ(c.naming.unique, "u_{table}");
  EXPECT_EQ(c.naming.index, "ix_{table}_{columns}");

  ASSERT_EQ(c.environments.size(), 2u);
  EXPECT_EQ(c.environments[0].name, "prod") << "in the order of the file";
  EXPECT_EQ(c.environments[0].settings.lockTimeout, std::chrono::seconds(5));
  EXPECT_EQ(c.environments[0].settings.transaction, TransactionMode::Single);
  EXPECT_EQ(c.environments[0].settings.defaultSchema, "app") << "the project's";
  EXPECT_EQ(c.findEnvironment("dev")->settings.defaultSchema, "dev");
  EXPECT_EQ(c.findEnvironment("dev")->settings.transaction, TransactionMode::None);
  EXPECT_EQ(c.findEnvironment("test"), nullptr);
}

TEST_F(ConfigurationTest, StartsNamingFromAPreset) {
  const Configuration c = read("[naming]\nunique = 'mine_{table}'\npreset = 'postgresql'\n");
  EXPECT_EQ(c.naming.unique, "mine_{table}");
  EXPECT_EQ(c.naming.primaryKey, findNamingPreset("postgresql")->primaryKey);
  EXPECT_NE(c.naming.primaryKey, NamingConvention().primaryKey);
}

TEST_F(ConfigurationTest, TellsTextThatIsNoToml) {
  EXPECT_THAT(refusal("[retort]\nversions = [\n"), HasSubstr("malformed-configuration at 3:1"));
  EXPECT_THAT(refusal("[retort]\nversions = 1\nversions = 2\n"),
              HasSubstr("malformed-configuration at 3:"));
}

TEST_F(ConfigurationTest, TellsUnknownKeysAtTheirPlaces) {
  EXPECT_EQ(refusal("[retort]\nversoins = ['x']\n"),
            "unknown-setting at 2:1 `versoins`: nothing is called `versoins` in [retort]\n"
            "  did you mean `versions`? [versions]\n");
  EXPECT_EQ(refusal("[env.prod]\nurll = 'x'\n"),
            "unknown-setting at 2:1 `urll`: nothing is called `urll` in [env.prod]\n"
            "  did you mean `url`? [url]\n");
  EXPECT_EQ(refusal("[retrot]\n"),
            "unknown-setting at 1:2 `retrot`: nothing is called `retrot` at the top of the file\n"
            "  did you mean `retort`? [retort]\n");
  EXPECT_EQ(refusal("# Zürich\n'ü' = 1\n[naming]\n  uniq = ''\n"),
            "unknown-setting at 2:1 `'ü'`: nothing is called `ü` at the top of the file\n"
            "  known are `retort`, `env` and `naming`\n"
            "unknown-setting at 4:3 `uniq`: nothing is called `uniq` in [naming]\n"
            "  did you mean `unique`? [unique]\n");
  EXPECT_THAT(refusal("[env.dev]\nversions = ['x']\n"), HasSubstr("in [env.dev]"))
      << "is the project's alone";
}

TEST_F(ConfigurationTest, TellsValuesOfAnotherType) {
  EXPECT_EQ(refusal("[retort]\nversions = 3\n"),
            "wrong-setting at 2:12 `3`: a list of texts is expected here: `[\"...\", \"...\"]`\n");
  EXPECT_EQ(refusal("[retort]\nversions = ['a', 3]\n"),
            "wrong-setting at 2:18 `3`: a text in quotes is expected here\n");
  EXPECT_EQ(refusal("[retort]\ntransaction = 'both'\n"),
            "wrong-setting at 2:15 `'both'`: `transaction` is `\"per-revision\"`, `\"single\"` or "
            "`\"none\"`\n");
  EXPECT_THAT(refusal("[env.dev]\nlock_timeout = 5\n"),
              HasSubstr("wrong-setting at 2:16 `5`: a duration is expected here"));
  EXPECT_THAT(refusal("[env.dev]\nlock_timeout = '5 parsecs'\n"), HasSubstr("a duration"));
  EXPECT_THAT(refusal("[retort]\nlint = { destructive = 'fatal' }\n"), HasSubstr("a level is"));
  EXPECT_THAT(refusal("env = 3\n"), HasSubstr("`env` is a table"));
  EXPECT_THAT(refusal("[env]\ndev = 'sqlite:x'\n"), HasSubstr("`env.dev` is a table"));
  EXPECT_THAT(refusal("[naming]\npreset = 'oracle'\n"), HasSubstr("`preset` is one of"));
  EXPECT_THAT(refusal("[naming]\nunique = 'x_{tabel}'\n"),
              HasSubstr("the pattern has no `{tabel}`"));
}

TEST_F(ConfigurationTest, TellsBadPatternsAtTheirPlaces) {
  const std::string help = "  `*` stands for any text, `?` for one character, `[a-z]` for one of "
                           "these; a `\\` before one of them makes it stand for itself\n";
  EXPECT_EQ(refusal("[retort]\nexclude = ['theirs_*', 'log_[0-9']\n"),
            "malformed-pattern at 2:24 `'log_[0-9'`: `log_[0-9` is no pattern of names: unmatched "
            "`[`\n" +
                help);
  EXPECT_EQ(refusal("[env.dev]\ninclude = ''\n"),
            "malformed-pattern at 2:11 `''`: `` is no pattern of names: no name is empty\n" + help);
  EXPECT_THAT(refusal("[retort]\ninclude = ['[z-a]']\n"), HasSubstr("malformed-pattern at 2:12"));
  EXPECT_THAT(refusal("[retort]\ninclude = ['shop\\']\n"), HasSubstr("stray `\\`"));
  EXPECT_EQ(refusal("[retort]\ninclude = ['a', 3]\n"),
            "wrong-setting at 2:17 `3`: a text in quotes is expected here\n");
}

TEST(ObjectPatternTest, HoldsAgainstTheWholeName) {
  auto matches = [](llvm::StringRef pattern, llvm::StringRef name) {
    return llvm::cantFail(ObjectPattern::parse(pattern)).matches(name);
  };
  EXPECT_TRUE(matches("shop_*", "shop_orders"));
  EXPECT_FALSE(matches("shop_*", "old_shop_orders"));
  EXPECT_TRUE(matches("log_[0-9]", "log_7"));
  EXPECT_FALSE(matches("log_[^0-9]", "log_7"));
  EXPECT_FALSE(matches("a\\*", "ab"));
  EXPECT_TRUE(matches("billing.*", "billing.orders"));
  ObjectPattern copy = ObjectPattern::ofAll();
  {
    const ObjectPattern original = llvm::cantFail(ObjectPattern::parse("orders"));
    copy = original;
  }
  EXPECT_TRUE(copy.matches("orders")) << "a copy outlives what it was made from";
  EXPECT_EQ(copy.text(), "orders");
}

//===--- Choosing a database ----------------------------------------------===//

class TargetTest : public ConfigurationTest {
protected:
  /// `name url`, or what is reported.
  std::string choose(const Configuration& configuration, TargetRequest request) {
    DiagnosticEngine diags;
    auto lookUp = [&](llvm::StringRef name) -> std::optional<std::string> {
      const auto found = variables_.find(name.str());
      return found == variables_.end() ? std::nullopt : std::optional(found->second);
    };
    auto target = chooseTarget(configuration, request, lookUp, diags);
    EXPECT_EQ(target.has_value(), !diags.hasErrors());
    if (!target)
      return told(diags);
    return target->name + " " + target->url.printable() + " " + target->settings.defaultSchema;
  }

  std::map<std::string, std::string> variables_;
  static constexpr llvm::StringLiteral project = "[retort]\ndefault_schema = 'p'\n"
                                                 "[env.dev]\nurl = 'sqlite:d.db'\n"
                                                 "[env.prod]\nurl = '${U}'\ndefault_schema = 'e'\n"
                                                 "[env.void]\n";
};

TEST_F(TargetTest, TakesTheFirstThatIsGiven) {
  const Configuration c = read(project);
  EXPECT_EQ(choose(c, {}), "dev sqlite:d.db p");
  variables_["RETORT_ENV"] = "prod";
  variables_["U"] = "postgresql://u:secret@h/u";
  EXPECT_EQ(choose(c, {}), "prod postgresql://u:***@h/u e");
  variables_["RETORT_URL"] = "sqlite:r.db";
  EXPECT_EQ(choose(c, {}), "sqlite:r.db sqlite:r.db e");
  EXPECT_EQ(choose(c, {"", "dev"}), "dev sqlite:d.db p");
  EXPECT_EQ(choose(c, {"sqlite:o.db", "dev"}), "sqlite:o.db sqlite:o.db p");
  EXPECT_EQ(choose(c, {"sqlite:o.db", ""}), "sqlite:o.db sqlite:o.db e");
  variables_.erase("RETORT_ENV");
  EXPECT_EQ(choose(c, {"sqlite:o.db", ""}), "sqlite:o.db sqlite:o.db p");
}

TEST_F(TargetTest, NeedsNoConfigurationAtAll) {
  EXPECT_EQ(choose(read(""), {}), "dev sqlite:app.db ");
  EXPECT_EQ(choose(read("", "../shop/retort.toml"), {}), "dev sqlite:../shop/app.db ");
}

TEST_F(TargetTest, ReadsFilesRelativeToWhoNamesThem) {
  const Configuration c = read("[env.dev]\nurl = 'sqlite:d.db'\n", "../shop/retort.toml");
  EXPECT_EQ(choose(c, {}), "dev sqlite:../shop/d.db ");
  EXPECT_EQ(choose(c, {"sqlite:d.db", ""}), "sqlite:d.db sqlite:d.db ");
}

TEST_F(TargetTest, TellsAnUnknownEnvironment) {
  const Configuration c = read(project);
  EXPECT_EQ(choose(c, {"", "prdo"}), "unknown-environment: no environment `prdo`\n"
                                     "  did you mean `prod`?\n");
  variables_["RETORT_ENV"] = "staging";
  EXPECT_EQ(choose(c, {}), "unknown-environment: no environment `staging` (RETORT_ENV)\n"
                           "  retort.toml has `dev`, `prod` and `void`; choose one with `-e`\n");
  variables_.clear();
  EXPECT_EQ(choose(read("[env.prod]\nurl = 'sqlite:p.db'\n"), {}),
            "unknown-environment: no environment `dev`\n"
            "  retort.toml has `prod`; choose one with `-e`\n")
      << "the only one is not taken by accident";
  EXPECT_EQ(choose(read("[retort]\ndefault_env = 'x'\n"), {}),
            "unknown-environment at 2:15 `'x'`: no environment `x`\n"
            "  retort.toml has no environment; add a table `[env.x]`\n");
}

TEST_F(TargetTest, TellsWhatIsMissingOrWrongInAUrl) {
  const Configuration c = read(project);
  EXPECT_EQ(choose(c, {"", "prod"}),
            "unset-variable at 6:7 `'${U}'`: the variable `U` is not set\n");
  EXPECT_EQ(choose(c, {"", "void"}),
            "missing-url at 8:6 `void`: the environment `void` has no url\n"
            "  say where the database is: `url = \"sqlite:app.db\"`\n");
  variables_["U"] = "postgers://u:hunter2@h/d";
  EXPECT_THAT(choose(c, {"", "prod"}),
              AllOf(HasSubstr("wrong-url at 6:7"), HasSubstr("did you mean `postgres`?"),
                    Not(HasSubstr("hunter2"))));
}

TEST_F(TargetTest, ExpandsVariables) {
  auto lookUp = [](llvm::StringRef name) -> std::optional<std::string> {
    if (name == "A")
      return "a$${B}";
    if (name == "EMPTY")
      return "";
    return std::nullopt;
  };
  auto expanded = [&](llvm::StringRef text) {
    DiagnosticEngine diags;
    return expandVariables(text, Origin(), lookUp, diags).value_or(told(diags));
  };
  EXPECT_EQ(expanded("x${A}y"), "xa$${B}y") << "once, not again";
  EXPECT_EQ(expanded("${NO:-d}${EMPTY:-e}${EMPTY}"), "de");
  EXPECT_EQ(expanded("$$ $ 5$"), "$ $ 5$");
  EXPECT_THAT(expanded("${NO}"), HasSubstr("unset-variable"));
  EXPECT_THAT(expanded("${A"), HasSubstr("not closed"));
}

//===--- Finding the file -------------------------------------------------===//

class FindConfigurationTest : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> folder;
    llvm::sys::fs::current_path(before_);
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("retort-project", folder));
    root_ = folder.str().str();
    llvm::sys::fs::create_directories(root_ + "/a/b/c");
  }
  void TearDown() override {
    llvm::sys::fs::set_current_path(before_);
    llvm::sys::fs::remove_directories(root_);
  }
  void write(const std::string& path) {
    std::error_code error;
    llvm::raw_fd_ostream(root_ + "/" + path, error) << "";
  }
  std::string find(const std::string& from, llvm::StringRef given = "") {
    llvm::sys::fs::set_current_path(root_ + "/" + from);
    DiagnosticEngine diags;
    return findConfiguration(given, diags).value_or(told(diags));
  }

  llvm::SmallString<128> before_;
  std::string root_;
};

TEST_F(FindConfigurationTest, LooksUpwards) {
  write("retort.toml");
  EXPECT_EQ(find(""), "retort.toml");
  EXPECT_EQ(find("a"), "../retort.toml");
  EXPECT_EQ(find("a/b/c"), "../../../retort.toml");
  write("a/b/retort.toml");
  EXPECT_EQ(find("a/b/c"), "../retort.toml") << "the nearest";
}

TEST_F(FindConfigurationTest, TakesWhatIsGiven) {
  EXPECT_EQ(find("", "x/other.toml"), "x/other.toml");
  EXPECT_EQ(find("", "a/b"), "a/b/retort.toml") << "a folder means the file in it";
}

TEST_F(FindConfigurationTest, OffersToMakeAProject) {
  EXPECT_THAT(find("a"), AllOf(HasSubstr("no-project: no retort.toml in `"), HasSubstr("/a`"),
                               HasSubstr("`retort init`")));
}

} // namespace
