#include "Operation/Operation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

llvm::StringRef nameOf(const Operation& operation) {
  return std::visit(Overloaded{
                        [](const op::CreateTable&) -> llvm::StringRef { return "create table"; },
                        [](const op::DropTable&) -> llvm::StringRef { return "drop table"; },
                        [](const op::RenameTable&) -> llvm::StringRef { return "rename table"; },
                        [](const op::AlterTable&) -> llvm::StringRef { return "alter table"; },
                        [](const op::CreateEnum&) -> llvm::StringRef { return "create enum"; },
                        [](const op::DropEnum&) -> llvm::StringRef { return "drop enum"; },
                        [](const op::RawSql&) -> llvm::StringRef { return "sql"; },
                    },
                    operation);
}

llvm::StringRef nameOf(const op::TableAction& action) {
  return std::visit(
      Overloaded{
          [](const op::AddColumn&) -> llvm::StringRef { return "add column"; },
          [](const op::DropColumn&) -> llvm::StringRef { return "drop column"; },
          [](const op::RenameColumn&) -> llvm::StringRef { return "rename column"; },
          [](const op::AlterColumn&) -> llvm::StringRef { return "alter column"; },
          [](const op::AddConstraint&) -> llvm::StringRef { return "add constraint"; },
          [](const op::DropConstraint&) -> llvm::StringRef { return "drop constraint"; },
          [](const op::RenameConstraint&) -> llvm::StringRef { return "rename constraint"; },
          [](const op::AddIndex&) -> llvm::StringRef { return "add index"; },
          [](const op::DropIndex&) -> llvm::StringRef { return "drop index"; },
          [](const op::RenameIndex&) -> llvm::StringRef { return "rename index"; },
          [](const op::SetTableComment&) -> llvm::StringRef { return "set comment"; },
      },
      action);
}

static std::string quoted(const std::string& name) {
  return "`" + name + "`";
}

static std::string toFrom(const std::string& from, const std::string& to) {
  return quoted(from) + " to " + quoted(to);
}

std::string describe(const op::TableAction& action) {
  auto named = [&](const std::string& rest) { return nameOf(action).str() + " " + rest; };
  return std::visit(
      Overloaded{
          [&](const op::AddColumn& add) { return named(quoted(add.column.name)); },
          [&](const op::DropColumn& drop) { return named(quoted(drop.name)); },
          [&](const op::RenameColumn& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::AlterColumn& alter) { return named(quoted(alter.to.name)); },
          [&](const op::AddConstraint& add) { return "add " + describe(add.constraint); },
          [&](const op::DropConstraint& drop) { return "drop " + describe(drop.constraint); },
          [&](const op::RenameConstraint& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::AddIndex& add) { return named(quoted(add.index.name)); },
          [&](const op::DropIndex& drop) { return named(quoted(drop.name)); },
          [&](const op::RenameIndex& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::SetTableComment&) { return nameOf(action).str(); },
      },
      action);
}

static std::string describeAlter(const op::AlterTable& alter) {
  auto actions = llvm::map_range(alter.actions,
                                 [](const op::TableAction& action) { return describe(action); });
  return "alter table " + quoted(alter.table.str()) + ": " + llvm::join(actions, ", ");
}

std::string describe(const Operation& operation) {
  auto named = [&](const std::string& rest) { return nameOf(operation).str() + " " + rest; };
  return std::visit(
      Overloaded{
          [&](const op::CreateTable& create) { return named(quoted(create.table.name.str())); },
          [&](const op::DropTable& drop) { return named(quoted(drop.name.str())); },
          [&](const op::RenameTable& rename) {
            return named(toFrom(rename.from.str(), rename.to));
          },
          [&](const op::AlterTable& alter) { return describeAlter(alter); },
          [&](const op::CreateEnum& create) { return named(quoted(create.type.name.str())); },
          [&](const op::DropEnum& drop) { return named(quoted(drop.name.str())); },
          [](const op::RawSql&) { return std::string("raw SQL"); },
      },
      operation);
}

} // namespace retort
