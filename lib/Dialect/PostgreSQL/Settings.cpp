#include "Dialect/PostgreSQL/Settings.h"

#include "Dialect/Common/Ddl.h"

#include "llvm/ADT/STLExtras.h"

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

/// Options that are no storage parameters.
static constexpr llvm::StringLiteral wordsOfTheirOwn[] = {
    "unlogged",     "tablespace",         "using",           "inherits",
    "row_security", "force_row_security", "replica_identity"};

std::string storageParameters(const Options& options) {
  std::string text;
  for (const auto& [fullName, value] : options) {
    llvm::StringRef name = fullName;
    if (name.consume_front("postgresql.") && !llvm::is_contained(wordsOfTheirOwn, name))
      text += (text.empty() ? "" : ", ") + name.str() + " = " + value.text;
  }
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

std::string tableClauses(const PostgreSQL& dialect, const Options& options) {
  const std::string* parent = optionOf(options, "inherits");
  return (parent ? " INHERITS (" + dialect.quote(*parent) + ")" : "") +
         clause(dialect, "USING", options, "using") + storageParameters(options) +
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
  auto alter = [&](llvm::StringRef what) {
    sink.add(("ALTER TABLE " + dialect.quote(table.name) + " " + what).str());
  };
  if (isTrue(table.options, "row_security"))
    alter("ENABLE ROW LEVEL SECURITY");
  if (isTrue(table.options, "force_row_security"))
    alter("FORCE ROW LEVEL SECURITY");
  const std::string* identity = optionOf(table.options, "replica_identity");
  if (!identity)
    return;
  // `full`, `nothing`, or the name of an index.
  bool word = *identity == "full" || *identity == "nothing" || *identity == "default";
  std::string value =
      word ? llvm::StringRef(*identity).upper() : "USING INDEX " + dialect.quote(*identity);
  alter("REPLICA IDENTITY " + value);
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

} // namespace retort::postgresql
