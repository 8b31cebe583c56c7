#include "Database/MySQL/MysqlScratch.h"

#include "Support/Quoting.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

static std::string quoted(llvm::StringRef name) {
  return enclosed(name, '`');
}

static llvm::Expected<std::string> currentDatabase(Connection& connection) {
  llvm::Expected<ResultSet> result = connection.query("SELECT DATABASE()");
  if (!result)
    return result.takeError();
  return result->rows.at(0).at(0).value_or("");
}

/// ` AUTO_INCREMENT=17` stands behind the columns, before options that are texts in quotes.
static std::string withoutCounter(llvm::StringRef definition) {
  static constexpr llvm::StringLiteral option = " AUTO_INCREMENT=";
  const size_t options = definition.rfind("\n)");
  const size_t found = definition.find(option, options == llvm::StringRef::npos ? 0 : options);
  if (found == llvm::StringRef::npos)
    return definition.str();
  llvm::StringRef rest = definition.substr(found + option.size()).ltrim("0123456789");
  return (definition.take_front(found) + rest).str();
}

/// Views name the database that their tables are in.
static std::string withoutDatabase(std::string definition, llvm::StringRef database) {
  const std::string prefix = quoted(database) + ".";
  for (size_t at = definition.find(prefix); at != std::string::npos;
       at = definition.find(prefix, at))
    definition.erase(at, prefix.size());
  return definition;
}

static llvm::Error addTables(Connection& connection, llvm::StringRef database,
                             Definitions& definitions) {
  llvm::Expected<ResultSet> tables = connection.query("SHOW FULL TABLES");
  if (!tables)
    return tables.takeError();
  for (const std::vector<Value>& row : tables->rows) {
    const std::string name = row.at(0).value_or("");
    const bool isSequence = row.at(1).value_or("") == "SEQUENCE";
    llvm::Expected<ResultSet> shown = connection.query(
        (isSequence ? "SHOW CREATE SEQUENCE " : "SHOW CREATE TABLE ") + quoted(name));
    if (!shown)
      return shown.takeError();
    definitions["table " + name] =
        withoutDatabase(withoutCounter(shown->rows.at(0).at(1).value_or("")), database);
  }
  return llvm::Error::success();
}

/// The first column is the key, the others are the definition.
static llvm::Error addRows(Connection& connection, llvm::StringRef sql, llvm::StringRef database,
                           Definitions& definitions) {
  llvm::Expected<ResultSet> result = connection.query(sql);
  if (!result)
    return result.takeError();
  for (const std::vector<Value>& row : result->rows) {
    std::string text;
    for (const Value& value : llvm::drop_begin(row))
      text += value.value_or("NULL") + "\n";
    definitions[row.at(0).value_or("")] = withoutDatabase(std::move(text), database);
  }
  return llvm::Error::success();
}

static constexpr llvm::StringLiteral triggers =
    "SELECT CONCAT('trigger ', trigger_name), event_object_table, action_timing, "
    "event_manipulation, action_order, action_statement FROM information_schema.triggers "
    "WHERE trigger_schema = DATABASE()";
static constexpr llvm::StringLiteral routines =
    "SELECT CONCAT(LOWER(routine_type), ' ', routine_name), dtd_identifier, is_deterministic, "
    "sql_data_access, security_type, routine_definition, (SELECT GROUP_CONCAT(CONCAT_WS(' ', "
    "parameter_mode, parameter_name, dtd_identifier) ORDER BY ordinal_position) FROM "
    "information_schema.parameters p WHERE p.specific_schema = r.routine_schema AND "
    "p.specific_name = r.specific_name) FROM information_schema.routines r "
    "WHERE routine_schema = DATABASE()";

llvm::Expected<Definitions> mysqlDefinitions(Connection& connection) {
  llvm::Expected<std::string> database = currentDatabase(connection);
  if (!database)
    return database.takeError();
  Definitions definitions;
  if (llvm::Error error = addTables(connection, *database, definitions))
    return error;
  for (llvm::StringRef sql : {llvm::StringRef(triggers), llvm::StringRef(routines)})
    if (llvm::Error error = addRows(connection, sql, *database, definitions))
      return error;
  return definitions;
}

namespace {
class MysqlScratchSchema final : public ScratchSchema {
public:
  MysqlScratchSchema(Connection& connection, std::string database, std::string name)
      : connection_(connection), database_(std::move(database)), name_(std::move(name)) {}

  /// A lost connection drops nothing: the name says what it was.
  ~MysqlScratchSchema() override {
    for (const std::string& sql : {"DROP DATABASE " + quoted(name_), "USE " + quoted(database_)})
      llvm::consumeError(connection_.execute(sql).takeError());
  }

  Connection& session() override { return connection_; }

private:
  Connection& connection_;
  std::string database_;
  std::string name_;
};
} // namespace

/// UUID_SHORT() gives each number once on a server, also to other hosts and after a restart.
llvm::Expected<std::unique_ptr<ScratchSchema>> mysqlScratch(Connection& connection) {
  llvm::Expected<ResultSet> current =
      connection.query("SELECT schema_name, default_character_set_name, default_collation_name, "
                       "CONCAT('retort_scratch_', UUID_SHORT()) FROM "
                       "information_schema.schemata WHERE schema_name = DATABASE()");
  if (!current)
    return current.takeError();
  const std::vector<Value>& row = current->rows.at(0);
  const std::string name = row.at(3).value_or("");
  const std::string charset =
      " CHARACTER SET " + row.at(1).value_or("") + " COLLATE " + row.at(2).value_or("");
  for (const std::string& sql :
       {"CREATE DATABASE " + quoted(name) + charset, "USE " + quoted(name)})
    if (llvm::Expected<uint64_t> done = connection.execute(sql); !done)
      return done.takeError();
  return std::make_unique<MysqlScratchSchema>(connection, row.at(0).value_or(""), name);
}

} // namespace retort
