// Raw SQL is cut where the engine's own lexer would cut it, and nowhere else.
#include "../Build.h"

#include <gmock/gmock.h>

using namespace retort;
using namespace retort::test;
using testing::ElementsAre;
using testing::IsEmpty;

static std::vector<std::string> split(llvm::StringRef name, llvm::StringRef sql) {
  return dialect(name)->split(sql);
}

TEST(SplitSql, DropsBlanksCommentsAndSemicolons) {
  for (llvm::StringRef name : {"postgresql", "sqlite"}) {
    EXPECT_THAT(split(name, " SELECT 1 ;; \n-- only; this\n; /* or; that */ ;SELECT 2 -- end"),
                ElementsAre("SELECT 1", "SELECT 2 -- end"));
    EXPECT_THAT(split(name, ""), IsEmpty());
    EXPECT_THAT(split(name, "-- a comment"), IsEmpty());
    EXPECT_THAT(split(name, "/* a; */ SELECT 1"), ElementsAre("/* a; */ SELECT 1"));
  }
}

TEST(SplitSql, KeepsQuotedTextWhole) {
  for (llvm::StringRef name : {"postgresql", "sqlite"}) {
    EXPECT_THAT(split(name, "SELECT 'it''s; x', \"a;\"\"b\"; SELECT ';'"),
                ElementsAre("SELECT 'it''s; x', \"a;\"\"b\"", "SELECT ';'"));
    // A backslash is an ordinary character.
    EXPECT_THAT(split(name, "SELECT '\\'; SELECT 2"), ElementsAre("SELECT '\\'", "SELECT 2"));
    // What is never closed is the engine's to refuse.
    EXPECT_THAT(split(name, "SELECT 'a; b"), ElementsAre("SELECT 'a; b"));
    EXPECT_THAT(split(name, "SELECT 1 /* a; b"), ElementsAre("SELECT 1 /* a; b"));
  }
}

TEST(SplitSql, KnowsPostgres) {
  EXPECT_THAT(split("postgresql", "SELECT E'\\'; x'; SELECT e'\\\\'; SELECT 3"),
              ElementsAre("SELECT E'\\'; x'", "SELECT e'\\\\'", "SELECT 3"));
  EXPECT_THAT(split("postgresql", "DO $$ BEGIN; $a$; END $$; SELECT $tag$ ; $$ ; $tag$; SELECT $1"),
              ElementsAre("DO $$ BEGIN; $a$; END $$", "SELECT $tag$ ; $$ ; $tag$", "SELECT $1"));
  EXPECT_THAT(split("postgresql", "/* a /* b; */ c; */ SELECT 1; SELECT 2"),
              ElementsAre("/* a /* b; */ c; */ SELECT 1", "SELECT 2"));
  // A dollar within a name begins no quote.
  EXPECT_THAT(split("postgresql", "SELECT a$b; SELECT c$b"),
              ElementsAre("SELECT a$b", "SELECT c$b"));
}

TEST(SplitSql, KeepsBodiesOfPostgresFunctionsWhole) {
  std::string atomic = "CREATE OR REPLACE FUNCTION f(a int) RETURNS int\n"
                       "BEGIN ATOMIC\n  SELECT CASE WHEN a > 0 THEN 1 END;\n  SELECT 2;\nEND";
  EXPECT_THAT(split("postgresql", atomic + "; SELECT 3"), ElementsAre(atomic, "SELECT 3"));
  EXPECT_THAT(split("postgresql", "BEGIN; COMMIT"), ElementsAre("BEGIN", "COMMIT"));
}

TEST(SplitSql, KeepsBodiesOfSqliteTriggersWhole) {
  std::string trigger = "CREATE TEMP TRIGGER IF NOT EXISTS t AFTER UPDATE ON a BEGIN\n"
                        "  UPDATE a SET end = CASE WHEN 1 THEN 2 END; -- end;\n"
                        "  SELECT 'end;';\nEND";
  EXPECT_THAT(split("sqlite", trigger + ";SELECT 1"), ElementsAre(trigger, "SELECT 1"));
  EXPECT_THAT(split("sqlite", trigger + ";\n" + trigger), ElementsAre(trigger, trigger));
  EXPECT_THAT(split("sqlite", "BEGIN; SELECT [a;b], `c;d`; END"),
              ElementsAre("BEGIN", "SELECT [a;b], `c;d`", "END"));
}

