//===- Invert.cpp - the way back of an operation --------------------------===//
//
// The inverse of a list is the list of inverses, backwards, each made against the
// catalog that its operation was applied to. So a block of actions comes back as
// one block.
//
//===----------------------------------------------------------------------===//
#include "Operation/Invert.h"

#include "Operation/AlterEnum.h"
#include "Operation/Apply.h"
#include "Operation/InvertAction.h"
#include "Operation/InvertData.h"
#include "Operation/Settle.h"
#include "Operation/Widening.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static Inverse inverseOf(Operation operation, std::vector<std::string> losses = {}) {
  return {{std::move(operation)}, std::move(losses), ""};
}

static std::string rowsOf(const QualifiedName& table) {
  return "the rows of `" + table.str() + "`";
}

/// What an object holds beside its definition.
static std::vector<std::string> dataOf(const ObjectId& id) {
  if (id.kind != ObjectKind::Sequence)
    return {};
  return {"where " + describe(id) + " stood"};
}

/// The comments and options that the columns of `part` had of their own: a column that comes
/// back in its table is a plain one in the parts.
static void restorePart(const Table& part, const Catalog& reached, std::vector<Operation>& back) {
  op::AlterTable restore{part.name, {}};
  const Table& now = *reached.tables.find(part.name);
  for (const Column& column : part.columns)
    if (const Column* own = now.findColumn(column.name); own && *own != column)
      restore.actions.push_back(op::AlterColumn{column});
  if (!restore.actions.empty())
    back.push_back(std::move(restore));
}

/// The parts that the table had before, or is given.
static std::vector<const Table*> partsOf(const op::AlterTable& alter, const Catalog& before) {
  std::vector<const Table*> parts = partitionsOf(before, alter.table);
  for (const op::TableAction& action : alter.actions)
    if (const auto* attach = std::get_if<op::AttachPartition>(&action))
      if (const Table* part = before.tables.find(attach->partition);
          part && !llvm::is_contained(parts, part))
        parts.push_back(part);
  return parts;
}

static Inverse invertAlter(const op::AlterTable& alter, const Catalog& before) {
  op::AlterTable back{alter.table, {}};
  std::vector<std::string> losses;
  Catalog catalog = before;
  for (const op::TableAction& action : alter.actions) {
    std::vector<op::TableAction> undo = invertAction(action, alter.table, catalog, losses);
    back.actions.insert(back.actions.begin(), undo.begin(), undo.end());
    apply(action, alter.table, catalog);
  }
  if (back.actions.empty())
    return {{}, std::move(losses), ""};
  Inverse result = inverseOf(std::move(back), std::move(losses));
  if (std::vector<const Table*> parts = partsOf(alter, before); !parts.empty()) {
    apply(result.operations.front(), catalog);
    for (const Table* part : parts)
      restorePart(*part, catalog, result.operations);
  }
  return result;
}

static Inverse invertAlter(const op::AlterObject& alter, const Catalog& before) {
  const SchemaObject& object = *before.objects.find(idOf(alter.to));
  Inverse result = inverseOf(op::AlterObject{object});
  const auto* domain = std::get_if<Domain>(&object);
  const Domain* to = domain ? &std::get<Domain>(alter.to) : nullptr;
  if (!domain || domain->type == to->type)
    return result;
  Catalog after = before;
  after.objects.put(*to);
  Column value;
  value.name = Domain::valueName.str();
  value.type = baseType(after, to->type);
  const Type old = baseType(before, domain->type);
  std::get<op::AlterObject>(result.operations.front()).usingValue = conversionOf(value, old);
  if (alter.usingValue || !isWidening(old, value.type))
    for (const ColumnUse& use : columnsMadeOf(before, domain->name))
      result.losses.push_back("the exact values of `" + use.table->name.str() + "." +
                              use.column->name + "`");
  return result;
}

static Inverse invertAlter(const op::AlterEnum& alter, const Catalog& before) {
  op::AlterEnum back{alter.name, {}};
  std::vector<std::string> losses;
  Catalog catalog = before;
  for (const op::EnumAction& action : alter.actions) {
    back.actions.push_back(invertAction(action, *catalog.find<Enum>(alter.name), losses));
    apply(action, alter.name, catalog);
  }
  std::reverse(back.actions.begin(), back.actions.end());
  return inverseOf(std::move(back), std::move(losses));
}

