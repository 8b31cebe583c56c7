#include "Operation/Apply.h"

#include "Catalog/References.h"
#include "Operation/AlterEnum.h"
#include "Operation/Renames.h"
#include "Operation/Settle.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

static size_t placeOf(const op::AddConstraint& add, const Table& table) {
  size_t unnamed = 0;
  for (size_t at = 0; add.at && at < table.constraints.size(); ++at) {
    const Constraint& other = table.constraints[at];
    if (other.index() == add.constraint.index() && baseOf(other).name.empty() &&
        unnamed++ == *add.at)
      return at;
  }
  return table.constraints.size();
}

/// Is there a sequence that would go with the table or the column, unasked?
[[maybe_unused]] static bool ownsSequence(const Catalog& catalog, const QualifiedName& table,
                                          llvm::StringRef column = "") {
  return llvm::any_of(catalog.all<Sequence>(), [&](const Sequence* sequence) {
    return sequence->owner && sequence->owner.table == table &&
           (column.empty() || sequence->owner.column == column);
  });
}

//===--- Actions ----------------------------------------------------------===//

/// Where a column that stands `after` another goes.
static auto placeOf(std::vector<Column>& columns, const std::optional<std::string>& after) {
  if (!after)
    return columns.end();
  if (after->empty())
    return columns.begin();
  auto at = llvm::find_if(columns, [&](const Column& column) { return column.name == *after; });
  assert(at != columns.end() && "the column to stand after is resolved");
  return std::next(at);
}

/// Puts a column that is there elsewhere.
static void place(std::vector<Column>& columns, const std::string& name, const std::string& after) {
  auto at = llvm::find_if(columns, [&](const Column& column) { return column.name == name; });
  assert(name != after && "a column does not stand after itself");
  Column column = std::move(*at);
  columns.erase(at);
  columns.insert(placeOf(columns, after), std::move(column));
}

/// By its name, or by its value where it has none.
static auto find(std::vector<Constraint>& constraints, const Constraint& wanted) {
  const std::string& name = baseOf(wanted).name;
  auto at = llvm::find_if(constraints, [&](const Constraint& constraint) {
    return name.empty() ? constraint == wanted : baseOf(constraint).name == name;
  });
  assert(at != constraints.end() && "the constraint is resolved");
  return at;
}

static void attach(const op::AttachPartition& attach, const QualifiedName& table,
                   Catalog& catalog) {
  Table& partition = catalog.tables.edit(attach.partition);
  assert(!partition.partitionOf && "it is nobody's part");
  partition.partitionOf = PartitionOf{table, attach.bound};
  auto isInherited = [&](const std::string& name) {
    return llvm::is_contained(attach.inherits, name);
  };
  llvm::erase_if(partition.constraints, [&](const Constraint& it) {
    return !baseOf(it).name.empty() && isInherited(baseOf(it).name);
  });
  llvm::erase_if(partition.indexes, [&](const Index& it) { return isInherited(it.name); });
}

static void detach(const op::DetachPartition& detach, Catalog& catalog) {
  Table& partition = catalog.tables.edit(detach.partition);
  assert(partition.partitionOf && "it is a part");
  partition.partitionOf.reset();
  llvm::append_range(partition.constraints, detach.constraints);
  llvm::append_range(partition.indexes, detach.indexes);
}

/// What happens to the columns of a partitioned table happens to those of its parts, but for
/// their order: a part that was attached has its own.
static void applyToPartitions(const op::TableAction& action, const QualifiedName& table,
                              Catalog& catalog) {
  std::vector<QualifiedName> partitions;
  for (const Table* partition : partitionsOf(catalog, table))
    partitions.push_back(partition->name);
  for (const QualifiedName& partition : partitions) {
    if (const auto* add = std::get_if<op::AddColumn>(&action)) {
      op::AddColumn part = *add;
      part.column = partitionColumn(add->column);
      apply(part, partition, catalog);
    } else if (const auto* alter = std::get_if<op::AlterColumn>(&action)) {
      const Column& own = *catalog.tables.find(partition)->findColumn(alter->to.name);
      op::AlterColumn part{partitionColumn(alter->to), alter->usingValue, std::nullopt};
      part.to.comment = own.comment;
      part.to.options = own.options;
      part.to.identity = own.identity;
      apply(part, partition, catalog);
    } else if (std::holds_alternative<op::DropColumn>(action) ||
               std::holds_alternative<op::RenameColumn>(action)) {
      apply(action, partition, catalog);
    }
  }
}

