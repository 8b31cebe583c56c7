#include "Dialect/PostgreSQL/Settings.h"

#include "Dialect/Common/Ddl.h"
#include "Dialect/Common/Support.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

namespace retort::postgresql {

/// The text of `postgresql.NAME`; null if it is not there.
static const std::string* optionOf(const Options& options, llvm::StringRef name) {
  auto option = options.find("postgresql." + name.str());
  return option == options.end() ? nullptr : &option->second.text;
}

static bool isTrue(const Options& options, llvm::StringRef name) {
  const std::string* text = optionOf(options, name);
  return text && *text == "true";
}

//===--- Tables, indexes, keys --------------------------------------------===//

namespace {
/// From one value of an option of a table to another; null: the option is not said.
struct TableSetting {
  llvm::StringLiteral name;
  /// What stands behind ALTER TABLE.
  std::string (*change)(const PostgreSQL& dialect, const std::string* before,
                        const std::string* after);
  /// CREATE TABLE has no words for it.
  bool followsCreate = false;
};
} // namespace

static std::string changeLogging(const PostgreSQL&, const std::string*, const std::string* after) {
  return after && *after == "true" ? "SET UNLOGGED" : "SET LOGGED";
}

static std::string changeTablespace(const PostgreSQL& dialect, const std::string*,
                                    const std::string* after) {
  return "SET TABLESPACE " + dialect.quote(after ? *after : "pg_default");
}

static std::string changeMethod(const PostgreSQL& dialect, const std::string*,
                                const std::string* after) {
  return "SET ACCESS METHOD " + dialect.quote(after ? *after : "heap");
}

static std::string changeParent(const PostgreSQL& dialect, const std::string* before,
                                const std::string* after) {
  std::string leave = before ? "NO INHERIT " + dialect.quote(*before) : "";
  std::string join = after ? "INHERIT " + dialect.quote(*after) : "";
  return leave + (before && after ? ", " : "") + join;
}

static std::string changeRowSecurity(const PostgreSQL&, const std::string*,
                                     const std::string* after) {
  return after && *after == "true" ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY";
}

static std::string changeForce(const PostgreSQL&, const std::string*, const std::string* after) {
  return after && *after == "true" ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY";
}

/// `full`, `nothing`, or the name of an index.
static std::string changeReplicaIdentity(const PostgreSQL& dialect, const std::string*,
                                         const std::string* after) {
  const std::string value = after ? *after : "default";
  bool word = value == "full" || value == "nothing" || value == "default";
  return "REPLICA IDENTITY " +
         (word ? llvm::StringRef(value).upper() : "USING INDEX " + dialect.quote(value));
}

/// The options that are no storage parameters.
static constexpr TableSetting tableSettings[] = {
    {"unlogged", changeLogging},
    {"tablespace", changeTablespace},
    {"using", changeMethod},
    {"inherits", changeParent},
    {"row_security", changeRowSecurity, /*followsCreate=*/true},
    {"force_row_security", changeForce, /*followsCreate=*/true},
    {"replica_identity", changeReplicaIdentity, /*followsCreate=*/true},
};

/// `fillfactor = 70`, each.
static std::map<std::string, std::string> storageParametersOf(const Options& options) {
  std::map<std::string, std::string> parameters;
  for (const auto& [fullName, value] : options) {
    llvm::StringRef name = fullName;
    auto hasName = [&](const TableSetting& row) { return row.name == name; };
    if (name.consume_front("postgresql.") && llvm::none_of(tableSettings, hasName))
      parameters[name.str()] = value.text;
  }
  return parameters;
}

std::string storageParameters(const Options& options) {
  std::string text;
  for (const auto& [name, value] : storageParametersOf(options))
    text += (text.empty() ? "" : ", ") + name + " = " + value;
  return text.empty() ? "" : " WITH (" + text + ")";
}

static std::string clause(const PostgreSQL& dialect, llvm::StringRef word, const Options& options,
                          llvm::StringRef name) {
  const std::string* text = optionOf(options, name);
  return text ? (" " + word + " " + dialect.quote(*text)).str() : "";
}

bool isUnlogged(const Options& options) {
  return isTrue(options, "unlogged");
}

std::string inheritsClause(const PostgreSQL& dialect, const Options& options) {
  const std::string* parent = optionOf(options, "inherits");
  return parent ? " INHERITS (" + dialect.quote(*parent) + ")" : "";
}

std::string tableClauses(const PostgreSQL& dialect, const Options& options) {
  return clause(dialect, "USING", options, "using") + storageParameters(options) +
         clause(dialect, "TABLESPACE", options, "tablespace");
}

std::string indexClauses(const PostgreSQL& dialect, const Options& options) {
  return storageParameters(options) + clause(dialect, "TABLESPACE", options, "tablespace");
}

std::string keyClauses(const PostgreSQL& dialect, const Options& options) {
  return storageParameters(options) +
         clause(dialect, "USING INDEX TABLESPACE", options, "tablespace");
}

void addTableSettings(const PostgreSQL& dialect, const Table& table, StatementSink& sink) {
  for (const TableSetting& row : tableSettings) {
    const std::string* value = optionOf(table.options, row.name);
    if (!row.followsCreate || !value)
      continue;
    std::string change = row.change(dialect, nullptr, value);
    if (change != row.change(dialect, nullptr, nullptr))
      sink.add("ALTER TABLE " + dialect.quote(table.name) + " " + change);
  }
}

/// `SET (fillfactor = 70), RESET (parallel_workers)`: holds a weaker lock than all others, and
/// so is a statement of its own.
static std::string storageChange(const Options& before, const Options& after) {
  std::map<std::string, std::string> old = storageParametersOf(before);
  std::string set, reset;
  for (const auto& [name, value] : storageParametersOf(after)) {
    auto same = old.find(name);
    if (same == old.end() || same->second != value)
      set += (set.empty() ? "" : ", ") + name + " = " + value;
    if (same != old.end())
      old.erase(same);
  }
  for (const auto& [name, value] : old)
    reset += (reset.empty() ? "" : ", ") + name;
  return (set.empty() ? "" : "SET (" + set + ")") + (set.empty() || reset.empty() ? "" : ", ") +
         (reset.empty() ? "" : "RESET (" + reset + ")");
}

bool alterTableSettings(const PostgreSQL& dialect, const Table& before, const Table& after,
                        StatementSink& sink, DiagnosticEngine& diags) {
  std::string changes;
  for (const TableSetting& row : tableSettings) {
    const std::string* old = optionOf(before.options, row.name);
    const std::string* value = optionOf(after.options, row.name);
    if (value ? old && *old == *value : !old)
      continue;
    if (row.name == "using" && !dialect.has(Feature::TableMethodChanges)) {
      reportLack(Feature::TableMethodChanges, dialect, sink.origin(), diags);
      return false;
    }
    changes += (changes.empty() ? "" : ", ") + row.change(dialect, old, value);
  }
  const std::string head = "ALTER TABLE " + dialect.quote(after.name) + " ";
  if (std::string storage = storageChange(before.options, after.options); !storage.empty())
    sink.add(head + storage);
  if (!changes.empty())
    sink.add(head + changes);
  return true;
}

//===--- Columns ----------------------------------------------------------===//

namespace {
struct ColumnSetting {
  llvm::StringLiteral name;
  llvm::StringLiteral set;   // before the value
  llvm::StringLiteral close; // behind it
  llvm::StringLiteral reset; // what takes it back; `@`: the type's own way of storage
  bool endsWithType = false; // another type takes it back
};
} // namespace

static constexpr ColumnSetting columnSettings[] = {
    {"statistics", "SET STATISTICS ", "", "SET STATISTICS -1"},
    {"storage", "SET STORAGE ", "", "SET STORAGE @", /*endsWithType=*/true},
    {"compression", "SET COMPRESSION ", "", "SET COMPRESSION DEFAULT", /*endsWithType=*/true},
    {"n_distinct", "SET (n_distinct = ", ")", "RESET (n_distinct)"},
    {"n_distinct_inherited", "SET (n_distinct_inherited = ", ")", "RESET (n_distinct_inherited)"},
};

/// How PostgreSQL stores a type that nothing was said about; `DEFAULT` is known since 16 only.
static llvm::StringRef storageOf(const Type& type) {
  if (type.isArray() || type.isText())
    return "EXTENDED";
  switch (type.kind) {
  case TypeKind::Decimal:
    return "MAIN";
  case TypeKind::Binary:
  case TypeKind::Bytes:
  case TypeKind::Json:
  case TypeKind::Jsonb:
  case TypeKind::Native:
  case TypeKind::Opaque:
  case TypeKind::Domain:
    return "EXTENDED";
  default:
    return "PLAIN"; // of a fixed length
  }
}

static std::string resetOf(const ColumnSetting& setting, const Type& type) {
  auto [words, rest] = setting.reset.split('@');
  bool isStorage = words.size() < setting.reset.size();
  return (words + (isStorage ? storageOf(type) : "") + rest).str();
}

void alterColumnSettings(const PostgreSQL& dialect, const Column* before, const Column& after,
                         PendingAlter& pending) {
  bool sameType = before && before->type == after.type;
  for (const ColumnSetting& row : columnSettings) {
    bool stays = before && (sameType || !row.endsWithType);
    const std::string* old = stays ? optionOf(before->options, row.name) : nullptr;
    const std::string* value = optionOf(after.options, row.name);
    if (value ? old && *old == *value : !old)
      continue;
    std::string what = value ? (row.set + *value + row.close).str() : resetOf(row, after.type);
    pending.add("ALTER COLUMN " + dialect.quote(after.name) + " " + what, Pass::AlterColumn,
                {after.name});
  }
}

//===--- As the engine keeps them -----------------------------------------===//

namespace {
/// A value that says what is so anyway.
struct OwnValue {
  llvm::StringLiteral name;
  llvm::StringLiteral value;
};
} // namespace

static constexpr OwnValue ownValues[] = {
    {"unlogged", "false"},           {"row_security", "false"}, {"force_row_security", "false"},
    {"replica_identity", "default"}, {"using", "heap"},         {"tablespace", "pg_default"},
    {"storage", "default"},          {"statistics", "-1"},      {"compression", "default"},
};

/// Options whose values are names, which may be in any case.
static constexpr llvm::StringLiteral namingOptions[] = {"tablespace", "using", "inherits",
                                                        "replica_identity"};

static std::string valueOf(llvm::StringRef name, llvm::StringRef value) {
  const std::string word = value.lower();
  if (llvm::is_contained(namingOptions, name)) {
    const bool isWord = name == "replica_identity" &&
                        (word == "full" || word == "nothing" || word == "default");
    return isWord ? word : value.str();
  }
  return word == "on" ? "true" : word == "off" ? "false" : word;
}

void expressSettings(Options& options, const Type* type) {
  Options kept;
  for (auto& [fullName, option] : options) {
    llvm::StringRef name = fullName;
    if (!name.consume_front("postgresql.")) {
      kept[fullName] = option;
      continue;
    }
    std::string value = valueOf(name, option.text);
    auto isOwn = [&](const OwnValue& row) { return row.name == name && row.value == value; };
    const bool isTypes =
        type && name == "storage" && storageOf(*type).equals_insensitive(value);
    double number = 0;
    const bool isWord = value == "true" || value == "false" || llvm::to_float(value, number);
    if (llvm::none_of(ownValues, isOwn) && !isTypes)
      kept[fullName] = {std::move(value), !isWord};
  }
  options = std::move(kept);
}

} // namespace retort::postgresql
