#include "Catalog/QueryWalk.h"
#include "Operation/Operation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

static std::string named(llvm::StringRef verb, ObjectKind kind) {
  return (verb + " " + spelling(kind)).str();
}

std::string nameOf(const Operation& operation) {
  return std::visit(
      Overloaded{
          [](const op::CreateTable&) -> std::string { return "create table"; },
          [](const op::DropTable&) -> std::string { return "drop table"; },
          [](const op::RenameTable&) -> std::string { return "rename table"; },
          [](const op::AlterTable&) -> std::string { return "alter table"; },
          [](const op::DeclareExternal&) -> std::string { return "declare external table"; },
          [](const op::ForgetExternal&) -> std::string { return "forget external table"; },
          [](const op::CreateObject& it) { return named("create", idOf(it.object).kind); },
          [](const op::DropObject& it) { return named("drop", it.id.kind); },
          [](const op::RenameObject& it) { return named("rename", it.id.kind); },
          [](const op::MoveObject& it) { return named("move", it.id.kind); },
          [](const op::AlterObject& it) { return named("alter", idOf(it.to).kind); },
          [](const op::AlterEnum&) -> std::string { return "alter enum"; },
          [](const op::RestartSequence&) -> std::string { return "restart sequence"; },
          [](const op::RawSql&) -> std::string { return "sql"; },
          [](const op::Insert&) -> std::string { return "insert into"; },
          [](const op::Update&) -> std::string { return "update"; },
          [](const op::Delete&) -> std::string { return "delete from"; },
          [](const op::Truncate&) -> std::string { return "truncate"; },
          [](const op::Assert&) -> std::string { return "assert"; },
          [](const op::LockTable&) -> std::string { return "lock table"; },
          [](const op::RefreshView&) -> std::string { return "refresh materialized view"; },
          [](const op::SetTimeout&) -> std::string { return "set"; },
          [](const op::SetVariable&) -> std::string { return "set"; },
          [](const op::Unsettle&) -> std::string { return "if"; },
          [](const op::IfRows&) -> std::string { return "if"; },
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
          [](const op::RestartIdentity&) -> llvm::StringRef { return "restart identity"; },
          [](const op::AddConstraint&) -> llvm::StringRef { return "add constraint"; },
          [](const op::DropConstraint&) -> llvm::StringRef { return "drop constraint"; },
          [](const op::RenameConstraint&) -> llvm::StringRef { return "rename constraint"; },
          [](const op::ValidateConstraint&) -> llvm::StringRef { return "validate constraint"; },
          [](const op::PromoteIndex&) -> llvm::StringRef { return "add constraint using index"; },
          [](const op::SetConstraintComment&) -> llvm::StringRef {
            return "comment on constraint";
          },
          [](const op::AddIndex&) -> llvm::StringRef { return "add index"; },
          [](const op::DropIndex&) -> llvm::StringRef { return "drop index"; },
          [](const op::RenameIndex&) -> llvm::StringRef { return "rename index"; },
          [](const op::SetIndexComment&) -> llvm::StringRef { return "comment on index"; },
          [](const op::SetTableOptions&) -> llvm::StringRef { return "set options"; },
          [](const op::SetTableComment&) -> llvm::StringRef { return "set comment"; },
          [](const op::AttachPartition&) -> llvm::StringRef { return "attach partition"; },
          [](const op::DetachPartition&) -> llvm::StringRef { return "detach partition"; },
          [](const op::GrantPrivileges&) -> llvm::StringRef { return "grant"; },
          [](const op::RevokePrivileges&) -> llvm::StringRef { return "revoke"; },
      },
      action);
}

static std::string quoted(const std::string& name) {
  return "`" + name + "`";
}

static std::string toFrom(const std::string& from, const std::string& to) {
  return quoted(from) + " to " + quoted(to);
}

/// "select, insert"
static std::string privilegesOf(const Grants& grants) {
  std::set<std::string> names;
  for (const Grant& grant : grants)
    names.insert(grant.privilege);
  return llvm::join(names, ", ");
}

