#include "Diff/Recognise.h"

#include "llvm/ADT/STLExtras.h"

#include <cstddef>
#include <map>
#include <set>

namespace retort {
namespace {

//===--- In the engine's own words ----------------------------------------===//

void takeWords(Expr& expr, const Expr& shown) {
  expr = shown;
}

void takeWords(std::optional<Expr>& expr, const std::optional<Expr>& shown) {
  if (expr && shown)
    expr = shown;
}

void takeWords(Column& column, const Column& shown) {
  if (column.type.kind == TypeKind::Opaque)
    column.type = shown.type;
  takeWords(column.defaultValue, shown.defaultValue);
  takeWords(column.onUpdate, shown.onUpdate);
  if (column.generated && shown.generated)
    takeWords(column.generated->value, shown.generated->value);
}

void takeWords(std::vector<IndexPart>& parts, const std::vector<IndexPart>& shown) {
  for (auto [part, other] : llvm::zip(parts, shown)) {
    if (part.value.kind != ExprKind::Column) // which may have that collation by itself
      part.collation = other.collation;
    takeWords(part.value, other.value);
  }
}

void takeWords(Index& index, const Index& shown) {
  takeWords(index.parts, shown.parts);
  takeWords(index.where, shown.where);
}

void takeWords(Constraint& constraint, const Constraint& shown) {
  if (auto* check = std::get_if<Check>(&constraint))
    if (const auto* other = std::get_if<Check>(&shown))
      takeWords(check->condition, other->condition);
  if (auto* exclude = std::get_if<Exclude>(&constraint))
    if (const auto* other = std::get_if<Exclude>(&shown)) {
      takeWords(exclude->parts, other->parts);
      takeWords(exclude->where, other->where);
    }
}

/// Names may be missing. One that is not known is none: another constraint had it, too, which was
/// not shown. Of those without one, what is shown as it was said stands for itself, and of the others
/// the first for the first.
void takeWords(std::vector<Constraint>& constraints, std::vector<Constraint> shown) {
  auto keyOf = [](const Constraint& it) { return std::pair(it.index(), baseOf(it).name); };
  std::set<std::pair<size_t, std::string>> known;
  for (const Constraint& constraint : constraints)
    known.insert(keyOf(constraint));
  for (Constraint& other : shown)
    if (!known.contains(keyOf(other)))
      baseOf(other).name.clear();
  std::vector<Constraint*> left;
  for (Constraint& constraint : constraints)
    if (auto same = llvm::find(shown, constraint); same != shown.end())
      shown.erase(same);
    else
      left.push_back(&constraint);
  for (Constraint* constraint : left) {
    auto isOther = [&](const Constraint& it) { return keyOf(it) == keyOf(*constraint); };
    if (auto other = llvm::find_if(shown, isOther); other != shown.end()) {
      takeWords(*constraint, *other);
      shown.erase(other);
    }
  }
}

void takeWords(std::vector<BoundValue>& values, const std::vector<BoundValue>& shown) {
  for (auto [value, other] : llvm::zip(values, shown))
    takeWords(value.value, other.value);
}

void takeWords(Table& table, const Table& shown) {
  for (Column& column : table.columns)
    if (const Column* other = shown.findColumn(column.name))
      takeWords(column, *other);
  takeWords(table.constraints, shown.constraints);
  for (Index& index : table.indexes)
    if (const Index* other = shown.findIndex(index.name))
      takeWords(index, *other);
  if (table.partitionBy && shown.partitionBy)
    takeWords(table.partitionBy->parts, shown.partitionBy->parts);
  if (table.partitionOf && shown.partitionOf) {
    takeWords(table.partitionOf->bound.from, shown.partitionOf->bound.from);
    takeWords(table.partitionOf->bound.to, shown.partitionOf->bound.to);
  }
}

void takeWords(Domain& domain, const Domain& shown) {
  takeWords(domain.defaultValue, shown.defaultValue);
  for (Check& check : domain.checks)
    if (const Check* other = shown.findCheck(check.name))
      takeWords(check.condition, other->condition);
}

/// What a query gives and needs is the engine's to tell, as its text is.
void takeWords(View& view, const View& shown) {
  view.columns = shown.columns;
  view.query = shown.query;
  view.texts = shown.texts;
  for (Index& index : view.indexes)
    if (const Index* other = shown.findIndex(index.name))
      takeWords(index, *other);
}

void takeWords(Opaque& object, const Opaque& shown) {
  object.texts = shown.texts;
  object.returns = shown.returns;
  object.volatility = shown.volatility;
}

void takeWords(Trigger& trigger, const Trigger& shown) {
  takeWords(trigger.when, shown.when);
  trigger.texts = shown.texts;
}

void takeWords(Schema&, const Schema&) {}
void takeWords(Extension&, const Extension&) {}
void takeWords(Enum&, const Enum&) {}
void takeWords(Sequence&, const Sequence&) {}

/// What an author leaves to the engine. Of functions, which may be thousands, an engine is not
/// asked.
void takeUnsaid(Extension& extension, const Extension& live) {
  if (extension.version.empty())
    extension.version = live.version;
  auto isLive = [&](const ExtensionMember& member) {
    return member.kind == "function" || llvm::is_contained(live.members, member);
  };
  if (llvm::all_of(extension.members, isLive))
    extension.members = live.members;
}
void takeUnsaid(auto&, const auto&) {}

/// What a text uses is said by its author as far as it matters to him.
void forgetUses(SchemaObject& object) {
  std::visit(
      [](auto& it) {
        if constexpr (requires { it.uses; })
          it.uses.clear();
      },
      object);
}

//===--- Of a table that differs ------------------------------------------===//

/// One table, as it was written and in the forms that the engine may show of it.
struct TableForms {
  const Table& written;
  const Table& expressed;
  /// In the engine's own words; null where they are not known.
  const Table* inItsWords;
  /// As it was shown; null where that tells nothing alone.
  const Table* shown;

