#include "Dialect/MySQL/TypeChange.h"

#include "Dialect/Common/Domains.h"
#include "Dialect/MySQL/AlterTable.h"
#include "Dialect/MySQL/ForeignKeyTypes.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace retort::mysql {

/// What makes the one table of the other: columns and checks that types stand for.
/// `values` says what the values of a column become that are not converted by themselves.
using Values = std::map<std::string, Expr>;
static std::vector<op::TableAction> actionsBetween(const Table& before, const Table& after,
                                                   const Values& values) {
  std::vector<op::TableAction> actions;
  for (const Constraint& constraint : before.constraints)
    if (!llvm::is_contained(after.constraints, constraint))
      actions.push_back(op::DropConstraint{constraint});
  for (const Column& column : after.columns)
    if (*before.findColumn(column.name) != column)
      actions.push_back(op::AlterColumn{column, values.contains(column.name)
                                                    ? std::optional(values.at(column.name))
                                                    : std::nullopt});
  for (const Constraint& constraint : after.constraints)
    if (!llvm::is_contained(before.constraints, constraint))
      actions.push_back(op::AddConstraint{constraint});
  return actions;
}

static void alter(const MySQL& dialect, const Table& before, const Table& after, Origin origin,
                  StatementSink& sink, DiagnosticEngine& diags, const Values& values = {}) {
  LocatedOperation block;
  op::AlterTable alter{before.name, actionsBetween(before, after, values)};
  if (alter.actions.empty())
    return;
  block.operation = std::move(alter);
  block.origin = origin;
  Catalog catalog;
  catalog.tables.put(before);
  alterTable(dialect, block, catalog, sink, diags);
}

/// The table without the foreign keys that stand aside while it changes.
static Table expressed(const MySQL& dialect, const Table& table, const Catalog& catalog,
                       llvm::ArrayRef<OwnedKey> aside) {
  Table result = dialect.express(table, catalog);
  forget(result, aside);
  return result;
}

/// The enum after one action, with the values that rows may still hold.
static Enum widened(Enum before, const op::EnumAction& action) {
  if (const auto* rename = std::get_if<op::RenameEnumValue>(&action))
    before.values.push_back(rename->to);
  return before;
}

namespace {
struct Replacement {
  std::string from;
  std::string to;
};
} // namespace

static std::optional<Replacement> replacementOf(const op::EnumAction& action) {
  if (const auto* rename = std::get_if<op::RenameEnumValue>(&action))
    return Replacement{rename->from, rename->to};
  if (const auto* drop = std::get_if<op::DropEnumValue>(&action); drop && drop->replacement)
    return Replacement{drop->value, *drop->replacement};
  return std::nullopt;
}

namespace {
/// What `alter enum` does. Where an action changes rows, the columns take the new value, the rows
/// change, the columns leave the old one; all others next to each other are one change.
class EnumChange {
public:
  EnumChange(const MySQL& dialect, const QualifiedName& name, Origin origin, StatementSink& sink,
             DiagnosticEngine& diags)
      : dialect_(dialect), name_(name), origin_(origin), sink_(sink), diags_(diags) {}

  void write(llvm::ArrayRef<op::EnumAction> actions, Catalog before) {
    while (!actions.empty()) {
      const size_t count =
          replacementOf(actions.front())
              ? 1
              : actions.take_until([](const auto& it) { return replacementOf(it); }).size();
      Catalog after = before;
      apply(op::AlterEnum{name_, actions.take_front(count).vec()}, after);
      change(actions.front(), before, after);
      before = std::move(after);
      actions = actions.drop_front(count);
    }
  }

private:
  void change(const op::EnumAction& action, const Catalog& before, const Catalog& after) {
    const std::vector<OwnedKey> aside = keysRetyped(dialect_, before, after);
    for (const OwnedKey& key : aside)
      dropKey(dialect_, key, sink_);
    change(action, before, after, aside);
    for (const OwnedKey& key : aside)
      addKey(dialect_, key, sink_);
  }

  void change(const op::EnumAction& action, const Catalog& before, const Catalog& after,
              llvm::ArrayRef<OwnedKey> aside) {
    for (const auto& table : before.tables.all()) {
      const Table oldTable = expressed(dialect_, *table, before, aside);
      const Table newTable = expressed(dialect_, *after.tables.find(table->name), after, aside);
      if (table->external || oldTable == newTable)
        continue;
      std::optional<Replacement> replacement = replacementOf(action);
      if (!replacement) {
        alter(dialect_, oldTable, newTable, origin_, sink_, diags_);
        continue;
      }
      Catalog between = before;
      between.objects.put(widened(*before.find<Enum>(name_), action));
      const Table wide = expressed(dialect_, *table, between, aside);
      alter(dialect_, oldTable, wide, origin_, sink_, diags_);
      replace(*table, before, *replacement);
      alter(dialect_, wide, newTable, origin_, sink_, diags_);
    }
  }

  void replace(const Table& table, const Catalog& catalog, const Replacement& replacement) {
    for (const Column& column : table.columns) {
      const Type type = baseType(catalog, column.type);
      if (type.kind != TypeKind::Enum || type.name != name_)
        continue;
      const std::string text = dialect_.quote(column.name);
      sink_.add("UPDATE " + dialect_.quote(table.name) + " SET " + text + " = " +
                dialect_.literal(replacement.to) + " WHERE " + text + " = " +
                dialect_.literal(replacement.from));
    }
  }

  const MySQL& dialect_;
  const QualifiedName& name_;
  Origin origin_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
};
} // namespace

void changeTypes(const MySQL& dialect, const LocatedOperation& operation, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags) {
  if (const auto* change = std::get_if<op::AlterEnum>(&operation.operation))
    return EnumChange(dialect, change->name, operation.origin, sink, diags)
        .write(change->actions, before);
  Catalog after = before;
  apply(operation.operation, after);
  const std::vector<OwnedKey> aside = keysRetyped(dialect, before, after);
  for (const OwnedKey& key : aside)
    dropKey(dialect, key, sink);
  for (const auto& table : before.tables.all())
    if (!table->external)
      alter(dialect, expressed(dialect, *table, before, aside),
            expressed(dialect, *after.tables.find(table->name), after, aside), operation.origin,
            sink, diags, retypedValues(operation.operation, *table, before));
  for (const OwnedKey& key : aside)
    addKey(dialect, key, sink);
}

} // namespace retort::mysql
