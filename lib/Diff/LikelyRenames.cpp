#include "Diff/LikelyRenames.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Pairing ----------------------------------------------------------===//

namespace {
struct Pair {
  unsigned difference; // 0: alike in all but the name
  size_t gone;
  size_t come;
};
} // namespace

/// The best pairs first, each item in one; `differenceOf` is nothing for no likeness at all.
template <typename Item, typename DifferenceOf, typename Found>
static void pairUp(const std::vector<const Item*>& gone, const std::vector<const Item*>& come,
                   const DifferenceOf& differenceOf, const Found& found) {
  std::vector<Pair> pairs;
  for (size_t i = 0; i < gone.size(); ++i)
    for (size_t j = 0; j < come.size(); ++j)
      if (std::optional<unsigned> difference = differenceOf(*gone[i], *come[j]))
        pairs.push_back({*difference, i, j});
  llvm::stable_sort(pairs,
                    [](const Pair& a, const Pair& b) { return a.difference < b.difference; });
  std::vector<bool> usedGone(gone.size()), usedCome(come.size());
  for (const Pair& pair : pairs) {
    if (usedGone[pair.gone] || usedCome[pair.come])
      continue;
    usedGone[pair.gone] = usedCome[pair.come] = true;
    found(*gone[pair.gone], *come[pair.come]);
  }
}

// What weighs most is what is named, then where it stands, then the name.
static constexpr unsigned otherwiseDifferent = 1000;
static constexpr unsigned elsewhere = 100;
static unsigned nameDistance(const std::string& a, const std::string& b) {
  return llvm::StringRef(a).edit_distance(b, /*AllowReplacements=*/true, elsewhere - 1);
}

//===--- Columns ----------------------------------------------------------===//

static size_t indexIn(const Table& table, const Column& column) {
  return &column - table.columns.data();
}

static std::optional<unsigned> differenceOf(const Table& from, const Column& gone, const Table& to,
                                            const Column& come) {
  if (gone.type != come.type || gone.generated.has_value() != come.generated.has_value())
    return std::nullopt;
  Column renamed = gone;
  renamed.name = come.name;
  return nameDistance(gone.name, come.name) + (renamed == come ? 0 : otherwiseDifferent) +
         (indexIn(from, gone) == indexIn(to, come) ? 0 : elsewhere);
}

static std::vector<const Column*> columnsMissingFrom(const Table& other, const Table& table) {
  std::vector<const Column*> missing;
  for (const Column& column : table.columns)
    if (!other.findColumn(column.name))
      missing.push_back(&column);
  return missing;
}

static void findColumnRenames(const Table& from, const Table& to, std::vector<Rename>& likely) {
  pairUp(
      columnsMissingFrom(to, from), columnsMissingFrom(from, to),
      [&](const Column& gone, const Column& come) { return differenceOf(from, gone, to, come); },
      [&](const Column& gone, const Column& come) {
        likely.push_back({ObjectKind::Column, to.name, gone.name, come.name});
      });
}

//===--- Tables -----------------------------------------------------------===//

static bool haveSameColumns(const Table& a, const Table& b) {
  return llvm::equal(a.columns, b.columns, [](const Column& x, const Column& y) {
    return x.name == y.name && x.type == y.type;
  });
}

static std::optional<unsigned> differenceOf(const Table& gone, const Table& come) {
  if (gone.name.schema != come.name.schema || !haveSameColumns(gone, come))
    return std::nullopt;
  return nameDistance(gone.name.name, come.name.name) +
         (gone.columns == come.columns ? 0 : otherwiseDifferent);
}

static std::vector<const Table*> tablesMissingFrom(const Catalog& other, const Catalog& catalog) {
  std::vector<const Table*> missing;
  for (const auto& table : catalog.tables.all())
    if (!table->external && !other.tables.find(table->name))
      missing.push_back(table.get());
  return missing;
}

//===--- Values of enums --------------------------------------------------===//

static size_t indexIn(const std::vector<std::string>& values, const std::string& value) {
  return &value - values.data();
}

static std::vector<const std::string*> valuesMissingFrom(const Enum& other, const Enum& type) {
  std::vector<const std::string*> missing;
  for (const std::string& value : type.values)
    if (!llvm::is_contained(other.values, value))
      missing.push_back(&value);
  return missing;
}

/// Nothing is known of a value but its place: one that stands in the place of another, or the only
/// one that is new where only one is gone.
static void findValueRenames(const Enum& from, const Enum& to, std::vector<Rename>& likely) {
  const std::vector<const std::string*> gone = valuesMissingFrom(to, from);
  const std::vector<const std::string*> come = valuesMissingFrom(from, to);
  const bool isOnlyOne = gone.size() == 1 && come.size() == 1;
  pairUp(
      gone, come,
      [&](const std::string& a, const std::string& b) -> std::optional<unsigned> {
        const bool isInPlace = from.values.size() == to.values.size() &&
                               indexIn(from.values, a) == indexIn(to.values, b);
        if (!isInPlace && !isOnlyOne)
          return std::nullopt;
        return nameDistance(a, b) + (isInPlace ? 0 : elsewhere);
      },
      [&](const std::string& a, const std::string& b) {
        likely.push_back({ObjectKind::Enum, to.name, a, b});
      });
}

void findLikelyRenames(const Catalog& from, const Catalog& to, std::vector<Rename>& likely) {
  pairUp(
      tablesMissingFrom(to, from), tablesMissingFrom(from, to),
      [](const Table& gone, const Table& come) { return differenceOf(gone, come); },
      [&](const Table& gone, const Table& come) {
        likely.push_back(
            {ObjectKind::Table, {gone.name.schema, ""}, gone.name.name, come.name.name});
      });
  // The columns of a part are renamed in its table.
  for (const auto& table : from.tables.all())
    if (const Table* after = to.tables.find(table->name);
        after && !table->external && !(table->partitionOf && after->partitionOf))
      findColumnRenames(*table, *after, likely);
  for (const Enum* type : from.all<Enum>())
    if (const Enum* after = to.find<Enum>(type->name))
      findValueRenames(*type, *after, likely);
}

} // namespace retort
