#include "Database/Url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace retort;
using testing::HasSubstr;
using testing::Not;

namespace {

Url parsed(llvm::StringRef text) {
  auto url = Url::parse(text);
  if (!url) {
    ADD_FAILURE() << text.str() << ": " << llvm::toString(url.takeError());
    return {};
  }
  return *url;
}

std::string refusalOf(llvm::StringRef text) {
  auto url = Url::parse(text);
  if (url) {
    ADD_FAILURE() << text.str() << " was accepted as " << url->printable();
    return "";
  }
  return llvm::toString(url.takeError());
}

} // namespace

TEST(Url, ReadsEveryFormOfAnSqliteFile) {
  const std::pair<const char*, const char*> forms[] = {
      {"sqlite:app.db", "app.db"},
      {"sqlite:data/app.db", "data/app.db"},
      {"sqlite:/srv/app.db", "/srv/app.db"},
      {"sqlite:///app.db", "app.db"},
      {"sqlite:////srv/app.db", "/srv/app.db"},
      {"sqlite+pysqlite:///app.db", "app.db"},
      {"SQLite:my%20app.db", "my app.db"},
      {"sqlite::memory:", ":memory:"},
      {"sqlite:///:memory:", ":memory:"},
      {"sqlite://", ":memory:"},
      {"sqlite:", ":memory:"},
  };
  for (auto [text, file] : forms) {
    const Url url = parsed(text);
    EXPECT_EQ(url.engine, Engine::SQLite) << text;
    EXPECT_EQ(url.database, file) << text;
    EXPECT_EQ(url.inMemory(), llvm::StringRef(file) == ":memory:") << text;
  }
}

TEST(Url, KnowsTheEngineOfEveryScheme) {
  EXPECT_EQ(parsed("postgresql://h/d").engine, Engine::PostgreSQL);
  EXPECT_EQ(parsed("postgres://h/d").engine, Engine::PostgreSQL);
  EXPECT_EQ(parsed("postgresql+psycopg2://h/d").engine, Engine::PostgreSQL);
  EXPECT_EQ(parsed("postgresql+psycopg2://h/d").scheme, "postgresql");
  EXPECT_EQ(parsed("mysql://h/d").engine, Engine::MySQL);
  EXPECT_EQ(parsed("mysql+pymysql://h/d").engine, Engine::MySQL);
  EXPECT_EQ(parsed("mariadb://h/d").engine, Engine::MySQL);
}

TEST(Url, TakesAServerUrlApart) {
  const Url url = parsed("postgresql://ann:s%40c%2Fret@db.example:6432/shop%20a?sslmode=require");
  EXPECT_EQ(url.user, "ann");
  EXPECT_EQ(url.password, "s@c/ret");
  EXPECT_EQ(url.host, "db.example");
  EXPECT_EQ(url.port, 6432);
  EXPECT_EQ(url.database, "shop a");
  ASSERT_NE(url.parameter("sslmode"), nullptr);
  EXPECT_EQ(*url.parameter("sslmode"), "require");
  EXPECT_EQ(url.parameter("sslcert"), nullptr);
}

TEST(Url, LeavesOpenWhatIsNotSaid) {
  const Url url = parsed("postgresql:///shop");
  EXPECT_EQ(url.user, "");
  EXPECT_EQ(url.password, std::nullopt);
  EXPECT_EQ(url.host, "");
  EXPECT_EQ(url.port, 0);
  EXPECT_EQ(parsed("postgresql://ann:@h/d").password, "");
}

TEST(Url, FindsSocketsInEveryPlace) {
  EXPECT_EQ(parsed("postgresql:///shop?host=/run/postgresql").host, "/run/postgresql");
  EXPECT_EQ(parsed("postgresql://%2Frun%2Fpostgresql/shop").host, "/run/postgresql");
  EXPECT_EQ(parsed("postgresql://[::1]:5433/shop").host, "::1");
  EXPECT_EQ(parsed("postgresql://[::1]:5433/shop").port, 5433);
  const Url url = parsed("mysql://root@localhost/shop?unix_socket=/run/mysqld.sock");
  ASSERT_NE(url.parameter("unix_socket"), nullptr);
  EXPECT_EQ(*url.parameter("unix_socket"), "/run/mysqld.sock");
}

TEST(Url, ForgivesAPasswordThatWasNotEncoded) {
  EXPECT_EQ(parsed("postgresql://ann:p@ss@h/d").password, "p@ss");
  EXPECT_EQ(parsed("postgresql://ann:p@ss@h/d").host, "h");
  EXPECT_EQ(parsed("postgresql://ann:pa/ss@h/d").password, "pa/ss");
  EXPECT_EQ(parsed("postgresql://ann:pa:ss@h/d").password, "pa:ss");
  // An `@` behind the path belongs to the path.
  EXPECT_EQ(parsed("postgresql://h:5432/d@x").database, "d@x");
}