void apply(const op::TableAction& action, const QualifiedName& name, Catalog& catalog) {
  assert(catalog.tables.find(name) && "the table is resolved");
  settle(action, name, catalog.unknown);
  if (catalog.tables.find(name)->partitionBy)
    applyToPartitions(action, name, catalog);
  Table& table = catalog.tables.edit(name);
  auto findIndex = [&](llvm::StringRef index) -> Index& {
    Index* found = table.findIndex(index);
    assert(found && "the index is resolved");
    return *found;
  };
  auto findConstraint = [&](llvm::StringRef constraint) -> ConstraintBase& {
    Constraint* found = table.findConstraint(constraint);
    assert(found && "the constraint is resolved");
    return baseOf(*found);
  };
  auto dropIndex = [&](llvm::StringRef index) {
    assert(table.findIndex(index) && "the index is resolved");
    llvm::erase_if(table.indexes, [&](const Index& it) { return it.name == index; });
  };
  std::visit(
      Overloaded{
          [&](const op::AddColumn& add) {
            assert(!table.findColumn(add.column.name) && "a column is added once");
            table.columns.insert(placeOf(table.columns, add.after), add.column);
          },
          [&](const op::DropColumn& drop) {
            assert(table.findColumn(drop.name) && "the column is resolved");
            assert(!isUsed(catalog, table, drop.name) && "what uses a column is dropped before it");
            assert(!ownsSequence(catalog, name, drop.name) && "a sequence is nobody's before");
            llvm::erase_if(table.columns, [&](const auto& it) { return it.name == drop.name; });
          },
          [&](const op::RenameColumn& rename) {
            assert(!table.findColumn(rename.to) && "the new name is free");
            renameColumn(catalog, name, rename.from, rename.to);
          },
          [&](const op::AlterColumn& alter) {
            Column* column = table.findColumn(alter.to.name);
            assert(column && "the column is resolved");
            *column = alter.to;
            if (alter.after)
              place(table.columns, alter.to.name, *alter.after);
          },
          [&](const op::RestartIdentity& restart) {
            assert(table.findColumn(restart.column) && "the column is resolved");
          },
          [&](const op::AddConstraint& add) {
            assert(!table.findConstraint(baseOf(add.constraint).name) && "the name is free");
            assert(!(std::holds_alternative<PrimaryKey>(add.constraint) && table.primaryKey()) &&
                   "a table has one primary key");
            table.constraints.insert(table.constraints.begin() + placeOf(add, table),
                                     add.constraint);
          },
          [&](const op::DropConstraint& drop) {
            table.constraints.erase(find(table.constraints, drop.constraint));
          },
          [&](const op::RenameConstraint& rename) { findConstraint(rename.from).name = rename.to; },
          [&](const op::ValidateConstraint& it) { findConstraint(it.name).notValid = false; },
          [&](const op::PromoteIndex& promote) {
            dropIndex(promote.index);
            table.constraints.push_back(promote.constraint);
          },
          [&](const op::SetConstraintComment& set) {
            const ConstraintBase& to = baseOf(set.to);
            findConstraint(to.name).comment = to.comment;
          },
          [&](const op::AddIndex& add) {
            assert(!table.findIndex(add.index.name) && "the name is free");
            table.indexes.push_back(add.index);
          },
          [&](const op::DropIndex& drop) { dropIndex(drop.name); },
          [&](const op::RenameIndex& rename) { findIndex(rename.from).name = rename.to; },
          [&](const op::SetIndexComment& set) { findIndex(set.name).comment = set.comment; },
          [&](const op::SetTableOptions& set) { table.options = set.options; },
          [&](const op::SetTableComment& set) { table.comment = set.comment; },
          [&](const op::AttachPartition& it) { attach(it, name, catalog); },
          [&](const op::DetachPartition& it) { detach(it, catalog); },
          [&](const op::GrantPrivileges& it) {
            table.grants.insert(it.grants.begin(), it.grants.end());
          },
          [&](const op::RevokePrivileges& it) {
            for (const Grant& grant : it.grants)
              table.grants.erase(grant);
          },
      },
      action);
}

