#include "Catalog/NamingConvention.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

namespace retort {

namespace {

/// What a pattern may speak of.
struct Subject {
  llvm::StringRef kind; // for {hash}
  const std::string& table;
  std::vector<std::string> columns;
  std::vector<std::string> parts;
  std::string referredTable;
};

struct Placeholder {
  llvm::StringLiteral name;
  std::string (*text)(const Subject&);
};

} // namespace

//===--- Placeholders -----------------------------------------------------===//

static std::string hashOf(llvm::StringRef text, size_t digits) {
  auto bytes = llvm::arrayRefFromStringRef(text);
  return llvm::toHex(llvm::SHA256::hash(bytes), /*LowerCase=*/true).substr(0, digits);
}

static std::string columnsAnd(const Subject& it) {
  return llvm::join(it.columns, "_and_");
}

static constexpr Placeholder placeholders[] = {
    {"table", [](const Subject& it) { return it.table; }},
    {"columns", [](const Subject& it) { return llvm::join(it.columns, "_"); }},
    {"columns_and", columnsAnd},
    {"column", [](const Subject& it) { return it.columns.empty() ? "" : it.columns.front(); }},
    {"only_column",
     [](const Subject& it) { return it.columns.size() == 1 ? it.columns.front() : ""; }},
    {"parts", [](const Subject& it) { return llvm::join(it.parts, "_"); }},
    {"referred_table", [](const Subject& it) { return it.referredTable; }},
    // As ActiveRecord makes the names of its foreign keys.
    {"hash",
     [](const Subject& it) {
       return hashOf(it.table + "_" + columnsAnd(it) + "_" + it.kind.str(), 10);
     }},
};

static constexpr llvm::StringLiteral numberPlaceholder = "n";

static const Placeholder* findPlaceholder(llvm::StringRef name) {
  const auto* at = llvm::find_if(placeholders, [&](const auto& it) { return it.name == name; });
  return at == std::end(placeholders) ? nullptr : at;
}

/// Calls `text` and `placeholder` with the parts of a pattern, in order. A brace
/// without its partner is text.
static void forEachPart(llvm::StringRef pattern, llvm::function_ref<void(llvm::StringRef)> text,
                        llvm::function_ref<void(llvm::StringRef)> placeholder) {
  while (!pattern.empty()) {
    size_t open = pattern.find('{');
    size_t close = pattern.find('}', open);
    if (open == llvm::StringRef::npos || close == llvm::StringRef::npos)
      return text(pattern);
    text(pattern.take_front(open));
    placeholder(pattern.slice(open + 1, close));
    pattern = pattern.drop_front(close + 1);
  }
}

llvm::StringRef findUnknownPlaceholder(llvm::StringRef pattern) {
  llvm::StringRef unknown;
  forEachPart(
      pattern, [](llvm::StringRef) {},
      [&](llvm::StringRef name) {
        if (unknown.empty() && name != numberPlaceholder && !findPlaceholder(name))
          unknown = name;
      });
  return unknown;
}

static std::string expand(llvm::StringRef pattern, const Subject& subject, unsigned number) {
  std::string name;
  forEachPart(
      pattern, [&](llvm::StringRef text) { name += text; },
      [&](llvm::StringRef placeholder) {
        std::string value;
        if (placeholder == numberPlaceholder)
          value = std::to_string(number);
        else if (const Placeholder* known = findPlaceholder(placeholder))
          value = known->text(subject);
        if (value.empty() && llvm::StringRef(name).ends_with("_"))
          name.pop_back();
        name += value;
      });
  return name;
}

//===--- Names ------------------------------------------------------------===//

/// PostgreSQL's limit, and by design everyone's.
static constexpr size_t maxBytes = 63;

/// What is over the limit gives way to a hash of the whole; no character is split.
static std::string cut(const std::string& name) {
  if (name.size() <= maxBytes)
    return name;
  std::string tail = "_" + hashOf(name, 8);
  size_t keep = maxBytes - tail.size();
  while (keep > 0 && (static_cast<unsigned char>(name[keep]) & 0xC0) == 0x80)
    --keep;
  return name.substr(0, keep) + tail;
}

static std::string firstFree(const NamingConvention& convention, llvm::StringRef pattern,
                             const Subject& subject,
                             llvm::function_ref<bool(llvm::StringRef)> taken) {
  bool hasNumber = pattern.contains("{n}");
  for (unsigned attempt = 0;; ++attempt) {
    std::string name = expand(pattern, subject, attempt + 1);
    if (attempt > 0 && !hasNumber)
      name += convention.repeatSeparator + std::to_string(convention.firstRepeat + attempt - 1);
    name = cut(name);
    if (!taken(name))
      return name;
  }
}

/// What PostgreSQL calls an expression in the name of its index.
static std::string nameOfPart(const Expr& expr) {
  switch (expr.kind) {
  case ExprKind::Column:
  case ExprKind::Call:
    return expr.text;
  case ExprKind::Cast:
    return nameOfPart(expr.operands[0]);
  default: // one word for all other kinds, also for those to come
    return "expr";
  }
}

static Subject subjectOf(llvm::StringRef kind, const QualifiedName& table,
                         const std::vector<std::string>& columns) {
  return {kind, table.name, columns, columns, ""};
}

static Subject subjectOf(llvm::StringRef kind, const QualifiedName& table,
                         const std::vector<IndexPart>& parts) {
  Subject subject{kind, table.name, {}, {}, ""};
  for (const IndexPart& part : parts) {
    subject.parts.push_back(nameOfPart(part.value));
    for (const std::string& column : columnsIn(part.value))
      if (!llvm::is_contained(subject.columns, column))
        subject.columns.push_back(column);
  }
  return subject;
}

namespace {
struct Pattern {
  llvm::StringRef text;
  Subject subject;
};
} // namespace

static Pattern patternFor(const NamingConvention& names, const PrimaryKey& key,
                          const QualifiedName& table) {
  return {names.primaryKey, subjectOf("pk", table, key.columns)};
}
static Pattern patternFor(const NamingConvention& names, const Unique& unique,
                          const QualifiedName& table) {
  return {names.unique, subjectOf("unique", table, unique.columns)};
}
static Pattern patternFor(const NamingConvention& names, const ForeignKey& key,
                          const QualifiedName& table) {
  Subject subject = subjectOf("fk", table, key.columns);
  subject.referredTable = key.referredTable.name;
  return {names.foreignKey, subject};
}
static Pattern patternFor(const NamingConvention& names, const Check& check,
                          const QualifiedName& table) {
  return {names.check, subjectOf("chk", table, columnsIn(check.condition))};
}
static Pattern patternFor(const NamingConvention& names, const Exclude& exclude,
                          const QualifiedName& table) {
  return {names.exclude, subjectOf("excl", table, exclude.parts)};
}

std::string NamingConvention::nameFor(const Constraint& constraint, const QualifiedName& table,
                                      llvm::function_ref<bool(llvm::StringRef)> taken) const {
  Pattern pattern =
      std::visit([&](const auto& it) { return patternFor(*this, it, table); }, constraint);
  return firstFree(*this, pattern.text, pattern.subject, taken);
}

std::string NamingConvention::nameFor(const Index& index, const QualifiedName& table,
                                      llvm::function_ref<bool(llvm::StringRef)> taken) const {
  return firstFree(*this, this->index, subjectOf("idx", table, index.parts), taken);
}

//===--- Presets ----------------------------------------------------------===//

namespace {
struct Preset {
  llvm::StringLiteral name;
  NamingConvention convention;
};
} // namespace

static NamingConvention postgresqlNames() {
  return {.primaryKey = "{table}_pkey",
          .unique = "{table}_{columns}_key",
          .foreignKey = "{table}_{columns}_fkey",
          .check = "{table}_{only_column}_check",
          .exclude = "{table}_{parts}_excl",
          .index = "{table}_{parts}_idx",
          .repeatSeparator = "",
          .firstRepeat = 1};
}

static NamingConvention mysqlNames() {
  return {.primaryKey = "PRIMARY",
          .unique = "{column}",
          .foreignKey = "{table}_ibfk_{n}",
          .check = "{table}_chk_{n}",
          .exclude = "ex_{table}_{columns}", // MySQL has none
          .index = "{column}"};
}

static NamingConvention railsNames() {
  return {.primaryKey = "{table}_pkey",
          .unique = "uniq_rails_{hash}",
          .foreignKey = "fk_rails_{hash}",
          .check = "chk_rails_{hash}",
          .exclude = "excl_rails_{hash}",
          .index = "index_{table}_on_{columns_and}"};
}

const NamingConvention* findNamingPreset(llvm::StringRef name) {
  static const Preset presets[] = {{"retort", {}},
                                   {"postgresql", postgresqlNames()},
                                   {"mysql", mysqlNames()},
                                   {"rails", railsNames()}};
  for (const Preset& preset : presets)
    if (preset.name == name)
      return &preset.convention;
  return nullptr;
}

} // namespace retort
