// What is in a MariaDB database, read in a number of queries that does not grow with it.
#include "Database/Reflection.h"
#include "Dialect/MySQL/MariaDB.h"
#include "TestEngines.h"

#include <unistd.h>

using namespace retort;

namespace {

class MysqlReflection : public OnEveryEngine {
protected:
  void SetUp() override {
    OnEveryEngine::SetUp();
    if (!connection_)
      return;
    execute("DROP DATABASE IF EXISTS " + database_);
    execute("CREATE DATABASE " + database_ + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
    execute("USE " + database_);
  }
  void TearDown() override {
    if (connection_)
      execute("DROP DATABASE IF EXISTS " + database_);
  }

  Reflection read(const ReflectionScope& scope = {}) {
    return llvm::cantFail(reflect(*connection_, MariaDB(connection_->server().version), scope));
  }

  uint64_t questions() {
    return std::stoull(*query("SHOW SESSION STATUS LIKE 'Questions'").rows[0][1]);
  }

  uint64_t queriesOfRead() {
    const uint64_t before = questions();
    read();
    return questions() - before - 1;
  }

  const std::string database_ = "retort_reflection_" + std::to_string(getpid());
};

} // namespace

RETORT_ON_MARIADB(MysqlReflection);

TEST_P(MysqlReflection, ReadsTables) {
  execute("CREATE TABLE p (x BIGINT UNSIGNED PRIMARY KEY)");
  execute(R"(CREATE TABLE t (
    a INT NOT NULL AUTO_INCREMENT PRIMARY KEY, b VARCHAR(20) CHARACTER SET latin1 NOT NULL DEFAULT 'x' COMMENT 'c',
    c TEXT COLLATE utf8mb4_bin, d DATETIME(3) DEFAULT NOW(3) ON UPDATE NOW(3), e INT AS (ck + 1) STORED,
    g ENUM('x','y'), h JSON, i BIGINT UNSIGNED, j INT INVISIBLE, ck INT CHECK (ck > 0),
    CONSTRAINT named CHECK (i > 5), UNIQUE KEY uq (b(5)), INDEX ix (ck, b DESC) COMMENT 'ic',
    INDEX ign (i) IGNORED, FULLTEXT INDEX ft (c), FOREIGN KEY fk (i) REFERENCES p (x) ON DELETE CASCADE
  ) COMMENT 'tc' ROW_FORMAT = DYNAMIC STATS_PERSISTENT = 1)");
  execute("CREATE TABLE r (a INT) ENGINE = MyISAM CHARACTER SET latin1 COLLATE latin1_bin "
          "PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)");
  const Reflection all = read();
  EXPECT_TRUE(all.notRepresented.empty());
  EXPECT_EQ(dump(all.catalog), R"(table p
  column x mysql.bigint unsigned not null
  primary key PRIMARY (x)
table r with (mysql.collate = latin1_bin, mysql.engine = MyISAM, mysql.partition = 'RANGE (`a`) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)')
  column a int
table t comment 'tc' with (mysql.row_format = dynamic, mysql.stats_persistent = true)
  column a int not null identity
  column b string(20) not null default 'x' comment 'c' with (mysql.charset = latin1)
  column c text collate utf8mb4_bin
  column d datetime(3) default now() on update now()
  column e int generated as (ck + 1) stored
  column g mysql.enum('x', 'y')
  column h json
  column i mysql.bigint unsigned
  column j int with (mysql.invisible = true)
  column ck int
  primary key PRIMARY (a)
  unique uq (b prefix 5)
  foreign key fk (i) references p (x) on delete cascade
  check ck (ck > 0)
  check named (i > 5)
  index ft (c) using fulltext
  index ign (i) with (mysql.invisible = true)
  index ix (ck, b desc) comment 'ic'
)");
  const MariaDB dialect(connection_->server().version);
  EXPECT_EQ(dump(dialect.express(all.catalog)), dump(all.catalog));
}