std::string describe(const op::TableAction& action) {
  auto named = [&](const std::string& rest) { return nameOf(action).str() + " " + rest; };
  return std::visit(
      Overloaded{
          [&](const op::AddColumn& add) { return named(quoted(add.column.name)); },
          [&](const op::DropColumn& drop) { return named(quoted(drop.name)); },
          [&](const op::RenameColumn& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::AlterColumn& alter) { return named(quoted(alter.to.name)); },
          [&](const op::RestartIdentity& restart) { return named(quoted(restart.column)); },
          [&](const op::AddConstraint& add) { return "add " + describe(add.constraint); },
          [&](const op::DropConstraint& drop) { return "drop " + describe(drop.constraint); },
          [&](const op::RenameConstraint& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::ValidateConstraint& it) { return named(quoted(it.name)); },
          [&](const op::PromoteIndex& promote) {
            return "add " + describe(promote.constraint) + " using index " + quoted(promote.index);
          },
          [&](const op::SetConstraintComment& set) { return named(quoted(baseOf(set.to).name)); },
          [&](const op::AddIndex& add) { return named(quoted(add.index.name)); },
          [&](const op::DropIndex& drop) { return named(quoted(drop.name)); },
          [&](const op::RenameIndex& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::SetIndexComment& set) { return named(quoted(set.name)); },
          [&](const op::SetTableOptions&) { return nameOf(action).str(); },
          [&](const op::SetTableComment&) { return nameOf(action).str(); },
          [&](const op::AttachPartition& it) { return named(quoted(it.partition.str())); },
          [&](const op::DetachPartition& it) { return named(quoted(it.partition.str())); },
          [&](const op::GrantPrivileges& it) { return named(privilegesOf(it.grants)); },
          [&](const op::RevokePrivileges& it) { return named(privilegesOf(it.grants)); },
      },
      action);
}

llvm::StringRef nameOf(const op::EnumAction& action) {
  return std::visit(
      Overloaded{
          [](const op::AddEnumValue&) -> llvm::StringRef { return "add value"; },
          [](const op::RenameEnumValue&) -> llvm::StringRef { return "rename value"; },
          [](const op::DropEnumValue&) -> llvm::StringRef { return "drop value"; },
          [](const op::MoveEnumValue&) -> llvm::StringRef { return "move value"; },
      },
      action);
}

std::string describe(const op::EnumAction& action) {
  auto named = [&](const std::string& rest) { return nameOf(action).str() + " " + rest; };
  return std::visit(
      Overloaded{
          [&](const op::AddEnumValue& add) { return named(quoted(add.value)); },
          [&](const op::RenameEnumValue& rename) { return named(toFrom(rename.from, rename.to)); },
          [&](const op::DropEnumValue& drop) { return named(quoted(drop.value)); },
          [&](const op::MoveEnumValue& move) {
            return named(quoted(move.value) +
                         (move.before ? " before " + quoted(*move.before) : " to the end"));
          },
      },
      action);
}

static std::string describeAlter(const op::AlterTable& alter) {
  auto actions = llvm::map_range(alter.actions,
                                 [](const op::TableAction& action) { return describe(action); });
  return "alter table " + quoted(alter.table.str()) + ": " + llvm::join(actions, ", ");
}

std::string describe(const Operation& operation) {
  auto named = [&](const std::string& rest) { return nameOf(operation) + " " + rest; };
  return std::visit(
      Overloaded{
          [&](const op::CreateTable& create) { return named(quoted(create.table.name.str())); },
          [&](const op::DropTable& drop) { return named(quoted(drop.name.str())); },
          [&](const op::RenameTable& rename) {
            return named(toFrom(rename.from.str(), rename.to));
          },
          [&](const op::AlterTable& alter) { return describeAlter(alter); },
          [&](const op::DeclareExternal& it) { return named(quoted(it.table.name.str())); },
          [&](const op::ForgetExternal& it) { return named(quoted(it.name.str())); },
          [&](const op::CreateObject& it) { return "create " + describe(idOf(it.object)); },
          [&](const op::DropObject& it) { return "drop " + describe(it.id); },
          [&](const op::RenameObject& it) { return named(toFrom(it.id.name.str(), it.to)); },
          [&](const op::MoveObject& it) {
            return "move " + describe(it.id) + " to " +
                   (it.schema.empty() ? "the default schema" : "schema " + quoted(it.schema));
          },
          [&](const op::AlterObject& it) { return "alter " + describe(idOf(it.to)); },
          [&](const op::AlterEnum& alter) {
            auto actions = llvm::map_range(
                alter.actions, [](const op::EnumAction& action) { return describe(action); });
            return named(quoted(alter.name.str()) + ": " + llvm::join(actions, ", "));
          },
          [&](const op::RestartSequence& it) { return named(quoted(it.name.str())); },
          [](const op::RawSql&) { return std::string("raw SQL"); },
          [&](const op::OnRows auto& data) { return named(quoted(data.table.str())); },
          [&](const op::Assert& assertion) { return named(describe(assertion.claim)); },
          [&](const op::LockTable& lock) { return named(quoted(lock.table.str())); },
          [&](const op::RefreshView& it) { return named(quoted(it.view.str())); },
          [&](const op::SetTimeout& set) { return named(spelling(set.kind).str()); },
          [&](const op::SetVariable& set) { return named(set.dialect + "." + set.name); },
          [](const op::Unsettle& it) {
            auto names =
                llvm::map_range(it.unknown, [](const Unknown& each) { return describe(each); });
            return "not known after this `if`: " + llvm::join(names, ", ");
          },
          [&](const op::IfRows& it) {
            return named(std::string(it.negated ? "not " : "") + "exists (" +
                         print(unqualified(*it.query)) + ")");
          },
      },
      operation);
}

} // namespace retort
