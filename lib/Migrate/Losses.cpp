//===- Losses.cpp - what running operations takes away for good -----------===//
//
// An operation that destroys something is one whose inverse says that it does not come
// back. Those that make something are left out: their inverses lose it, they do not.
//
//===----------------------------------------------------------------------===//
#include "Migrate/Losses.h"

#include "Operation/Apply.h"
#include "Operation/Invert.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static bool destroys(const op::TableAction& action) {
  return std::visit(Overloaded{
                        [](const op::AddColumn&) { return false; },
                        [](const op::DropColumn&) { return true; },
                        [](const op::RenameColumn&) { return false; },
                        [](const op::AlterColumn&) { return true; },
                        [](const op::RestartIdentity&) { return true; },
                        [](const op::AddConstraint&) { return false; },
                        [](const op::DropConstraint&) { return false; },
                        [](const op::RenameConstraint&) { return false; },
                        [](const op::ValidateConstraint&) { return false; },
                        [](const op::PromoteIndex&) { return false; },
                        [](const op::SetConstraintComment&) { return false; },
                        [](const op::AddIndex&) { return false; },
                        [](const op::DropIndex&) { return false; },
                        [](const op::RenameIndex&) { return false; },
                        [](const op::SetIndexComment&) { return false; },
                        [](const op::SetTableOptions&) { return false; },
                        [](const op::SetTableComment&) { return false; },
                        [](const op::AttachPartition&) { return false; },
                        [](const op::DetachPartition&) { return false; },
                        [](const op::GrantPrivileges&) { return false; },
                        [](const op::RevokePrivileges&) { return false; },
                    },
                    action);
}

static bool destroys(const Operation& operation) {
  return std::visit(Overloaded{
                        [](const op::CreateTable&) { return false; },
                        [](const op::DropTable&) { return true; },
                        [](const op::RenameTable&) { return false; },
                        [](const op::AlterTable&) { return true; },
                        [](const op::DeclareExternal&) { return false; },
                        [](const op::ForgetExternal&) { return false; },
                        [](const op::CreateObject&) { return false; },
                        [](const op::DropObject&) { return true; },
                        [](const op::RenameObject&) { return false; },
                        [](const op::MoveObject&) { return false; },
                        [](const op::AlterObject&) { return true; },
                        [](const op::AlterEnum&) { return true; },
                        [](const op::RestartSequence&) { return true; },
                        [](const op::RawSql&) { return false; },
                        [](const op::OnRows auto&) { return true; },
                        [](const op::IfRows&) { return true; },
                        [](const op::Unsettle&) { return false; },
                        [](const op::LeavesNothing auto&) { return false; },
                    },
                    operation);
}

/// One operation for each action, so that each can be asked alone.
static std::vector<Operation> divided(const Operation& operation) {
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  if (!alter)
    return {operation};
  std::vector<Operation> parts;
  for (const op::TableAction& action : alter->actions)
    parts.push_back(op::AlterTable{alter->table, {action}});
  return parts;
}

std::vector<std::string> lossesOf(llvm::ArrayRef<LocatedOperation> operations, Catalog catalog) {
  std::vector<std::string> losses;
  for (const LocatedOperation& located : operations)
    for (const Operation& part : divided(located.operation)) {
      const auto* alter = std::get_if<op::AlterTable>(&part);
      if (alter ? destroys(alter->actions.front()) : destroys(part))
        for (std::string& loss : invert(part, catalog).losses)
          if (!llvm::is_contained(losses, loss))
            losses.push_back(std::move(loss));
      apply(part, catalog);
    }
  return losses;
}

} // namespace retort