TEST_P(MysqlReflection, ReadsAllElse) {
  execute("CREATE TABLE t (a INT, b VARCHAR(20))");
  execute("CREATE SEQUENCE s START 5 INCREMENT 2 NOCYCLE");
  execute("CREATE TABLE u (a BIGINT DEFAULT NEXTVAL(s))");
  execute("CREATE SQL SECURITY INVOKER VIEW v AS SELECT a, '`" + database_ + "`.' AS b FROM t WHERE a > 1 "
          "WITH LOCAL CHECK OPTION");
  execute("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET new.b = 'y'");
  execute("CREATE FUNCTION f (x INT, y VARCHAR(3)) RETURNS INT DETERMINISTIC COMMENT 'fc' RETURN x + 1");
  execute("CREATE PROCEDURE p (IN x INT, OUT y INT) SET y = x");
  execute("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1");
  const Reflection all = read();
  ASSERT_EQ(all.notRepresented.size(), 1u);
  EXPECT_EQ(all.notRepresented[0].kind + " " + all.notRepresented[0].name, "event e");
  EXPECT_EQ(dump(all.catalog), "sequence s as bigint increment 2 start 5\n"
                               "view v for mariadb as 'select `t`.`a` AS `a`,''`" + database_ +
                                   "`.'' AS `b` from `t` where `t`.`a` > 1' uses (table t) with "
                                   "(mysql.check_option = local, mysql.sql_security = invoker)\n"
                                   R"(trigger tr on t before insert for each row for mariadb as 'SET new.b = ''y'''
function f for mariadb as """
(`x` int(11), `y` varchar(3)) RETURNS int(11) DETERMINISTIC COMMENT 'fc'
RETURN x + 1
"""
procedure p for mariadb as """
(IN `x` int(11), OUT `y` int(11))
SET y = x
"""
table t
  column a int
  column b string(20)
table u
  column a bigint default nextval(s)
)");
  EXPECT_EQ(read({.tables = std::set<QualifiedName>{{"", "u"}}}).catalog.objects.size(), 0u);
  EXPECT_EQ(read({.withoutTables = {"t"}}).catalog.tables.size(), 1u);
}

/// information_schema tells those texts without them.
TEST_P(MysqlReflection, KeepsCharacterSetsOfTexts) {
  execute("SET NAMES utf8mb4");
  execute("CREATE TABLE t (a VARCHAR(10))");
  execute("CREATE VIEW v AS SELECT _binary'A' = a AS b FROM t WHERE a <> _latin1'x' WITH CASCADED CHECK OPTION");
  execute("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET new.a = _binary'A'");
  execute("CREATE FUNCTION f (x VARCHAR(3) CHARACTER SET latin1 COLLATE latin1_bin, y TEXT) RETURNS "
          "VARCHAR(9) CHARACTER SET latin1 RETURN concat(_binary'A', x)");
  EXPECT_EQ(dump(read().catalog), R"(view v for mariadb as 'select _binary''A'' = `t`.`a` AS `b` from `t` where `t`.`a` <> _latin1''x''' uses (table t) with (mysql.check_option = cascaded)
trigger tr on t before insert for each row for mariadb as 'SET new.a = _binary''A'''
function f for mariadb as """
(`x` varchar(3) CHARSET latin1 COLLATE latin1_bin, `y` text) RETURNS varchar(9) CHARSET latin1
RETURN concat(_binary'A', x)
"""
table t
  column a string(10)
)");
}

TEST_P(MysqlReflection, TellsWhoseRightsAndWhichModesAreLost) {
  execute("SET SESSION sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES'");
  execute("CREATE TABLE t (a INT)");
  execute("CREATE DEFINER = 'app'@'%' TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET new.a = 1");
  execute("SET SESSION sql_mode = 'TRADITIONAL'");
  execute("CREATE DEFINER = 'app'@'%' SQL SECURITY INVOKER VIEW mine AS SELECT 1");
  execute("CREATE ALGORITHM = MERGE DEFINER = 'app'@'%' VIEW v AS SELECT a FROM t");
  execute("CREATE DEFINER = 'app'@'%' PROCEDURE p () SELECT 1");
  const Reflection all = read();
  std::string lost;
  for (const NotRepresented& it : all.notRepresented)
    lost += it.kind + " " + it.name + ": " + it.why + "\n";
  EXPECT_EQ(lost, "procedure p: that it runs with the rights of `app@%`\n"
                  "trigger tr: that it runs with the rights of `app@%`\n"
                  "trigger tr: that its text was read as ANSI_QUOTES\n"
                  "view v: that it runs with the rights of `app@%`\n");
  EXPECT_EQ(all.catalog.findView({"", "v"})->options.at("mysql.view_algorithm").text, "merge");
}

