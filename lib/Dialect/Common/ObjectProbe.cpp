#include "Dialect/Common/ObjectProbe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {
namespace {

struct ProbeRow {
  ObjectKind kind;
  llvm::StringLiteral postgresql;
  llvm::StringLiteral sqlite;
  llvm::StringLiteral mysql;
};

constexpr ProbeRow rows[] = {
#define RETORT_OBJECT_PROBE(Kind, PostgreSQL, SQLite, MySQL)                                       \
  {ObjectKind::Kind, PostgreSQL, SQLite, MySQL},
#include "Dialect/ObjectProbes.def"
};

struct Placeholder {
  llvm::StringLiteral word;
  std::string ProbeNames::* value;
};

constexpr Placeholder placeholders[] = {{"$name", &ProbeNames::name},
                                        {"$schema", &ProbeNames::schema},
                                        {"$table", &ProbeNames::table},
                                        {"$path", &ProbeNames::path},
                                        {"$call", &ProbeNames::call}};

} // namespace

static llvm::StringRef patternOf(const ProbeRow& row, DialectColumn dialect) {
  switch (dialect) {
  case DialectColumn::PostgreSQL:
    return row.postgresql;
  case DialectColumn::SQLite:
    return row.sqlite;
  case DialectColumn::MySQL:
  case DialectColumn::MariaDB:
    return row.mysql;
  }
  llvm_unreachable("not a dialect");
}

/// The pattern with its names; nothing if one of them is not said.
static std::optional<std::string> filled(llvm::StringRef pattern, const ProbeNames& names) {
  std::string text;
  while (!pattern.empty()) {
    const size_t at = pattern.find('$');
    text += pattern.take_front(at);
    pattern = pattern.drop_front(std::min(at, pattern.size()));
    const auto* placeholder = llvm::find_if(
        placeholders, [&](const Placeholder& each) { return pattern.starts_with(each.word); });
    if (placeholder == std::end(placeholders))
      break;
    const std::string& value = names.*(placeholder->value);
    if (value.empty())
      return std::nullopt;
    text += value;
    pattern = pattern.drop_front(placeholder->word.size());
  }
  return text;
}

std::optional<std::string> probeCondition(ObjectKind kind, DialectColumn dialect,
                                          const ProbeNames& names) {
  const auto* row = llvm::find_if(rows, [&](const ProbeRow& each) { return each.kind == kind; });
  assert(row != std::end(rows) && "every kind has a row");
  llvm::StringRef pattern = patternOf(*row, dialect);
  if (pattern.empty())
    return std::nullopt;
  std::string text;
  while (!pattern.empty()) {
    auto [always, rest] = pattern.split('[');
    auto [where, after] = rest.split(']');
    text += *filled(always, names);
    text += filled(where, names).value_or("");
    pattern = after;
  }
  return "EXISTS (SELECT 1 FROM " + text + ")";
}

} // namespace retort
