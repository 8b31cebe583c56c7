#include "Catalog/Dump.h"

#include "Operation/Operation.h"
#include "Support/Quoting.h"

namespace retort {

static std::string placeText(const std::optional<std::string>& after) {
  if (!after)
    return "";
  return after->empty() ? " first" : " after " + quotedName(*after);
}

static std::string dump(const op::AddColumn& add) {
  std::string text = "add column " + dump(add.column);
  if (add.backfill)
    text += " backfill " + print(*add.backfill);
  if (add.batches)
    text += describe(*add.batches);
  return text + placeText(add.after);
}

static std::string dump(const op::AlterColumn& alter) {
  return "alter column " + dump(alter.to) +
         (alter.usingValue ? " using (" + print(*alter.usingValue) + ")" : "") +
         placeText(alter.after);
}

static std::string renameText(llvm::StringRef what, const std::string& from,
                              const std::string& to) {
  return "rename " + what.str() + " " + quotedName(from) + " to " + quotedName(to);
}

static llvm::StringRef concurrently(bool is) {
  return is ? " concurrently" : "";
}

static std::string dump(const op::AttachPartition& attach) {
  std::string text =
      "attach partition " + spelling(attach.partition) + " " + spelling(attach.bound);
  for (const std::string& name : attach.inherits)
    text += " inherits " + quotedName(name);
  return text;
}

static std::string dump(const op::DetachPartition& detach) {
  std::string text =
      "detach partition " + spelling(detach.partition) + concurrently(detach.concurrently).str();
  for (const Constraint& constraint : detach.constraints)
    text += "\n    with " + dump(constraint);
  for (const Index& index : detach.indexes)
    text += "\n    with " + dump(index);
  return text;
}

static std::string dump(const op::TableAction& action) {
  return std::visit(
      Overloaded{
          [](const op::AddColumn& add) { return dump(add); },
          [](const op::DropColumn& drop) { return "drop column " + quotedName(drop.name); },
          [](const op::RenameColumn& it) { return renameText("column", it.from, it.to); },
          [](const op::AlterColumn& alter) { return dump(alter); },
          [](const op::RestartIdentity& restart) {
            return "restart identity " + quotedName(restart.column) +
                   (restart.at.empty() ? "" : " at " + restart.at);
          },
          [](const op::AddConstraint& add) {
            return "add " + dump(add.constraint) +
                   (add.at ? " behind " + std::to_string(*add.at) : "");
          },
          // Whole, so that an unnamed one can be told from others.
          [](const op::DropConstraint& drop) { return "drop " + dump(drop.constraint); },
          [](const op::RenameConstraint& it) { return renameText("constraint", it.from, it.to); },
          [](const op::ValidateConstraint& it) {
            return "validate constraint " + quotedName(it.name);
          },
          [](const op::PromoteIndex& promote) {
            return "add " + dump(promote.constraint) + " using index " + quotedName(promote.index);
          },
          [](const op::SetConstraintComment& set) { return "set comment of " + dump(set.to); },
          [](const op::AddIndex& add) {
            return "add " + dump(add.index) + concurrently(add.concurrently).str();
          },
          [](const op::DropIndex& drop) {
            return "drop index " + quotedName(drop.name) + concurrently(drop.concurrently).str();
          },
          [](const op::RenameIndex& it) { return renameText("index", it.from, it.to); },
          [](const op::SetIndexComment& set) {
            return "comment on index " + quotedName(set.name) + " " + quotedText(set.comment);
          },
          [](const op::SetTableOptions& set) { return "set options " + dump(set.options); },
          [](const op::SetTableComment& set) { return "set comment " + quotedText(set.comment); },
          [](const op::AttachPartition& it) { return dump(it); },
          [](const op::DetachPartition& it) { return dump(it); },
          [](const op::GrantPrivileges& it) { return "grant " + dump(it.grants); },
          [](const op::RevokePrivileges& it) { return "revoke " + dump(it.grants); },
      },
      action);
}

static std::string dump(const op::AlterTable& alter) {
  std::string text = "alter table " + spelling(alter.table) + "\n";
  for (const op::TableAction& action : alter.actions)
    text += "  " + dump(action) + "\n";
  if (!alter.options.empty())
    text += "  with " + dump(alter.options) + "\n";
  return text;
}

static std::string dump(const op::EnumAction& action) {
  return std::visit(Overloaded{
                        [](const op::AddEnumValue& it) {
                          return "add value " + quotedText(it.value) +
                                 (it.before ? " before " + quotedText(*it.before) : "");
                        },
                        [](const op::RenameEnumValue& it) {
                          return "rename value " + quotedText(it.from) + " to " + quotedText(it.to);
                        },
                        [](const op::DropEnumValue& it) {
                          return "drop value " + quotedText(it.value) +
                                 (it.replacement ? " using " + quotedText(*it.replacement) : "");
                        },
                        [](const op::MoveEnumValue& it) {
                          return "move value " + quotedText(it.value) +
                                 (it.before ? " before " + quotedText(*it.before) : " last");
                        },
                    },
                    action);
}

static std::string dump(const op::AlterEnum& alter) {
  std::string text = "alter enum " + spelling(alter.name) + "\n";
  for (const op::EnumAction& action : alter.actions)
    text += "  " + dump(action) + "\n";
  return text;
}

static std::string dump(const op::RawSql& raw) {
  std::string text = "sql " + quotedText(raw.text);
  if (raw.doneWhen)
    text += " done when " + describe(*raw.doneWhen);
  text += "\n";
  if (!raw.hasEffect)
    return text;
  text += "as\n";
  for (const Operation& effect : raw.effect)
    text += dump(effect);
  return text + "end\n";
}

static std::string dump(const op::IfRows& condition) {
  std::string text = describe(Operation(condition)) + "\n";
  for (const Operation& each : condition.then)
    text += dump(each);
  if (!condition.otherwise.empty())
    text += "else\n";
  for (const Operation& each : condition.otherwise)
    text += dump(each);
  return text + "end\n";
}

std::string dump(const Operation& operation) {
  return std::visit(
      Overloaded{
          [](const op::CreateTable& create) { return "create " + dump(create.table); },
          [](const op::DropTable& drop) { return "drop table " + spelling(drop.name) + "\n"; },
          [](const op::RenameTable& rename) {
            return "rename table " + spelling(rename.from) + " to " + quotedName(rename.to) + "\n";
          },
          [](const op::AlterTable& alter) { return dump(alter); },
          [](const op::DeclareExternal& it) { return "declare " + dump(it.table); },
          [](const op::ForgetExternal& it) {
            return "forget external table " + spelling(it.name) + "\n";
          },
          [](const op::CreateObject& it) { return "create " + dump(it.object) + "\n"; },
          [](const op::DropObject& it) { return "drop " + spelling(it.id) + "\n"; },
          [](const op::RenameObject& it) {
            return "rename " + spelling(it.id) + " to " + quotedName(it.to) + "\n";
          },
          [](const op::MoveObject& it) {
            return "move " + spelling(it.id) + " to schema " + quotedName(it.schema) + "\n";
          },
          [](const op::AlterObject& it) {
            return "alter " + dump(it.to) + concurrently(it.concurrently).str() +
                   (it.usingValue ? " using (" + print(*it.usingValue) + ")" : "") + "\n";
          },
          [](const op::AlterEnum& alter) { return dump(alter); },
          [](const op::RestartSequence& it) {
            return "restart sequence " + spelling(it.name) + (it.at ? " at " + *it.at : "") + "\n";
          },
          [](const op::RawSql& raw) { return dump(raw); },
          [](const op::OnRows auto& data) { return op::dump(data); },
          [](const op::IfRows& it) { return dump(it); },
          [](const op::Unsettle& it) {
            std::string text;
            for (const Unknown& each : it.unknown)
              text += "unknown " + spelling(each) + "\n";
            return text;
          },
          [](const op::LeavesNothing auto& it) { return op::dump(it); },
      },
      operation);
}

} // namespace retort