TEST_P(MysqlReflection, ReadsGrantsOnRoutines) {
  const std::string role = "r" + std::to_string(getpid());
  execute("CREATE FUNCTION Fn () RETURNS INT RETURN 1");
  execute("CREATE PROCEDURE p () SELECT 1");
  execute("CREATE ROLE " + role);
  execute("GRANT EXECUTE ON FUNCTION " + database_ + ".fn TO " + role);
  execute("GRANT EXECUTE, ALTER ROUTINE ON PROCEDURE " + database_ + ".p TO " + role);
  const Reflection all = read();
  execute("DROP ROLE " + role);
  const Grants wanted = {Grant{role, "execute"}};
  EXPECT_EQ(*grantsOf(*all.catalog.objects.find({ObjectKind::Function, {"", "Fn"}})), wanted);
  EXPECT_EQ(*grantsOf(*all.catalog.objects.find({ObjectKind::Procedure, {"", "p"}})), wanted);
  ASSERT_EQ(all.notRepresented.size(), 1u);
  EXPECT_EQ(all.notRepresented[0].why, "alter routine of '" + role + "'@''");
}

/// It is a tree after the next ALTER TABLE, whatever that changes; one of long values stays a hash.
TEST_P(MysqlReflection, TellsThatAHashIsNoneForLong) {
  execute("CREATE TABLE t (a INT, b VARCHAR(3000), UNIQUE KEY short (a) USING HASH, UNIQUE KEY long_one (b))");
  execute("CREATE TABLE m (a INT, b INT NOT NULL, UNIQUE KEY k (a) USING HASH, "
          "PRIMARY KEY (b) USING BTREE, KEY i (a) USING BTREE, KEY j (b)) ENGINE = MEMORY");
  const Reflection before = read();
  ASSERT_EQ(before.notRepresented.size(), 1u);
  EXPECT_EQ(before.notRepresented[0].name, "t.short");
  execute("ALTER TABLE t COMMENT = ''");
  const Reflection after = read();
  EXPECT_TRUE(after.notRepresented.empty());
  EXPECT_EQ(dump(after.catalog), dump(before.catalog));
  EXPECT_EQ(dump(after.catalog), R"(table m with (mysql.engine = MEMORY)
  column a int
  column b int not null
  unique k (a)
  primary key PRIMARY (b) with (mysql.using = btree)
  index i (a) using btree
  index j (b)
table t
  column a int
  column b string(3000)
  unique long_one (b)
  unique short (a)
)");
}

TEST_P(MysqlReflection, AsksAsOftenForAnySize) {
  execute("CREATE TABLE t0 (a INT PRIMARY KEY, b INT CHECK (b > 0))");
  execute("CREATE SEQUENCE s0");
  execute("CREATE VIEW v0 AS SELECT a FROM t0");
  const uint64_t ofOne = queriesOfRead();
  for (int i = 1; i < 12; ++i) {
    const std::string number = std::to_string(i);
    execute("CREATE TABLE t" + number + " (a INT PRIMARY KEY, b INT CHECK (b > 0), c INT, INDEX (c), "
            "FOREIGN KEY (b) REFERENCES t0 (a))");
    execute("CREATE SEQUENCE s" + number);
    execute("CREATE VIEW v" + number + " AS SELECT a FROM t" + number);
  }
  EXPECT_EQ(queriesOfRead(), ofOne);
}