TEST(SplitSql, KnowsMysql) {
  for (llvm::StringRef name : {"mysql", "mariadb"}) {
    EXPECT_THAT(
        split(name, "SELECT 'a\\'; b', \"c\\\";\"; SELECT `d;``e`; SELECT 3 # only; this\n"),
        ElementsAre("SELECT 'a\\'; b', \"c\\\";\"", "SELECT `d;``e`", "SELECT 3 # only; this"));
    // What only some versions run is no comment.
    EXPECT_THAT(split(name, "/*!80000 SELECT 1 */; /* nothing; */ SELECT 2"),
                ElementsAre("/*!80000 SELECT 1 */", "/* nothing; */ SELECT 2"));
  }
}

// Two dashes begin a comment only before a blank.
TEST(SplitSql, KnowsMysqlsDashes) {
  for (llvm::StringRef name : {"mysql", "mariadb"})
    EXPECT_THAT(split(name, "SELECT 5--3; SELECT 2 -- a; b\n; SELECT 3 --"),
                ElementsAre("SELECT 5--3", "SELECT 2 -- a; b", "SELECT 3 --"));
}

TEST(SplitSql, KeepsBodiesOfMysqlRoutinesWhole) {
  std::string procedure = "CREATE DEFINER = `a`@`b` PROCEDURE p(n INT)\nBEGIN\n"
                          "  DECLARE i INT DEFAULT 0;\n"
                          "  WHILE i < n DO SET i = i + 1; END WHILE;\n"
                          "  IF i > 2 THEN SELECT CASE WHEN 1 THEN 2 END; END IF;\n"
                          "  CASE i WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE;\n"
                          "  block: LOOP LEAVE block; END LOOP block;\nEND";
  std::string trigger = "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.x = 1";
  for (llvm::StringRef name : {"mysql", "mariadb"})
    EXPECT_THAT(split(name, procedure + ";\n" + trigger + "; SELECT 3"),
                ElementsAre(procedure, trigger, "SELECT 3"));
}

TEST(SplitSql, KeepsBlocksThatAreNoRoutinesWhole) {
  const std::string block = "BEGIN NOT ATOMIC\n  DECLARE i INT DEFAULT 0;\n"
                            "  WHILE i < 3 DO\n    IF i = 1 THEN SET @a = IF(i, 1, 2); END IF;\n"
                            "    SET i = i + 1;\n  END WHILE;\n"
                            "  FOR r IN 1..2 DO SELECT a FROM t WHERE (a) FOR UPDATE; END FOR;\n"
                            "  REPEAT SET i = i - 1; UNTIL i = 0 END REPEAT;\nEND";
  const std::string loop = "WHILE (SELECT count(*) FROM t) > 0 DO DELETE FROM t LIMIT 1; END WHILE";
  const std::string choice = "IF EXISTS (SELECT 1) THEN SELECT REPEAT('a', 3); ELSEIF 1 THEN "
                             "SELECT 2; ELSE IF 2 THEN SELECT 3; END IF; END IF";
  EXPECT_THAT(split("mariadb", block + ";\nSELECT 1;" + loop + ";" + choice + "; BEGIN; SELECT 2; COMMIT"),
              ElementsAre(block, "SELECT 1", loop, choice, "BEGIN", "SELECT 2", "COMMIT"));
}

TEST(SplitSql, KeepsBodiesWithoutBeginWhole) {
  const std::string trigger = "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.x > 1 THEN "
                              "SET NEW.x = 1; END IF";
  const std::string procedure = "CREATE PROCEDURE IF NOT EXISTS p() WHILE 0 DO SELECT 1; END WHILE";
  const std::string function = "CREATE FUNCTION f(x INT) RETURNS INT DETERMINISTIC RETURN IF(x, 1, 2)";
  for (llvm::StringRef name : {"mysql", "mariadb"})
    EXPECT_THAT(split(name, trigger + ";" + procedure + ";" + function + "; SELECT 3"),
                ElementsAre(trigger, procedure, function, "SELECT 3"));
}