  /// Is a part of the live table what the engine makes of its namesake? `find` gives a table's.
  template <typename T, typename Find> bool shows(const T& live, Find find) const {
    for (const Table* form : {&expressed, inItsWords, shown})
      if (const T* part = form ? find(*form) : nullptr; part && *part == live)
        return true;
    return false;
  }
};

/// The constraint of that table that stands for this one; null if there is none. An engine may call
/// a primary key as it likes.
const Constraint* counterpart(const Constraint& constraint, const Table& table) {
  for (const Constraint& each : table.constraints)
    if (each.index() == constraint.index() && (std::holds_alternative<PrimaryKey>(each) ||
                                               baseOf(each).name == baseOf(constraint).name))
      return &each;
  return nullptr;
}

/// Puts what was written in the place of what the engine makes of it.
void recogniseIndexes(std::vector<Index>& live, const TableForms& forms) {
  for (Index& index : live)
    if (const Index* written = forms.written.findIndex(index.name);
        written && forms.shows(index, [&](const Table& it) { return it.findIndex(index.name); }))
      index = *written;
}

/// The same; a dialect makes something of each constraint, and keeps their order.
void recogniseConstraints(std::vector<Constraint>& live, const TableForms& forms) {
  for (Constraint& constraint : live)
    for (size_t at = 0; at < forms.written.constraints.size(); ++at) {
      auto formOf = [&](const Table& form) {
        return &form == forms.shown ? counterpart(forms.expressed.constraints[at], form)
                                    : &form.constraints[at];
      };
      if (!forms.shows(constraint, formOf))
        continue;
      constraint = forms.written.constraints[at];
      break;
    }
}

/// What the engine holds besides what was written: the index of a key.
std::vector<Index> indexesBesides(const TableForms& forms) {
  std::vector<Index> besides;
  for (const Index& index : forms.expressed.indexes)
    if (!forms.written.findIndex(index.name))
      besides.push_back(index);
  return besides;
}

/// ... the check of an enum, which stands behind those that were written.
llvm::ArrayRef<Constraint> constraintsBesides(const TableForms& forms) {
  return llvm::ArrayRef(forms.expressed.constraints)
      .drop_front(forms.written.constraints.size());
}

/// The live table, where each of its parts that is what the engine makes of a written one is that
/// one: what differs then is what was changed, and nothing beside it.
Table recognisedParts(Table live, const TableForms& forms) {
  recogniseIndexes(live.indexes, forms);
  recogniseConstraints(live.constraints, forms);
  const llvm::ArrayRef<Constraint> checks = constraintsBesides(forms);
  const std::vector<Index> indexes = indexesBesides(forms);
  auto isHeld = [&](const Constraint& it) { return llvm::is_contained(live.constraints, it); };
  const bool holdsAll = llvm::all_of(checks, isHeld);
  for (Column& column : live.columns) {
    const Column* written = forms.written.findColumn(column.name);
    const Column* expressed = forms.expressed.findColumn(column.name);
    if (written && (holdsAll || written->type == expressed->type) &&
        forms.shows(column, [&](const Table& it) { return it.findColumn(column.name); }))
      column = *written;
  }
  if (holdsAll)
    llvm::erase_if(live.constraints,
                   [&](const Constraint& it) { return llvm::is_contained(checks, it); });
  llvm::erase_if(live.indexes, [&](const Index& it) { return llvm::is_contained(indexes, it); });
  return live;
}

//===--- Comparing --------------------------------------------------------===//

/// A type that was given as the engine's own text is shown as any other of the engine's.
Catalog withTypesRead(Catalog catalog, const Dialect& dialect) {
  auto isText = [](const Column& column) { return column.type.kind == TypeKind::Opaque; };
  const Catalog written = catalog;
  for (const auto& table : written.tables.all())
    if (llvm::any_of(table->columns, isText))
      for (Column& column : catalog.tables.edit(table->name).columns)
        if (isText(column))
          column.type = dialect.readType(column.type.words);
  return catalog;
}

class Recogniser {
public:
  Recogniser(const Catalog& reflected, const Catalog& expected, const Dialect& dialect,
             const Catalog* shown)
      : reflected_(reflected), expected_(expected), dialect_(dialect), shown_(shown),
        expressed_(withTypesRead(dialect.express(expected), dialect)) {}

