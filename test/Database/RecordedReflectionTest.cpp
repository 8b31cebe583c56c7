// What is read of a MySQL, of which none runs here: its answers are played from a file.
#include "Database/Connection.h"
#include "Database/MySQL/MysqlReflection.h"
#include "Dialect/MySQL/MySQL.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>
#include <map>

using namespace retort;

namespace {

struct Recorded {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
};

/// Answers a SELECT from the section of the table that it reads, with the columns that it names, and
/// anything else from the section that is called like it. WHERE and ORDER BY were done before.
class RecordedConnection final : public Connection {
public:
  RecordedConnection(const std::string& path, const char* dialect, const char* version)
      : Connection(llvm::cantFail(Url::parse("mysql://recorded/shop"))) {
    server_ = Server::parse(dialect, version);
    auto file = llvm::MemoryBuffer::getFile(path);
    EXPECT_TRUE(static_cast<bool>(file)) << path;
    llvm::SmallVector<llvm::StringRef> lines;
    (*file)->getBuffer().split(lines, '\n');
    Recorded* section = nullptr;
    for (llvm::StringRef line : lines) {
      if (line.consume_front("== "))
        section = &sections_[line.str()];
      else if (section && !line.empty())
        add(line, *section);
    }
  }

  bool inTransaction() const override { return false; }

protected:
  llvm::Expected<uint64_t> executeText(llvm::StringRef) override { return 0; }

  llvm::Expected<ResultSet> queryText(llvm::StringRef sql, llvm::ArrayRef<Value>) override {
    auto [items, rest] = sql.split(" FROM ");
    if (!items.consume_front("SELECT "))
      return all(sql);
    return rest.empty() ? all(items) : chosen(items, rest.split(' ').first);
  }

private:
  static void add(llvm::StringRef line, Recorded& section) {
    llvm::SmallVector<llvm::StringRef> cells;
    line.split(cells, '\t');
    if (section.columns.empty()) {
      section.columns = {cells.begin(), cells.end()};
      return;
    }
    auto& row = section.rows.emplace_back();
    for (llvm::StringRef cell : cells)
      row.push_back(cell == "NULL" ? std::nullopt : Value(cell.str()));
  }

  llvm::Expected<ResultSet> all(llvm::StringRef section) {
    auto found = sections_.find(section.str());
    if (found == sections_.end())
      return llvm::Error(failed(section));
    return ResultSet{found->second.columns, found->second.rows};
  }

  llvm::Expected<ResultSet> chosen(llvm::StringRef items, llvm::StringRef table) {
    ResultSet result;
    auto found = sections_.find(table.str());
    if (found == sections_.end())
      return table == "DUAL" ? llvm::Expected<ResultSet>(result) : llvm::Error(failed(table));
    // The one expression that is asked for.
    static constexpr llvm::StringLiteral isHidden = "IF(is_visible = 'NO', 'YES', 'NO')";
    std::string plain = items.str();
    if (size_t at = items.find(isHidden); at != llvm::StringRef::npos)
      plain.replace(at, isHidden.size(), "!is_visible");
    llvm::SmallVector<llvm::StringRef> names;
    llvm::StringRef(plain).split(names, ", ");
    for (const std::vector<Value>& row : found->second.rows) {
      auto& chosen = result.rows.emplace_back();
      for (llvm::StringRef name : names)
        chosen.push_back(valueOf(name, found->second.columns, row));
    }
    return result;
  }

  static Value valueOf(llvm::StringRef name, const std::vector<std::string>& columns,
                       const std::vector<Value>& row) {
    if (name.starts_with("NULL"))
      return std::nullopt;
    const bool isNegated = name.consume_front("!");
    if (name.size() > 2 && name[1] == '.')
      name = name.drop_front(2);
    auto column = llvm::find(columns, name);
    EXPECT_NE(column, columns.end()) << name.str();
    const Value& value = row.at(column - columns.begin());
    return isNegated ? Value(value == "NO" ? "YES" : "NO") : value;
  }

  std::map<std::string, Recorded> sections_;
};

} // namespace

TEST(RecordedReflection, ReadsWhatMysqlAnswers) {
  RecordedConnection connection(RETORT_TEST_DIR "/Database/Inputs/mysql-8.0.txt", "mysql", "8.0.43");
  const MySQL dialect(connection.server().version);
  const Reflection all = llvm::cantFail(mysqlReflection(connection, dialect, {}));
  EXPECT_EQ(dump(all.catalog), R"(view late (number) for mysql as 'select `orders`.`id` AS `id` from `orders` where (`orders`.`code` = _latin1''EUR'')' uses (table orders) with (mysql.view_algorithm = merge)
trigger touch on orders before update for each row for mysql as 'set new.name = trim(new.name)'
function vat for mysql as """
(`x` int) RETURNS int DETERMINISTIC NO SQL SQL SECURITY INVOKER
return x * 2
""" grants (execute to app)
table by_year with (mysql.partition = 'RANGE (`y`) (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE)')
  column y mysql.year not null
table items with (mysql.key_block_size = 4, mysql.row_format = compressed)
  column order_id int not null
  column n mysql.smallint unsigned not null
  column price decimal(10, 2) not null default 0.00
  primary key PRIMARY (order_id, n)
  foreign key items_ibfk_1 (order_id) references orders (id) on delete cascade
table orders comment 'what was bought'
  column id int not null identity
  column total mysql.bigint unsigned
  column is_paid boolean not null default true
  column name string(40) not null default 'it''s' comment 'who'
  column code char(3) default 'EUR' with (mysql.charset = latin1)
  column note text default 'abc'
  column uid char(36) default uuid()
  column made datetime(3) not null default now() on update now()
  column twice mysql.bigint unsigned generated as (total * 2) stored
  column label string(100) generated as (name || ' ' || code) virtual
  column hidden int with (mysql.invisible = true)
  column state mysql.enum('new', 'paid') default 'new'
  column place mysql.point not null with (mysql.srid = 4326)
  column doc json
  unique by_name (name prefix 10)
  primary key PRIMARY (id)
  check named (name <> '')
  check orders_chk_1 (total > 0)
  index by_code (code) comment 'slow' with (mysql.invisible = true)
  index by_place (place) using spatial
  index lower_name (lower(name))
  index mixed (code desc, total + 1)
  index words (note) using fulltext
  grants (select to app)
)");
  std::string lost;
  for (const NotRepresented& it : all.notRepresented)
    lost += it.kind + " " + it.name + ": " + it.why + "\n";
  EXPECT_EQ(lost, "check orders.loose: that it is not enforced\n"
                  "view late: that it runs with the rights of `app@%`\n"
                  "function vat: that its text was read as PIPES_AS_CONCAT\n"
                  "privilege orders: select of 'bob'@'localhost'\n");
  EXPECT_EQ(dump(dialect.express(all.catalog)), dump(all.catalog));
}
