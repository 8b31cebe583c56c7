#include "Operation/Settle.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
/// One object and its parts, among what is not known.
class Settlement {
public:
  Settlement(ObjectId object, Unknowns& unknown) : object_(std::move(object)), unknown_(unknown) {}

  /// The object with all its parts.
  void whole() {
    std::erase_if(unknown_, [&](const Unknown& each) { return each.object == object_; });
  }
  void part(ObjectKind kind, const std::string& name) {
    if (!name.empty())
      unknown_.erase({object_, kind, name});
  }
  void rename(ObjectKind kind, const std::string& from, const std::string& to) {
    const bool isUnknown = unknown_.erase({object_, kind, from}) != 0;
    part(kind, to); // what may have been called so before
    if (isUnknown)
      unknown_.insert({object_, kind, to});
  }

private:
  ObjectId object_;
  Unknowns& unknown_;
};
} // namespace

void settle(const op::TableAction& action, const QualifiedName& table, Unknowns& unknown) {
  Settlement its({ObjectKind::Table, table}, unknown);
  auto constraint = [&](const Constraint& it) {
    its.part(ObjectKind::Constraint, baseOf(it).name);
  };
  std::visit(
      Overloaded{
          [&](const op::AddColumn& it) { its.part(ObjectKind::Column, it.column.name); },
          [&](const op::DropColumn& it) { its.part(ObjectKind::Column, it.name); },
          [&](const op::AlterColumn& it) { its.part(ObjectKind::Column, it.to.name); },
          [&](const op::RenameColumn& it) { its.rename(ObjectKind::Column, it.from, it.to); },
          [&](const op::AddConstraint& it) { constraint(it.constraint); },
          [&](const op::DropConstraint& it) { constraint(it.constraint); },
          [&](const op::RenameConstraint& it) {
            its.rename(ObjectKind::Constraint, it.from, it.to);
          },
          [&](const op::PromoteIndex& it) {
            its.part(ObjectKind::Index, it.index);
            constraint(it.constraint);
          },
          [&](const op::AddIndex& it) { its.part(ObjectKind::Index, it.index.name); },
          [&](const op::DropIndex& it) { its.part(ObjectKind::Index, it.name); },
          [&](const op::RenameIndex& it) { its.rename(ObjectKind::Index, it.from, it.to); },
          [](const auto&) {}, // says nothing of what a part is
      },
      action);
}

void settle(const Operation& operation, Unknowns& unknown) {
  auto whole = [&](const ObjectId& id) { Settlement(id, unknown).whole(); };
  std::visit(Overloaded{
                 [&](const op::CreateTable& it) {
                   whole({ObjectKind::Table, it.table.name});
                 },
                 [&](const op::DropTable& it) {
                   whole({ObjectKind::Table, it.name});
                 },
                 [&](const op::RenameTable& it) {
                   whole({ObjectKind::Table, {it.from.schema, it.to}});
                 },
                 [&](const op::DeclareExternal& it) {
                   whole({ObjectKind::Table, it.table.name});
                 },
                 [&](const op::ForgetExternal& it) {
                   whole({ObjectKind::Table, it.name});
                 },
                 [&](const op::CreateObject& it) { whole(idOf(it.object)); },
                 [&](const op::DropObject& it) { whole(it.id); },
                 [&](const op::AlterObject& it) { whole(idOf(it.to)); },
                 [&](const op::RenameObject& it) {
                   whole(it.id.renamed({it.id.name.schema, it.to}));
                 },
                 [&](const op::MoveObject& it) {
                   whole(it.id.renamed({it.schema, it.id.name.name}));
                 },
                 [](const auto&) {}, // makes nothing known
             },
             operation);
}

/// The first of `before` that is gone after; what is renamed is there as often.
static std::optional<Unknown> firstGone(const Unknowns& before, const Unknowns& after) {
  if (after.size() == before.size())
    return std::nullopt;
  return *llvm::find_if(before, [&](const Unknown& each) { return !after.contains(each); });
}

std::optional<Unknown> findSettled(const Operation& operation, const Unknowns& unknown) {
  if (unknown.empty())
    return std::nullopt;
  Unknowns left = unknown;
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  if (!alter) {
    settle(operation, left);
    return firstGone(unknown, left);
  }
  for (const op::TableAction& action : alter->actions) {
    const Unknowns before = left;
    settle(action, alter->table, left);
    if (std::optional<Unknown> gone = firstGone(before, left))
      return gone;
  }
  return std::nullopt;
}

} // namespace retort