  Catalog run() const {
    Catalog result = reflected_;
    for (const auto& table : expected_.tables.all())
      if (table->external || isSame(*table))
        result.tables.put(*table);
      else if (const Table* live = reflected_.tables.find(table->name))
        result.tables.put(recognisedParts(*live, *table));
    std::set<ObjectId> held;
    for (const auto& object : expressed_.objects.all())
      held.insert(idOf(*object));
    for (const auto& object : expected_.objects.all()) {
      SchemaObject wanted = dialect_.express(*object, expected_);
      if (held.contains(idOf(wanted)) && !isSame(wanted))
        continue;
      result.objects.erase(idOf(wanted)); // which may be called otherwise there
      result.objects.put(*object);
    }
    result.unknown = expected_.unknown;
    return result;
  }

private:
  bool equal(const Table& reflected, const Table& wanted) const {
    return dialect_.has(Feature::ColumnPlacement) ? reflected == wanted
                                                  : equalButForColumnOrder(reflected, wanted);
  }

  bool isSame(const Table& table) const {
    const Table* live = reflected_.tables.find(table.name);
    if (!live)
      return false;
    Table wanted = *expressed_.tables.find(table.name);
    if (equal(*live, wanted))
      return true;
    const Table* shown = shown_ ? shown_->tables.find(table.name) : nullptr;
    if (!shown)
      return false;
    Table inItsWords = wanted;
    takeWords(inItsWords, *shown);
    return equal(*live, inItsWords) || isToldAlike(*live, *shown, table, wanted);
  }

  Table recognisedParts(const Table& live, const Table& written) const {
    const Table& expressed = *expressed_.tables.find(written.name);
    const Table* shown = shown_ ? shown_->tables.find(written.name) : nullptr;
    std::optional<Table> inItsWords;
    if (shown) {
      inItsWords = expressed;
      takeWords(*inItsWords, *shown);
    }
    const bool isTold = shown && dialect_.facts().showsSeveralAlike;
    Table recognised = retort::recognisedParts(
        live, {written, expressed, inItsWords ? &*inItsWords : nullptr, isTold ? shown : nullptr});
    if (!dialect_.has(Feature::ColumnPlacement))
      orderColumns(recognised, written);
    return recognised;
  }

  /// Those that both have as they were written, before all others.
  static void orderColumns(Table& table, const Table& written) {
    llvm::stable_sort(table.columns, [&](const Column& a, const Column& b) {
      auto place = [&](const Column& column) {
        const Column* at = written.findColumn(column.name);
        return at ? at - written.columns.data() : std::ptrdiff_t(written.columns.size());
      };
      return place(a) < place(b);
    });
  }

