#include "Dialect/MySQL/Settings.h"

#include "Dialect/Common/Ddl.h"

namespace retort::mysql {

/// The text of `mysql.NAME`; null if it is not there.
static const OptionValue* optionOf(const Options& options, llvm::StringRef name) {
  auto option = options.find("mysql." + name.str());
  return option == options.end() ? nullptr : &option->second;
}

static bool isTrue(const Options& options, llvm::StringRef name) {
  const OptionValue* value = optionOf(options, name);
  return value && value->text == "true";
}

namespace {

/// How the value of an option stands in SQL.
enum class ValueForm : uint8_t {
  Word,   // a name of the engine's: utf8mb4, InnoDB
  Text,   // a string
  Number, // as it is: digits, or DEFAULT
  Switch, // 1 or 0, from true and false
};

struct Setting {
  llvm::StringLiteral name;
  llvm::StringLiteral words; // before the value
  ValueForm form;
  llvm::StringLiteral reset; // the value that is the engine's own; empty: fixed at CREATE TABLE
};

} // namespace

/// In the order in which SHOW CREATE TABLE prints them.
static constexpr Setting tableSettings[] = {
    {"engine", "ENGINE = ", ValueForm::Word, "InnoDB"},
    {"auto_increment", "AUTO_INCREMENT = ", ValueForm::Number, "1"},
    {"charset", "DEFAULT CHARSET = ", ValueForm::Word, "DEFAULT"},
    {"collate", "COLLATE = ", ValueForm::Word, "DEFAULT"},
    {"min_rows", "MIN_ROWS = ", ValueForm::Number, "0"},
    {"max_rows", "MAX_ROWS = ", ValueForm::Number, "0"},
    {"avg_row_length", "AVG_ROW_LENGTH = ", ValueForm::Number, "0"},
    {"pack_keys", "PACK_KEYS = ", ValueForm::Number, "DEFAULT"},
    {"checksum", "CHECKSUM = ", ValueForm::Switch, "0"},
    {"delay_key_write", "DELAY_KEY_WRITE = ", ValueForm::Switch, "0"},
    {"row_format", "ROW_FORMAT = ", ValueForm::Word, "DEFAULT"},
    {"key_block_size", "KEY_BLOCK_SIZE = ", ValueForm::Number, "0"},
    {"tablespace", "TABLESPACE = ", ValueForm::Word, "innodb_file_per_table"},
    {"data_directory", "DATA DIRECTORY = ", ValueForm::Text, ""},
    {"index_directory", "INDEX DIRECTORY = ", ValueForm::Text, ""},
    {"stats_persistent", "STATS_PERSISTENT = ", ValueForm::Switch, "DEFAULT"},
    {"stats_auto_recalc", "STATS_AUTO_RECALC = ", ValueForm::Switch, "DEFAULT"},
    {"stats_sample_pages", "STATS_SAMPLE_PAGES = ", ValueForm::Number, "DEFAULT"},
    {"compression", "COMPRESSION = ", ValueForm::Text, "'NONE'"},
    {"encryption", "ENCRYPTION = ", ValueForm::Text, "'N'"},
};

static std::string valueText(const MySQL& dialect, const OptionValue& value, ValueForm form) {
  switch (form) {
  case ValueForm::Word:
    return wordOrQuoted(dialect, value.text);
  case ValueForm::Text:
    return dialect.literal(value.text);
  case ValueForm::Number:
    return value.text;
  case ValueForm::Switch:
    return value.text == "true" ? "1" : value.text == "false" ? "0" : value.text;
  }
  llvm_unreachable("not a form");
}

std::string tableClauses(const MySQL& dialect, const Table& table) {
  std::string text;
  for (const Setting& row : tableSettings)
    if (const OptionValue* value = optionOf(table.options, row.name))
      text += " " + row.words.str() + valueText(dialect, *value, row.form);
  if (!table.comment.empty())
    text += " COMMENT = " + dialect.literal(table.comment);
  if (const OptionValue* value = optionOf(table.options, "partition"))
    text += "\nPARTITION BY " + value->text;
  return text;
}

//===--- Changes ----------------------------------------------------------===//

static bool isSame(const OptionValue* a, const OptionValue* b) {
  return a && b ? *a == *b : a == b;
}

/// A collation is reset with its character set, and has no word for it alone.
static bool isSaidWithCharset(const Setting& row, const OptionValue* value) {
  return row.name == "collate" && !value;
}

std::vector<std::string> settingChanges(const MySQL& dialect, const Options& before,
                                        const Options& after) {
  std::vector<std::string> changes;
  bool resetsCollation = optionOf(before, "collate") && !optionOf(after, "collate");
  for (const Setting& row : tableSettings) {
    const OptionValue* value = optionOf(after, row.name);
    bool changed = !isSame(optionOf(before, row.name), value);
    if (row.name == "charset")
      changed |= resetsCollation;
    if (!changed || isSaidWithCharset(row, value))
      continue;
    changes.push_back(row.words.str() +
                      (value ? valueText(dialect, *value, row.form) : row.reset.str()));
  }
  return changes;
}

std::string partitionChange(const Options& before, const Options& after) {
  const OptionValue* value = optionOf(after, "partition");
  if (isSame(optionOf(before, "partition"), value))
    return "";
  return value ? "PARTITION BY " + value->text : "REMOVE PARTITIONING";
}

bool checkSettings(const MySQL& dialect, const Options& before, const Options& after, Origin origin,
                   DiagnosticEngine& diags) {
  for (const Setting& row : tableSettings)
    if (row.reset.empty() && !isSame(optionOf(before, row.name), optionOf(after, row.name))) {
      diags
          .report(diag::NotInDialect, origin, dialect.displayName(),
                  "way to change `mysql." + row.name.str() + "` of a table that exists")
          .help("it is said when the table is created");
      return false;
    }
  return true;
}

std::pair<std::string, std::string> characterSetOf(const Options& options) {
  const OptionValue* set = optionOf(options, "charset");
  const OptionValue* collation = optionOf(options, "collate");
  return {set ? set->text : "", collation ? collation->text : ""};
}

std::vector<std::string> alterClauses(const Options& options) {
  std::vector<std::string> clauses;
  for (llvm::StringRef name : {"algorithm", "lock"})
    if (const OptionValue* value = optionOf(options, name))
      clauses.push_back(name.upper() + " = " + llvm::StringRef(value->text).upper());
  return clauses;
}

//===--- Columns ----------------------------------------------------------===//

std::string characterSetClause(const MySQL& dialect, const Options& options) {
  const OptionValue* value = optionOf(options, "charset");
  return value ? " CHARACTER SET " + wordOrQuoted(dialect, value->text) : "";
}

std::string referenceSystemClause(const MySQL& dialect, const Options& options) {
  const OptionValue* value = optionOf(options, "srid");
  return value ? " " + dialect.flavor().referenceSystem.str() + value->text : "";
}

std::string visibilityClause(const Options& options) {
  return isTrue(options, "invisible") ? " INVISIBLE" : "";
}

//===--- Indexes and keys -------------------------------------------------===//

bool isHidden(const Index& index) {
  return isTrue(index.options, "invisible");
}

void setHidden(Index& index, bool hidden) {
  index.options.erase("mysql.invisible");
  if (hidden)
    index.options["mysql.invisible"] = {"true", false};
}

static std::string commentClause(const MySQL& dialect, llvm::StringRef comment) {
  return comment.empty() ? "" : " COMMENT " + dialect.literal(comment);
}

std::string indexClauses(const MySQL& dialect, const Options& options, llvm::StringRef comment) {
  std::string text;
  if (const OptionValue* value = optionOf(options, "key_block_size"))
    text += " KEY_BLOCK_SIZE = " + value->text;
  if (const OptionValue* value = optionOf(options, "parser"))
    text += " WITH PARSER " + wordOrQuoted(dialect, value->text);
  text += commentClause(dialect, comment);
  if (isTrue(options, "invisible"))
    text += " " + dialect.flavor().hiddenIndex.str();
  return text;
}

std::string keyClauses(const MySQL& dialect, const ConstraintBase& constraint) {
  const OptionValue* method = optionOf(constraint.options, "using");
  return (method ? " USING " + wordOrQuoted(dialect, method->text) : "") +
         commentClause(dialect, constraint.comment);
}

} // namespace retort::mysql
