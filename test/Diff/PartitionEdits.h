//===- PartitionEdits.h - random moves of parts -----------------------------===//
//
// What no single operation may do: parts change their bounds, their tables, their division; tables
// become parts, and parts tables.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/References.h"
#include "Operation/Apply.h"
#include "Operation/Partitioning.h"
#include "Random/Random.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

class PartitionEdits {
public:
  PartitionEdits(Random& random, Catalog& catalog) : random_(random), catalog_(catalog) {}

  /// Some parts are divided in turn.
  void divideParts() {
    for (const QualifiedName& name : tables([](const Table& it) { return it.partitionOf; }))
      if (random_.chance(40) && !catalog_.tables.find(name)->partitionBy)
        divide(name);
  }

  void run() {
    for (const QualifiedName& name : tables([](const Table& it) { return it.partitionBy; }))
      if (random_.chance(30))
        giveItems(catalog_.tables.edit(name));
    for (const QualifiedName& name : tables([](const Table& it) { return it.partitionOf; }))
      if (random_.chance(45))
        movePart(name);
    for (const QualifiedName& name : tables([](const Table& it) { return !it.partitionOf; }))
      if (random_.chance(15))
        becomePart(name);
  }

  /// The columns of each part are made those of its table again, which were edited.
  void followWholes() {
    for (const QualifiedName& name : tables([](const Table& it) { return !it.partitionOf; }))
      followedBy(*catalog_.tables.find(name));
  }

private:
  template <typename Wanted> std::vector<QualifiedName> tables(const Wanted& wanted) const {
    std::vector<QualifiedName> names;
    for (const auto& table : catalog_.tables.all())
      if (!table->external && wanted(*table))
        names.push_back(table->name);
    return names;
  }

  static PartitionBound boundOf(PartitionMethod method, const std::string& number) {
    PartitionBound bound;
    if (method == PartitionMethod::Hash) {
      bound.modulus = "999";
      bound.remainder = number;
      return bound;
    }
    bound.from = {{Expr::number(number)}};
    if (method == PartitionMethod::Range)
      bound.to = {{Expr::number(number + "5")}};
    return bound;
  }
  PartitionBound someBound(const Table& whole) {
    const PartitionMethod method = whole.partitionBy->method;
    PartitionBound bound = boundOf(method, std::to_string(random_.between(100, 900)));
    if (method != PartitionMethod::Hash && random_.chance(20)) {
      bound = {};
      bound.isDefault = true;
    }
    return bound;
  }

  void divide(const QualifiedName& name) {
    Table& table = catalog_.tables.edit(name);
    const Table& whole = *catalog_.tables.find(table.partitionOf->table);
    table.partitionBy = PartitionKey{static_cast<PartitionMethod>(random_.below(3)),
                                     {whole.partitionBy->parts.front()}};
    const Table divided = table;
    for (size_t i = random_.below(3); i > 0; --i) {
      Table part;
      part.name = {name.schema, name.name + "_p" + std::to_string(i)};
      if (catalog_.tables.find(part.name))
        continue;
      for (const Column& column : divided.columns)
        part.columns.push_back(partitionColumn(column));
      part.partitionOf = PartitionOf{name, boundOf(divided.partitionBy->method, std::to_string(i))};
      catalog_.tables.put(std::move(part));
    }
  }

  /// A key, a check and an index, for its parts to have.
  void giveItems(Table& table) {
    const std::string key = columnsOf(*table.partitionBy).front();
    auto isNew = [&](const std::string& name) {
      return !table.findConstraint(name) && !table.findIndex(name);
    };
    if (random_.chance(50) && isNew("part_key")) {
      Unique unique;
      unique.name = "part_key";
      unique.columns = {key};
      table.constraints.push_back(std::move(unique));
    }
    if (random_.chance(50) && isNew("part_check")) {
      Check check;
      check.name = "part_check";
      check.condition =
          Expr::binaryOf(BinaryOperator::Greater, Expr::column(key), Expr::number("0"));
      table.constraints.push_back(std::move(check));
    }
    if (random_.chance(50) && isNew("part_index")) {
      Index index;
      index.name = "part_index";
      index.parts.emplace_back();
      index.parts.front().value = Expr::column(key);
      table.indexes.push_back(std::move(index));
    }
  }

