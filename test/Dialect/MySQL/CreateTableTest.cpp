// A table on MariaDB is what the catalog says, attribute by attribute.
#include "MariadbTest.h"

using namespace retort;
using namespace retort::test;

namespace {

class MariadbCreateTable : public MariadbTest {
protected:
  /// Created, and dropped without a trace.
  std::string created(Table table) {
    std::string name = table.name.name;
    migrate(op::CreateTable{std::move(table)});
    return definition(name);
  }
};

} // namespace

TEST_F(MariadbCreateTable, HasATypeForEachPortableOne) {
  std::vector<Column> columns;
  for (TypeKind kind : {TypeKind::SmallInt, TypeKind::Int, TypeKind::BigInt, TypeKind::Real,
                        TypeKind::Double, TypeKind::Boolean, TypeKind::Text, TypeKind::Bytes,
                        TypeKind::Date, TypeKind::Time, TypeKind::DateTime, TypeKind::TimestampTz,
                        TypeKind::Interval, TypeKind::Json, TypeKind::Jsonb, TypeKind::Uuid})
    columns.push_back(column(infoOf(kind)->spelling.str(), kind));
  columns.push_back(column("d", typeOf(TypeKind::Decimal, 10, 2)));
  columns.push_back(column("c", typeOf(TypeKind::Char, 3)));
  columns.push_back(column("s", typeOf(TypeKind::String, 50)));
  columns.push_back(column("b", typeOf(TypeKind::Binary, 16)));
  columns.push_back(column("v", typeOf(TypeKind::Bytes, 20)));
  columns.push_back(column("t", typeOf(TypeKind::Time, 0)));
  columns.push_back(column("e", Type::of(TypeKind::Enum)));
  columns.back().type.name = {"", "mood"};
  columns.push_back(column("n", native("mysql", "bigint unsigned")));
  columns.push_back(column("o", native("mysql", "set")));
  columns.back().type.arguments = {"'a'", "'it''s'"};
  catalog.objects.put(Enum{{"", "mood"}, {"ok", "a\\b"}, ""});
  EXPECT_EQ(created(table("t", columns)),
            "CREATE TABLE `t` (\n"
            "  `smallint` smallint(6) DEFAULT NULL,\n"
            "  `int` int(11) DEFAULT NULL,\n"
            "  `bigint` bigint(20) DEFAULT NULL,\n"
            "  `real` float DEFAULT NULL,\n"
            "  `double` double DEFAULT NULL,\n"
            "  `boolean` tinyint(1) DEFAULT NULL,\n"
            "  `text` text DEFAULT NULL,\n"
            "  `bytes` blob DEFAULT NULL,\n"
            "  `date` date DEFAULT NULL,\n"
            "  `time` time(6) DEFAULT NULL,\n"
            "  `datetime` datetime(6) DEFAULT NULL,\n"
            "  `timestamptz` timestamp(6) NULL DEFAULT NULL,\n"
            "  `interval` varchar(64) DEFAULT NULL,\n"
            "  `json` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL "
            "CHECK (json_valid(`json`)),\n"
            "  `jsonb` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL "
            "CHECK (json_valid(`jsonb`)),\n"
            "  `uuid` uuid DEFAULT NULL,\n"
            "  `d` decimal(10,2) DEFAULT NULL,\n"
            "  `c` char(3) DEFAULT NULL,\n"
            "  `s` varchar(50) DEFAULT NULL,\n"
            "  `b` binary(16) DEFAULT NULL,\n"
            "  `v` varbinary(20) DEFAULT NULL,\n"
            "  `t` time DEFAULT NULL,\n"
            "  `e` enum('ok','a\\\\b') DEFAULT NULL,\n"
            "  `n` bigint(20) unsigned DEFAULT NULL,\n"
            "  `o` set('a','it''s') DEFAULT NULL\n"
            ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci\n");
}

TEST_F(MariadbCreateTable, KeepsDefaultsAndAttributes) {
  Column stamp = withDefault(column("stamp", typeOf(TypeKind::DateTime, 3)), Expr::call("now"));
  stamp.onUpdate = Expr::call("now");
  Column day = withDefault(column("day", TypeKind::Date), Expr::call("now"));
  Column body =
      withDefault(notNull(column("body", TypeKind::Text)), Expr::string("it's a \\ \r\n%s :name"));
  body.comment = "what's said";
  body.collation = "utf8mb4_bin";
  Column instant = column("instant", typeOf(TypeKind::TimestampTz, 0));
  instant.defaultValue = Expr::string("2026-03-01 01:30:00+02");
  Expr sum = Expr::binaryOf(BinaryOperator::Add, Expr::number("1"), Expr::number("2"));
  Column hidden = column("hidden", TypeKind::Int);
  hidden.options["mysql.invisible"] = {"true", false};
  Table made = table(
      "t",
      {identity(column("id", TypeKind::BigInt)), stamp, day, body, instant,
       withDefault(column("sum", TypeKind::Int), sum),
       withDefault(column("yes", TypeKind::Boolean), Expr::boolean(true)),
       withDefault(column("key", TypeKind::Uuid), Expr::call("uuid")),
       generated(column("twice", TypeKind::Int),
                 Expr::binaryOf(BinaryOperator::Multiply, Expr::column("sum"), Expr::number("2")),
                 true),
       generated(column("name", typeOf(TypeKind::String, 80)),
                 Expr::binaryOf(BinaryOperator::Concat, Expr::column("body"), Expr::string("!")),
                 false),
       hidden},
      {primaryKey("pk_t", {"id"})});
  made.comment = "all \\ kinds";
  made.options["mysql.row_format"] = {"dynamic", true};
  made.options["mariadb.engine"] = {"InnoDB", true};
  made.options["postgresql.fillfactor"] = {"70", false};
  EXPECT_EQ(created(made),
            "CREATE TABLE `t` (\n"
            "  `id` bigint(20) NOT NULL AUTO_INCREMENT,\n"
            "  `stamp` datetime(3) DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),\n"
            "  `day` date DEFAULT curdate(),\n"
            "  `body` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL "
            "DEFAULT 'it\\'s a \\\\ \\r\\n%s :name' COMMENT 'what''s said',\n"
            "  `instant` timestamp NULL DEFAULT '2026-02-28 23:30:00',\n"
            "  `sum` int(11) DEFAULT (1 + 2),\n"
            "  `yes` tinyint(1) DEFAULT 1,\n"
            "  `key` uuid DEFAULT uuid(),\n"
            "  `twice` int(11) GENERATED ALWAYS AS (`sum` * 2) STORED,\n"
            "  `name` varchar(80) GENERATED ALWAYS AS (concat(`body`,'!')) VIRTUAL,\n"
            "  `hidden` int(11) INVISIBLE DEFAULT NULL,\n"
            "  PRIMARY KEY (`id`)\n"
            ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci "
            "ROW_FORMAT=DYNAMIC COMMENT='all \\\\ kinds'\n");
  run("INSERT INTO t () VALUES ()");
  EXPECT_EQ(rows("SELECT hex(body), sum, twice, instant FROM t"),
            "697427732061205C200D0A2573203A6E616D65|3|6|2026-02-28 23:30:00\n");
}

TEST_F(MariadbCreateTable, KeepsKeysAndIndexes) {
  migrate(op::CreateTable{table("teams", {column("id", TypeKind::Int)}, {primaryKey("", {"id"})})});
  ForeignKey team = foreignKey("fk_team", "team_id", "teams", "id");
  team.onDelete = ReferentialAction::SetNull;
  ForeignKey boss = foreignKey("", "boss", "t", "id");
  Unique mail = unique("uq_mail", {"mail"});
  mail.comment = "one each";
  Index words = index("ix_words", {"note"});
  words.method = "fulltext";
  Index some = index("ix_some", {"note", "id"});
  some.parts[0].prefix = 20;
  some.parts[1].descending = true;
  some.comment = "first letters";
  Index hidden = index("ix_hidden", {"mail"});
  hidden.options["mysql.invisible"] = {"true", false};
  EXPECT_EQ(
      created(table("t",
                    {column("id", TypeKind::Int), column("team_id", TypeKind::Int),
                     column("boss", TypeKind::Int), column("mail", typeOf(TypeKind::String, 20)),
                     column("note", TypeKind::Text)},
                    {primaryKey("pk", {"id"}), mail, team, boss, check("ck", greater("id", "0")),
                     check("", greater("boss", "0"))},
                    {words, some, hidden})),
      "CREATE TABLE `t` (\n"
      "  `id` int(11) NOT NULL,\n"
      "  `team_id` int(11) DEFAULT NULL,\n"
      "  `boss` int(11) DEFAULT NULL,\n"
      "  `mail` varchar(20) DEFAULT NULL,\n"
      "  `note` text DEFAULT NULL,\n"
      "  PRIMARY KEY (`id`),\n"
      "  UNIQUE KEY `uq_mail` (`mail`) COMMENT 'one each',\n"
      "  KEY `ix_some` (`note`(20),`id` DESC) COMMENT 'first letters',\n"
      "  KEY `ix_hidden` (`mail`) IGNORED,\n"
      "  KEY `fk_team` (`team_id`),\n"
      "  KEY `t_boss_fkey` (`boss`),\n"
      "  FULLTEXT KEY `ix_words` (`note`),\n"
      "  CONSTRAINT `fk_team` FOREIGN KEY (`team_id`) REFERENCES `teams` (`id`) "
      "ON DELETE SET NULL,\n"
      "  CONSTRAINT `t_boss_fkey` FOREIGN KEY (`boss`) REFERENCES `t` (`id`),\n"
      "  CONSTRAINT `ck` CHECK (`id` > 0),\n"
      "  CONSTRAINT `t_boss_check` CHECK (`boss` > 0)\n"
      ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci\n");
}

TEST_F(MariadbCreateTable, RenamesWithWhatBearsNoNameOfItsOwn) {
  migrate(op::CreateTable{table("t", {column("id", TypeKind::Int), column("up", TypeKind::Int)},
                                {primaryKey("", {"id"}), foreignKey("", "up", "t", "id"),
                                 unique("", {"up", "id"}), check("", greater("up", "0"))})});
  run("INSERT INTO t VALUES (1, NULL), (2, 1)");
  migrate(op::RenameTable{{"", "t"}, "other"});
  std::string renamed = definition("other");
  Table other = *catalog.tables.find({"", "other"});
  EXPECT_EQ(rows("SELECT * FROM other"), "1|NULL\n2|1\n");
  migrate(op::DropTable{{"", "other"}});
  migrate(op::CreateTable{other});
  EXPECT_EQ(definition("other"), renamed);
}

TEST_F(MariadbCreateTable, QuotesWhatNeedsIt) {
  Table odd = table(
      "Order",
      {column("a`b", TypeKind::Int), column("key", TypeKind::Int), column("Ünï", TypeKind::Int)},
      {check("select", greater("a`b", "0"))}, {index("rank", {"key", "Ünï"})});
  EXPECT_EQ(created(odd), "CREATE TABLE `Order` (\n"
                          "  `a``b` int(11) DEFAULT NULL,\n"
                          "  `key` int(11) DEFAULT NULL,\n"
                          "  `Ünï` int(11) DEFAULT NULL,\n"
                          "  KEY `rank` (`key`,`Ünï`),\n"
                          "  CONSTRAINT `select` CHECK (`a``b` > 0)\n"
                          ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci\n");
  migrate(op::DropTable{{"", "Order"}});
  EXPECT_EQ(rows("SHOW TABLES"), "");
}