TEST(Url, NeverPrintsAPassword) {
  const char* urls[] = {
      "postgresql://ann:hunter2@h/d",
      "postgresql://ann:hunter2@h:1/d?sslpassword=hunter2",
      "postgresql:///d?user=ann&password=hunter2",
      "mysql://:hunter2@h",
      "postgresql://ann:x@hunter2@h/d",
  };
  for (const char* text : urls) {
    EXPECT_THAT(parsed(text).printable(), Not(HasSubstr("hunter2"))) << text;
    EXPECT_THAT(parsed(text).printable(), HasSubstr("***")) << text;
  }
  const char* mangled[] = {
      "posgresql://ann:hunter2@h/d",   "postgresql:ann:hunter2@h/d",
      "postgresql://ann:hun?ter2@h/d", "postgresql://ann:hunter2@h:99999/d",
      "postgresql://ann:hunter2%@h/d", "postgresql://h/d?password=hunter2%",
      "postgresql://a:1?hunter2@h/d",  "ann:hunter2@h",
  };
  for (const char* text : mangled) {
    EXPECT_THAT(refusalOf(text), Not(HasSubstr("hunter2"))) << text;
    EXPECT_THAT(refusalOf(text), Not(HasSubstr("ter2"))) << text;
  }
}

TEST(Url, PrintsWhatItWouldRead) {
  const char* urls[] = {
      "sqlite:app.db",
      "sqlite:/srv/app.db",
      "sqlite::memory:",
      "sqlite:app.db?mode=ro",
      "postgresql://ann@h:6432/shop?sslmode=require&options=-c%20x",
      "postgresql:///shop",
      "mysql://root@localhost/shop?unix_socket=/run/mysqld.sock",
      "postgresql://[::1]:5433/shop",
  };
  for (const char* text : urls)
    EXPECT_EQ(parsed(text).printable(), text);
  const Url odd = parsed("postgresql://a%3Ab%40c@h/d%3Fe%25");
  EXPECT_EQ(parsed(odd.printable()).user, "a:b@c");
  EXPECT_EQ(parsed(odd.printable()).database, "d?e%");
}

TEST(Url, KnowsAUrlFromOtherWords) {
  for (llvm::StringRef word : {"sqlite:app.db", "sqlite::memory:", "postgresql+psycopg2:///shop",
                               "mysql://me@host/shop", "oracle://me@host/shop", "MariaDB:shop"})
    EXPECT_TRUE(Url::isMeantBy(word)) << word.str();
  for (llvm::StringRef word : {"head", "label@head", "schema", "a:b", "one.mig", "sqlite", "", ":"})
    EXPECT_FALSE(Url::isMeantBy(word)) << word.str();
}

TEST(Url, ShowsAWordWithoutItsPassword) {
  EXPECT_EQ(Url::shown("head"), "head");
  EXPECT_EQ(Url::shown("postgresql://me:secret@host/shop"), "postgresql://me:***@host/shop");
  EXPECT_THAT(Url::shown("oracle://me:secret@host/shop"), Not(HasSubstr("secret")));
  EXPECT_THAT(Url::shown("mysql:/me:secret@host/shop"), Not(HasSubstr("secret")));
}

TEST(Url, SaysWhatIsWrong) {
  EXPECT_THAT(refusalOf("app.db"), HasSubstr("sqlite:app.db"));
  EXPECT_THAT(refusalOf("postgers://h/d"), HasSubstr("did you mean `postgres`?"));
  EXPECT_THAT(refusalOf("oracle://h/d"), HasSubstr("no engine is called `oracle`"));
  EXPECT_THAT(refusalOf("sqlite://app.db"), HasSubstr("`sqlite:///app.db`"));
  EXPECT_THAT(refusalOf("postgresql:shop"), HasSubstr("`//` is missing"));
  EXPECT_THAT(refusalOf("postgresql://h:port/d"), HasSubstr("port is not a number"));
  EXPECT_THAT(refusalOf("postgresql://h:70000/d"), HasSubstr("port is not a number"));
  EXPECT_THAT(refusalOf("postgresql://h/d%zz"), HasSubstr("`%25`"));
  EXPECT_THAT(refusalOf("postgresql://h/d%00"), HasSubstr("NUL"));
  EXPECT_THAT(refusalOf("postgresql://h/d?sslmode"), HasSubstr("key=value"));
}

TEST(Url, ResolvesRelativeFilesOnly) {
  auto resolved = [](const char* text) {
    Url url = parsed(text);
    url.resolveAgainst("/srv/shop");
    return url.database;
  };
  EXPECT_EQ(resolved("sqlite:app.db"), "/srv/shop/app.db");
  EXPECT_EQ(resolved("sqlite:/tmp/app.db"), "/tmp/app.db");
  EXPECT_EQ(resolved("sqlite::memory:"), ":memory:");
  EXPECT_EQ(resolved("postgresql:///app"), "app");
}