  void movePart(const QualifiedName& name) {
    const Table& part = *catalog_.tables.find(name);
    const Table& whole = *catalog_.tables.find(part.partitionOf->table);
    const std::vector<const Table*> siblings = partitionsOf(catalog_, whole.name);
    const size_t draw = random_.below(100);
    if (draw < 35) {
      PartitionBound bound = someBound(whole);
      catalog_.tables.edit(name).partitionOf->bound = std::move(bound);
    } else if (draw < 60) {
      const QualifiedName other = random_.pick(siblings)->name;
      const PartitionOf mine = *part.partitionOf;
      const PartitionOf theirs = *catalog_.tables.find(other)->partitionOf;
      catalog_.tables.edit(name).partitionOf = theirs;
      catalog_.tables.edit(other).partitionOf = mine;
    } else {
      detach(name);
      if (draw >= 80)
        becomePart(name);
    }
  }

  void detach(const QualifiedName& name) {
    RelationNames names;
    const Table& part = *catalog_.tables.find(name);
    op::DetachPartition detach = detachmentOf(part, NameScope{naming_, catalog_, names});
    auto goes = [&](const auto&) { return random_.chance(30); };
    llvm::erase_if(detach.constraints, [&](const Constraint& it) {
      const std::string& own = baseOf(it).name;
      return goes(it) || part.findConstraint(own);
    });
    llvm::erase_if(detach.indexes, goes);
    apply(op::AlterTable{part.partitionOf->table, {std::move(detach)}}, catalog_);
  }

  /// Does nothing use it, and may it be another one?
  bool isFree(const Table& table) const {
    return !table.partitionBy &&
           foreignKeysTo(catalog_, table.name).empty() &&
           usesOf(catalog_, {ObjectKind::Table, table.name}).empty() &&
           llvm::none_of(catalog_.all<Sequence>(), [&](const Sequence* sequence) {
             return sequence->owner.table == table.name;
           });
  }

  void becomePart(const QualifiedName& name) {
    const std::vector<QualifiedName> wholes =
        tables([](const Table& it) { return it.partitionBy.has_value(); });
    if (wholes.empty() || !isFree(*catalog_.tables.find(name)))
      return;
    const Table whole = *catalog_.tables.find(random_.pick(wholes));
    if (whole.name == name)
      return;
    PartitionBound bound = someBound(whole);
    Table& table = catalog_.tables.edit(name);
    const Table before = table;
    table.columns.clear();
    for (const Column& column : whole.columns)
      table.columns.push_back(partitionColumn(column));
    table.partitionOf = PartitionOf{whole.name, std::move(bound)};
    auto isLost = [&](const std::vector<std::string>& columns) {
      return llvm::any_of(columns, [&](const std::string& column) {
        const Column* now = table.findColumn(column);
        return !now || now->type != before.findColumn(column)->type;
      });
    };
    llvm::erase_if(table.constraints, [&](const Constraint& it) {
      const bool isHad = llvm::any_of(inheritedConstraints(catalog_, table), [&](const auto& had) {
        return isMadeAs(it, had) || baseOf(it).name == baseOf(had).name;
      });
      return isHad || isLost(columnsOf(it)) || std::holds_alternative<PrimaryKey>(it) ||
             std::holds_alternative<ForeignKey>(it);
    });
    llvm::erase_if(table.indexes, [&](const Index& it) { return isLost(columnsOf(it)); });
  }

  void followedBy(const Table& whole) {
    for (const Table* each : partitionsOf(catalog_, whole.name)) {
      const QualifiedName name = each->name;
      Table part = *each;
      part.columns.clear();
      for (const Column& column : whole.columns) {
        Column own = partitionColumn(column);
        if (const Column* before = each->findColumn(column.name)) {
          own.comment = before->comment;
          own.options = before->options;
        }
        part.columns.push_back(std::move(own));
      }
      catalog_.tables.put(part);
      followedBy(part);
    }
  }

  Random& random_;
  Catalog& catalog_;
  const NamingConvention naming_;
};

} // namespace retort