  /// Where much is told otherwise than it was said, what the engine shows of the same table is
  /// compared as a whole, but for what it was not told there: foreign keys, with the indexes that
  /// they need, and privileges.
  bool isToldAlike(const Table& live, const Table& shown, const Table& written,
                   const Table& wanted) const {
    if (!dialect_.facts().showsSeveralAlike)
      return false;
    auto isOfKey = [&](const Index& index) {
      return wanted.findIndex(index.name) && !written.findIndex(index.name);
    };
    auto rest = [&](Table table) {
      llvm::erase_if(table.constraints, [](const Constraint& it) {
        return std::holds_alternative<ForeignKey>(it);
      });
      llvm::erase_if(table.indexes, isOfKey);
      table.grants.clear();
      return table;
    };
    auto isThere = [&](const Index& index) {
      const Index* found = live.findIndex(index.name);
      return !isOfKey(index) || (found && *found == index);
    };
    return equal(rest(live), rest(shown)) && foreignKeysOf(live) == foreignKeysOf(wanted) &&
           live.grants == wanted.grants && llvm::all_of(wanted.indexes, isThere);
  }

  /// By their names. There, RESTRICT is what an engine does that says nothing.
  static std::map<std::string, ForeignKey> foreignKeysOf(const Table& table) {
    std::map<std::string, ForeignKey> keys;
    for (const Constraint& constraint : table.constraints)
      if (const auto* key = std::get_if<ForeignKey>(&constraint)) {
        ForeignKey plain = *key;
        for (ReferentialAction* action : {&plain.onDelete, &plain.onUpdate})
          if (*action == ReferentialAction::Restrict)
            *action = ReferentialAction::NoAction;
        keys.emplace(key->name, std::move(plain));
      }
    return keys;
  }

  bool isToldAlike(SchemaObject live, SchemaObject shown, const SchemaObject& wanted) const {
    if (!dialect_.facts().showsSeveralAlike)
      return false;
    const Grants* grants = grantsOf(live);
    if (grants && *grants != *grantsOf(wanted))
      return false;
    forgetUses(shown);
    setGrants(live, {});
    setGrants(shown, {});
    return live == shown;
  }

  bool isSame(SchemaObject wanted) const {
    const SchemaObject* found = reflected_.objects.find(idOf(wanted));
    if (!found || found->index() != wanted.index())
      return false;
    SchemaObject live = *found;
    forgetUses(live);
    forgetUses(wanted);
    std::visit([&]<typename T>(T& it) { takeUnsaid(it, std::get<T>(live)); }, wanted);
    if (live == wanted)
      return true;
    const SchemaObject* shown = shown_ ? shown_->objects.find(idOf(wanted)) : nullptr;
    if (!shown || shown->index() != wanted.index())
      return false;
    std::visit([&]<typename T>(T& it) { takeWords(it, std::get<T>(*shown)); }, wanted);
    return live == wanted || isToldAlike(live, *shown, wanted);
  }

  const Catalog& reflected_;
  const Catalog& expected_;
  const Dialect& dialect_;
  const Catalog* shown_;
  const Catalog expressed_;
};

} // namespace

Catalog recognise(const Catalog& reflected, const Catalog& expected, const Dialect& dialect,
                  const Catalog* shown) {
  return Recogniser(reflected, expected, dialect, shown).run();
}

/// The ids of what `a` has, and `b` has not or otherwise.
template <typename T>
static void addDiffering(const ObjectMap<T>& a, const ObjectMap<T>& b, bool onlyMissing,
                         llvm::function_ref<ObjectId(const T&)> id, std::vector<ObjectId>& found) {
  for (const auto& object : a.all()) {
    const T* other = b.find(keyOf(*object));
    if (!other || (!onlyMissing && !(*other == *object)))
      found.push_back(id(*object));
  }
}

std::vector<ObjectId> differingObjects(const Catalog& a, const Catalog& b) {
  std::vector<ObjectId> found;
  auto tableId = [](const Table& table) { return ObjectId{ObjectKind::Table, table.name}; };
  auto objectId = [](const SchemaObject& object) { return idOf(object); };
  addDiffering<Table>(a.tables, b.tables, /*onlyMissing=*/false, tableId, found);
  addDiffering<Table>(b.tables, a.tables, /*onlyMissing=*/true, tableId, found);
  addDiffering<SchemaObject>(a.objects, b.objects, /*onlyMissing=*/false, objectId, found);
  addDiffering<SchemaObject>(b.objects, a.objects, /*onlyMissing=*/true, objectId, found);
  return found;
}

} // namespace retort
