#include "Dialect/Feature.h"

#include "Dialect/Availability.h"
#include "Dialect/Dialect.h"

#include <array>
#include <optional>

namespace retort {
namespace {

struct FeatureRow {
  llvm::StringLiteral phrase;
  std::array<Availability, 4> since; // by DialectColumn
};

constexpr FeatureRow rows[] = {
#define RETORT_FEATURE(Name, Phrase, ...) {Phrase, {__VA_ARGS__}},
#include "Dialect/Features.def"
};

const Availability& availability(Feature feature, DialectColumn dialect) {
  return rows[static_cast<size_t>(feature)].since[static_cast<size_t>(dialect)];
}

} // namespace

llvm::StringRef phrase(Feature feature) {
  return rows[static_cast<size_t>(feature)].phrase;
}

namespace {
struct Instead {
  Feature feature;
  DialectColumn dialect;
  llvm::StringLiteral help;
};
} // namespace

static constexpr llvm::StringLiteral isDatabase =
    "a schema is a database there, which is made, named and granted by who runs the server: "
    "connect to it, or name what is in it as `schema.table`";

static constexpr llvm::StringLiteral callsInTriggers =
    "no default, check, generated column or index calls one there; a trigger `before insert` and "
    "`before update` can";

static constexpr Instead insteads[] = {
    {Feature::Schemas, DialectColumn::MySQL, isDatabase},
    {Feature::Schemas, DialectColumn::MariaDB, isDatabase},
    {Feature::StoredCalls, DialectColumn::MySQL, callsInTriggers},
    {Feature::StoredCalls, DialectColumn::MariaDB, callsInTriggers},
    {Feature::Sequences, DialectColumn::MySQL, "a column that is `identity` numbers its own rows"},
};

llvm::StringRef insteadOf(Feature feature, DialectColumn dialect) {
  for (const Instead& row : insteads)
    if (row.feature == feature && row.dialect == dialect)
      return row.help;
  return "";
}

std::optional<Feature> featureOf(ObjectKind kind) {
  switch (kind) {
  case ObjectKind::Schema:
    return Feature::Schemas;
  case ObjectKind::Extension:
    return Feature::Extensions;
  case ObjectKind::Sequence:
    return Feature::Sequences;
  case ObjectKind::MaterializedView:
    return Feature::MaterializedViews;
  default: // a part of a table, or told otherwise where there is no such object
    return std::nullopt;
  }
}

std::optional<Version> firstVersionWith(Feature feature, DialectColumn dialect) {
  return availability(feature, dialect);
}

bool hasFeature(Feature feature, DialectColumn dialect, const Version& version) {
  const Availability& first = availability(feature, dialect);
  return first && version >= *first;
}

std::string dialectsWith(Feature feature) {
  std::string names;
  for (const DialectRow& row : allDialects()) {
    if (!availability(feature, row.facts.column))
      continue;
    if (!names.empty())
      names += ", ";
    names += row.facts.name;
  }
  return names;
}

} // namespace retort
