//===- Invert.cpp - the way back of an operation --------------------------===//
//
// The inverse of a list is the list of inverses, backwards, each made against the
// catalog that its operation was applied to. So a block of actions comes back as
// one block.
//
//===----------------------------------------------------------------------===//
#include "Operation/Invert.h"

#include "Operation/Apply.h"
#include "Operation/InvertAction.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static Inverse inverseOf(Operation operation, std::vector<std::string> losses = {}) {
  return {{std::move(operation)}, std::move(losses), ""};
}

static std::string rowsOf(const QualifiedName& table) {
  return "the rows of `" + table.str() + "`";
}

static Inverse invertAlter(const op::AlterTable& alter, const Catalog& before) {
  op::AlterTable back{alter.table, {}};
  std::vector<std::string> losses;
  Catalog catalog = before;
  for (const op::TableAction& action : alter.actions) {
    back.actions.push_back(invertAction(action, alter.table, catalog, losses));
    apply(action, alter.table, catalog);
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
    assert(inverse.impossible.empty() && "only raw SQL has no inverse");
    result.operations.insert(result.operations.begin(), inverse.operations.begin(),
                             inverse.operations.end());
    llvm::append_range(result.losses, inverse.losses);
    apply(effect, catalog);
  }
  return result;
}

Inverse invert(const Operation& operation, const Catalog& before) {
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
          [&](const op::CreateEnum& create) { return inverseOf(op::DropEnum{create.type.name}); },
          [&](const op::DropEnum& drop) {
            return inverseOf(op::CreateEnum{*before.enums.find(drop.name)});
          },
          [&](const op::RawSql& raw) { return invertEffect(raw, before); },
      },
      operation);
}

} // namespace retort
