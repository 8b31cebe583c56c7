#include "Dialect/PostgreSQL/Enums.h"

#include "Dialect/Common/Privileges.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Dialect/PostgreSQL/TypeRebuild.h"
#include "Operation/AlterEnum.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

void createEnum(const PostgreSQL& dialect, const Enum& type, StatementSink& sink) {
  auto literals = llvm::map_range(type.values,
                                  [&](const std::string& value) { return dialect.literal(value); });
  sink.add("CREATE TYPE " + dialect.quote(type.name) + " AS ENUM (" + llvm::join(literals, ", ") +
           ")");
}

namespace {
/// Actions of one block, each run of them on the catalog that the last one left.
class EnumAlteration {
public:
  EnumAlteration(const PostgreSQL& dialect, const QualifiedName& name, const Catalog& before,
                 StatementSink& sink, DiagnosticEngine& diags)
      : dialect_(dialect), id_{ObjectKind::Enum, name}, catalog_(before), sink_(sink),
        diags_(diags) {}

  void add(const op::EnumAction& action) {
    if (!mayJoin(action))
      flush();
    pending_.push_back(action);
  }

  void flush();

private:
  const Enum& type(const Catalog& catalog) const { return *catalog.find<Enum>(id_.name); }
  bool mayJoin(const op::EnumAction& action) const;
  bool isThere(const std::string& value) const {
    return llvm::is_contained(type(catalog_).values, value);
  }

  void write(const op::AddEnumValue& add);
  void write(const op::RenameEnumValue& rename);
  void write(const op::DropEnumValue&) { llvm_unreachable("the type is made anew"); }
  void write(const op::MoveEnumValue&) { llvm_unreachable("the type is made anew"); }
  void rebuild(const Catalog& after);
  void replace(const op::DropEnumValue& drop, const QualifiedName& table, const Column& column);
  void create(const Enum& type);

  std::string alter() const { return "ALTER TYPE " + dialect_.quote(id_.name) + " "; }

  const PostgreSQL& dialect_;
  const ObjectId id_;
  Catalog catalog_; // before what is pending
  std::vector<op::EnumAction> pending_;
  StatementSink& sink_;
  DiagnosticEngine& diags_;
};

bool makesAnew(const op::EnumAction& action) {
  return std::holds_alternative<op::DropEnumValue>(action) ||
         std::holds_alternative<op::MoveEnumValue>(action);
}
} // namespace

/// The type is made anew once for all that is pending. What it does to rows it does before, by
/// the values of the old type.
bool EnumAlteration::mayJoin(const op::EnumAction& action) const {
  auto isRename = [](const op::EnumAction& it) {
    return std::holds_alternative<op::RenameEnumValue>(it);
  };
  if (isRename(action) || llvm::any_of(pending_, isRename))
    return false;
  if (const auto* add = std::get_if<op::AddEnumValue>(&action))
    return !isThere(add->value); // it is dropped meanwhile
  const auto* drop = std::get_if<op::DropEnumValue>(&action);
  return !drop || !drop->replacement || isThere(*drop->replacement);
}

void EnumAlteration::flush() {
  Catalog after = catalog_;
  for (const op::EnumAction& action : pending_)
    apply(action, id_.name, after);
  if (llvm::any_of(pending_, makesAnew))
    rebuild(after);
  else
    for (const op::EnumAction& action : pending_)
      std::visit([&](const auto& it) { write(it); }, action);
  catalog_ = std::move(after);
  pending_.clear();
}

//===--- In place ---------------------------------------------------------===//

void EnumAlteration::write(const op::AddEnumValue& add) {
  const std::string value = dialect_.literal(add.value);
  sink_
      .add(alter() + "ADD VALUE " + value +
           (add.before ? " BEFORE " + dialect_.literal(*add.before) : ""))
      .usableAfterCommit = value;
}

void EnumAlteration::write(const op::RenameEnumValue& rename) {
  sink_.add(alter() + "RENAME VALUE " + dialect_.literal(rename.from) + " TO " +
            dialect_.literal(rename.to));
}

//===--- Made anew --------------------------------------------------------===//

void EnumAlteration::replace(const op::DropEnumValue& drop, const QualifiedName& table,
                             const Column& column) {
  const std::string from = dialect_.literal(drop.value);
  const std::string to = dialect_.literal(*drop.replacement);
  const std::string name = dialect_.quote(column.name);
  sink_.add("UPDATE " + dialect_.quote(table) + " SET " + name + " = " +
            (column.type.isArray() ? "array_replace(" + name + ", " + from + ", " + to +
                                         ") WHERE " + from + " = ANY (" + name + ")"
                                   : to + " WHERE " + name + " = " + from));
}

void EnumAlteration::create(const Enum& type) {
  createEnum(dialect_, type, sink_);
  if (!type.comment.empty())
    sink_.add(comment(dialect_, "TYPE " + dialect_.quote(type.name), type.comment));
  for (std::string& statement :
       grantStatements(dialect_, grantTarget(dialect_, SchemaObject(type)), type.grants))
    sink_.add(std::move(statement));
}

void EnumAlteration::rebuild(const Catalog& after) {
  TypeRebuild rebuild(dialect_, id_, catalog_, after, sink_);
  const std::string action = describe(*llvm::find_if(pending_, makesAnew));
  if (reportObstacles(rebuild, action, id_, dialect_, sink_.origin(), diags_))
    return;
  for (const op::EnumAction& action : pending_)
    if (const auto* drop = std::get_if<op::DropEnumValue>(&action); drop && drop->replacement)
      rebuild.forEachColumn([&](const QualifiedName& table, const Column& column) {
        replace(*drop, table, column);
      });
  rebuild.write([&] { create(type(after)); },
                [&](const Column& column) {
                  std::string dimensions;
                  for (unsigned i = 0; i < column.type.arrayDepth; ++i)
                    dimensions += "[]";
                  return " USING " + dialect_.quote(column.name) + "::text" + dimensions +
                         "::" + dialect_.spell(column.type);
                });
}

void alterEnum(const PostgreSQL& dialect, const op::AlterEnum& alter, const Catalog& before,
               StatementSink& sink, DiagnosticEngine& diags) {
  EnumAlteration alteration(dialect, alter.name, before, sink, diags);
  for (const op::EnumAction& action : alter.actions)
    alteration.add(action);
  alteration.flush();
}

} // namespace retort::postgresql