/// What the author says that the SQL does, undone.
static Inverse invertEffect(const op::RawSql& raw, const Catalog& before) {
  Inverse result;
  if (!raw.hasEffect) {
    result.impossible = "what raw SQL does is not known";
    return result;
  }
  Catalog catalog = before;
  for (const Operation& effect : raw.effect) {
    Inverse inverse = invert(effect, catalog);
    if (!inverse.impossible.empty())
      return {{}, {}, std::move(inverse.impossible)}; // a part of the way back is none
    result.operations.insert(result.operations.begin(), inverse.operations.begin(),
                             inverse.operations.end());
    llvm::append_range(result.losses, inverse.losses);
    apply(effect, catalog);
  }
  return result;
}

static Inverse invertKnown(const Operation& operation, const Catalog& before) {
  return std::visit(
      Overloaded{
          [&](const op::CreateTable& create) {
            return inverseOf(op::DropTable{create.table.name}, {rowsOf(create.table.name)});
          },
          [&](const op::DropTable& drop) {
            return inverseOf(op::CreateTable{*before.tables.find(drop.name)}, {rowsOf(drop.name)});
          },
          [&](const op::RenameTable& rename) {
            return inverseOf(op::RenameTable{{rename.from.schema, rename.to}, rename.from.name});
          },
          [&](const op::AlterTable& alter) { return invertAlter(alter, before); },
          [&](const op::DeclareExternal& it) {
            const Table* known = before.tables.find(it.table.name);
            return known ? inverseOf(op::DeclareExternal{*known})
                         : inverseOf(op::ForgetExternal{it.table.name});
          },
          [&](const op::ForgetExternal& it) {
            return inverseOf(op::DeclareExternal{*before.tables.find(it.name)});
          },
          [&](const op::CreateObject& create) {
            return inverseOf(op::DropObject{idOf(create.object)}, dataOf(idOf(create.object)));
          },
          [&](const op::DropObject& drop) {
            return inverseOf(op::CreateObject{*before.objects.find(drop.id)}, dataOf(drop.id));
          },
          [&](const op::RenameObject& rename) {
            const QualifiedName to{rename.id.name.schema, rename.to};
            return inverseOf(op::RenameObject{rename.id.renamed(to), rename.id.name.name});
          },
          [&](const op::MoveObject& move) {
            const QualifiedName to{move.schema, move.id.name.name};
            return inverseOf(
                op::MoveObject{move.id.renamed(to), move.id.name.schema, move.defaultSchema});
          },
          [&](const op::AlterObject& alter) {
            return invertAlter(alter, before);
          },
          [&](const op::AlterEnum& alter) { return invertAlter(alter, before); },
          [&](const op::RestartSequence& restart) {
            return Inverse{{}, dataOf({ObjectKind::Sequence, restart.name}), ""};
          },
          [&](const op::RawSql& raw) { return invertEffect(raw, before); },
          [&](const op::OnRows auto& data) { return invertData(data, before); },
          [](const op::IfRows&) {
            return Inverse{{}, {}, "what was done depends on rows that may be others now"};
          },
          [](const op::Unsettle&) { return Inverse(); }, // the branch itself is undone
          [](const op::LeavesNothing auto&) { return Inverse(); },
      },
      operation);
}

/// What would be known by going there and back, though it was not.
static std::optional<Unknown> findSettled(const Operation& operation, const Inverse& inverse,
                                          const Catalog& before) {
  if (std::optional<Unknown> settled = findSettled(operation, before.unknown))
    return settled;
  if (before.unknown.empty())
    return std::nullopt;
  Catalog catalog = before;
  apply(operation, catalog);
  for (const Operation& back : inverse.operations) {
    if (std::optional<Unknown> settled = findSettled(back, catalog.unknown))
      return settled;
    apply(back, catalog);
  }
  return std::nullopt;
}

Inverse invert(const Operation& operation, const Catalog& before) {
  Inverse inverse = invertKnown(operation, before);
  if (std::optional<Unknown> settled = findSettled(operation, inverse, before))
    inverse.impossible = "what " + describe(*settled) + " was is not known";
  return inverse;
}

} // namespace retort