//===--- Operations -------------------------------------------------------===//

/// A table takes its sequences along, which stand in its schema always.
static void moveSequences(Catalog& catalog, const QualifiedName& table, const std::string& schema) {
  std::vector<QualifiedName> names;
  for (const Sequence* sequence : catalog.all<Sequence>())
    if (sequence->owner && sequence->owner.table == table)
      names.push_back(sequence->name);
  for (const QualifiedName& name : names)
    renameObject(catalog, {ObjectKind::Sequence, name}, {schema, name.name});
}

static void move(Catalog& catalog, const ObjectId& id, const QualifiedName& to) {
  assert(contains(catalog, id) && "the object is resolved");
  assert(!contains(catalog, id.renamed(to)) && "the new name is free");
  renameObject(catalog, id, to);
}

void apply(const Operation& operation, Catalog& catalog) {
  settle(operation, catalog.unknown);
  std::visit(Overloaded{
                 [&](const op::CreateTable& create) {
                   assert(!catalog.tables.find(create.table.name) && "a table is created once");
                   catalog.tables.put(create.table);
                 },
                 [&](const op::DropTable& drop) {
                   // A key of another table may be left, until that goes too: the way back of two
                   // tables that refer to each other.
                   assert(!ownsSequence(catalog, drop.name) && "a sequence is nobody's before");
                   assert(partitionsOf(catalog, drop.name).empty() && "parts are dropped before");
                   [[maybe_unused]] bool existed = catalog.tables.erase(drop.name);
                   assert(existed && "the table is resolved");
                 },
                 [&](const op::RenameTable& rename) {
                   assert(catalog.tables.find(rename.from) && "the table is resolved");
                   renameObject(catalog, {ObjectKind::Table, rename.from},
                                {rename.from.schema, rename.to});
                 },
                 [&](const op::AlterTable& alter) {
                   for (const op::TableAction& action : alter.actions)
                     apply(action, alter.table, catalog);
                 },
                 [&](const op::DeclareExternal& it) {
                   assert(it.table.external && "it is somebody else's");
                   [[maybe_unused]] const Table* known = catalog.tables.find(it.table.name);
                   assert((!known || known->external) && "no table of ours is called so");
                   catalog.tables.put(it.table);
                 },
                 [&](const op::ForgetExternal& it) {
                   [[maybe_unused]] bool existed = catalog.tables.erase(it.name);
                   assert(existed && "the table is resolved");
                 },
                 [&](const op::CreateObject& create) {
                   assert(!contains(catalog, idOf(create.object)) && "an object is created once");
                   catalog.objects.put(create.object);
                 },
                 [&](const op::DropObject& drop) {
                   assert((usesOf(catalog, drop.id).empty() || sharesName(catalog, drop.id)) &&
                          "what uses an object is dropped before it");
                   [[maybe_unused]] bool existed = catalog.objects.erase(drop.id);
                   assert(existed && "the object is resolved");
                 },
                 [&](const op::RenameObject& rename) {
                   move(catalog, rename.id, {rename.id.name.schema, rename.to});
                 },
                 [&](const op::MoveObject& it) {
                   if (it.id.kind == ObjectKind::Table)
                     moveSequences(catalog, it.id.name, it.schema);
                   move(catalog, it.id, {it.schema, it.id.name.name});
                 },
                 [&](const op::AlterObject& alter) {
                   assert(contains(catalog, idOf(alter.to)) && "the object is resolved");
                   catalog.objects.put(alter.to);
                 },
                 [&](const op::AlterEnum& alter) {
                   for (const op::EnumAction& action : alter.actions)
                     apply(action, alter.name, catalog);
                 },
                 [&](const op::RestartSequence& restart) {
                   assert(catalog.find<Sequence>(restart.name) && "the sequence is resolved");
                 },
                 [&](const op::RawSql& raw) {
                   for (const Operation& effect : raw.effect)
                     apply(effect, catalog);
                 },
                 [](const op::OnRows auto&) {}, // rows are no part of a schema
                 [](const op::IfRows&) {},
                 [&](const op::Unsettle& it) {
                   catalog.unknown.insert(it.unknown.begin(), it.unknown.end());
                 },
                 [](const op::LeavesNothing auto&) {},
             },
             operation);
}

} // namespace retort
