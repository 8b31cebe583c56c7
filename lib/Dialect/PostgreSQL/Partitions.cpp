#include "Dialect/PostgreSQL/Partitions.h"

#include "Dialect/Common/AutomaticNames.h"
#include "Dialect/Common/Ddl.h"
#include "Dialect/Common/Support.h"
#include "Dialect/PostgreSQL/PendingAlter.h"
#include "Dialect/PostgreSQL/Settings.h"
#include "Dialect/PostgreSQL/TableWriter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::postgresql {

//===--- Clauses ----------------------------------------------------------===//

std::string partitionByClause(const PostgreSQL& dialect, const Table& table) {
  if (!table.partitionBy)
    return "";
  const PartitionKey& key = *table.partitionBy;
  return " PARTITION BY " + spelling(key.method).upper() + " " + indexParts(dialect, key.parts);
}

static std::string boundValues(const PostgreSQL& dialect, const std::vector<BoundValue>& values) {
  auto texts = llvm::map_range(values, [&](const BoundValue& it) -> std::string {
    if (it.value)
      return dialect.spell(*it.value);
    return it.isMaximum ? "MAXVALUE" : "MINVALUE";
  });
  return "(" + llvm::join(texts, ", ") + ")";
}

std::string boundClause(const PostgreSQL& dialect, const PartitionBound& bound) {
  if (bound.isDefault)
    return "DEFAULT";
  if (!bound.modulus.empty())
    return "FOR VALUES WITH (MODULUS " + bound.modulus + ", REMAINDER " + bound.remainder + ")";
  if (bound.to.empty())
    return "FOR VALUES IN " + boundValues(dialect, bound.from);
  return "FOR VALUES FROM " + boundValues(dialect, bound.from) + " TO " +
         boundValues(dialect, bound.to);
}

/// What the engine calls an index of a part that it makes itself.
static std::string automaticIndexName(const Table& table, const Index& index) {
  auto names = llvm::map_range(index.parts, [](const IndexPart& part) -> std::string {
    return part.value.kind == ExprKind::Column ? part.value.text : "expr";
  });
  const std::string columns = llvm::join(names, "_");
  std::string name = automaticName(table.name.name, columns, "idx");
  for (unsigned n = 1; table.findIndex(name); ++n)
    name = automaticName(table.name.name, columns, "idx" + std::to_string(n));
  return name;
}

static bool isIndex(const Constraint& constraint) {
  return !std::holds_alternative<Check>(constraint) &&
         !std::holds_alternative<ForeignKey>(constraint);
}

/// The indexes that a part has of its table are the engine's to call: those that it brings along
/// are called as if they had been made with it.
void attachPartition(const PostgreSQL& dialect, const QualifiedName& table,
                     const op::AttachPartition& attach, const Catalog& before,
                     StatementSink& sink) {
  Table part = dialect.express(*before.tables.find(attach.partition), before);
  auto rename = [&](const std::string& from, const std::string& to) {
    if (from == to)
      return;
    sink.add("ALTER INDEX " + besideTable(dialect, part.name, from) + " RENAME TO " +
             dialect.quote(to));
  };
  for (const std::string& name : attach.inherits) {
    if (Constraint* constraint = part.findConstraint(name); constraint && isIndex(*constraint)) {
      baseOf(*constraint).name.clear();
      const std::string to = constraintName(part, *constraint);
      rename(name, to);
      baseOf(*constraint).name = to;
    } else if (Index* index = part.findIndex(name)) {
      index->name.clear();
      const std::string to = automaticIndexName(part, *index);
      rename(name, to);
      index->name = to;
    }
  }
  sink.add("ALTER TABLE " + dialect.quote(table) + " ATTACH PARTITION " +
           dialect.quote(attach.partition) + " " + boundClause(dialect, attach.bound));
}

//===--- Detach -----------------------------------------------------------===//

namespace {
class Detachment {
public:
  Detachment(const PostgreSQL& dialect, const QualifiedName& table,
             const op::DetachPartition& detach, const Catalog& before, StatementSink& sink)
      : dialect_(dialect), table_(table), detach_(detach), before_(before),
        partition_(*before.tables.find(detach.partition)), sink_(sink),
        concurrently_(detach.concurrently && dialect.has(Feature::ConcurrentDetach)) {}

  void write();

private:
  void nameItems();
  void forgetStorage();
  void forgetNumbering();
  void nameIndex(const QualifiedName& owner, const std::string& inherited, const std::string& name);
  std::string goneName(const std::string& name) const { return "__gone_" + name; }
  void dropLeftovers();
  std::string boundCheckName() const;

  const PostgreSQL& dialect_;
  const QualifiedName& table_;
  const op::DetachPartition& detach_;
  const Catalog& before_;
  const Table& partition_;
  StatementSink& sink_;
  bool concurrently_;
  std::vector<std::string> leftovers_; // clauses, or whole statements
};
} // namespace

static const std::string& nameOf(const Constraint& constraint) {
  return baseOf(constraint).name;
}
static const std::string& nameOf(const Index& index) {
  return index.name;
}
static void setName(Constraint& constraint, const std::string& name) {
  baseOf(constraint).name = name;
}
static void setName(Index& index, const std::string& name) {
  index.name = name;
}
static void clearComment(Constraint& constraint) {
  baseOf(constraint).comment.clear();
}
static void clearComment(Index& index) {
  index.comment.clear();
}

/// The one of `kept` that is made of `inherited`; null if there is none.
template <typename Item>
static const Item* findKept(const std::vector<Item>& kept, const Item& inherited) {
  for (const Item& item : kept) {
    Item same = inherited;
    Item other = item;
    setName(same, nameOf(item));
    clearComment(same);
    clearComment(other);
    if (same == other)
      return &item;
  }
  return nullptr;
}

/// The engine has called the index of a part itself, or it kept the name that it had before:
/// only its origin tells which it is.
void Detachment::nameIndex(const QualifiedName& owner, const std::string& inherited,
                           const std::string& name) {
  const QualifiedName parent{owner.schema, inherited};
  auto regclass = [&](const QualifiedName& it) {
    return dialect_.literal(dialect_.quote(it)) + "::regclass";
  };
  sink_.add("DO $$\nDECLARE\n  statement text;\nBEGIN\n  FOR statement IN\n"
            "    WITH RECURSIVE made AS (\n      SELECT " +
                regclass(parent) +
                "::oid AS oid\n      UNION ALL\n"
                "      SELECT i.inhrelid FROM pg_inherits AS i JOIN made ON made.oid = i.inhparent\n"
                "    )\n    SELECT format('ALTER INDEX %s RENAME TO %I', c.oid::regclass, " +
                dialect_.literal(name) +
                ")\n    FROM made JOIN pg_index AS x ON x.indexrelid = made.oid"
                " JOIN pg_class AS c ON c.oid = made.oid\n    WHERE x.indrelid = " +
                regclass(detach_.partition) + " AND c.relname <> " + dialect_.literal(name) +
                "\n  LOOP\n    EXECUTE statement;\n  END LOOP;\nEND\n$$",
            "call the index of the part `" + name + "`");
}

void Detachment::nameItems() {
  for (const Table* owner = &partition_; owner->partitionOf;) {
    owner = before_.tables.find(owner->partitionOf->table);
    const Table expressed = dialect_.express(*owner, before_);
    for (const Constraint& constraint : expressed.constraints) {
      const Constraint* kept = findKept(detach_.constraints, constraint);
      const std::string name = kept ? nameOf(*kept) : goneName(nameOf(constraint));
      if (isIndex(constraint))
        nameIndex(owner->name, nameOf(constraint), name);
      if (!kept)
        leftovers_.push_back("ALTER TABLE " + dialect_.quote(partition_.name) + " DROP CONSTRAINT " +
                             dialect_.quote(isIndex(constraint) ? name : nameOf(constraint)));
    }
    for (const Index& index : expressed.indexes) {
      const Index* kept = findKept(detach_.indexes, index);
      const std::string name = kept ? kept->name : goneName(index.name);
      nameIndex(owner->name, index.name, name);
      if (!kept)
        leftovers_.push_back("DROP INDEX " + besideTable(dialect_, partition_.name, name));
    }
  }
}

/// A part that leaves while others are written stays checked against its bound, by a check that
/// the engine makes, and calls like any other.
std::string Detachment::boundCheckName() const {
  std::vector<std::string> columns;
  for (const Table* part = &partition_; part->partitionOf;) {
    part = before_.tables.find(part->partitionOf->table);
    for (const std::string& name : columnsOf(*part->partitionBy))
      if (!llvm::is_contained(columns, name))
        columns.push_back(name);
  }
  Table table = dialect_.express(partition_, before_); // which names its constraints
  llvm::append_range(table.constraints, detach_.constraints);
  const std::string column = columns.size() == 1 ? columns.front() : "";
  std::string name = automaticName(table.name.name, column, "check");
  for (unsigned n = 1; table.findConstraint(name); ++n)
    name = automaticName(table.name.name, column, "check" + std::to_string(n));
  return name;
}

void Detachment::dropLeftovers() {
  for (std::string& statement : leftovers_)
    sink_.add(std::move(statement));
  if (concurrently_)
    sink_.add("ALTER TABLE " + dialect_.quote(partition_.name) + " DROP CONSTRAINT IF EXISTS " +
                  dialect_.quote(boundCheckName()),
              "the check that stands for the bound");
}

/// A part that was made with its table is stored as that, and goes on.
void Detachment::forgetStorage() {
  PendingAlter pending("ALTER TABLE " + dialect_.quote(partition_.name), sink_);
  const Table* whole = before_.tables.find(partition_.partitionOf->table);
  for (const Column& column : partition_.columns)
    if (const Column* same = whole->findColumn(column.name)) {
      Column made = column;
      made.options.insert(same->options.begin(), same->options.end());
      alterColumnSettings(dialect_, &made, column, pending);
    }
  pending.flush();
}

/// ... and numbers its rows by the sequence of that.
void Detachment::forgetNumbering() {
  for (const Table* whole = &partition_; whole->partitionOf;) {
    whole = before_.tables.find(whole->partitionOf->table);
    for (const Column& column : whole->columns) {
      const Column* own = partition_.findColumn(column.name);
      if (column.identity && column.identity->kind == IdentityKind::BySequence && own &&
          !own->defaultValue)
        leftovers_.push_back("ALTER TABLE " + dialect_.quote(partition_.name) + " ALTER COLUMN " +
                             dialect_.quote(column.name) + " DROP DEFAULT");
    }
  }
}

void Detachment::write() {
  nameItems();
  forgetNumbering();
  Statement& statement =
      sink_.add("ALTER TABLE " + dialect_.quote(table_) + " DETACH PARTITION " +
                dialect_.quote(detach_.partition) + (concurrently_ ? " CONCURRENTLY" : ""));
  statement.transactional = !concurrently_;
  forgetStorage();
  dropLeftovers();
}

void detachPartition(const PostgreSQL& dialect, const QualifiedName& table,
                     const op::DetachPartition& detach, const Catalog& before,
                     StatementSink& sink) {
  Detachment(dialect, table, detach, before, sink).write();
}

//===--- Checks -----------------------------------------------------------===//

bool checkPartitioned(const PostgreSQL& dialect, const Table& table, const Constraint& constraint,
                      Origin origin, DiagnosticEngine& diags) {
  if (!table.partitionBy)
    return true;
  if (std::holds_alternative<Exclude>(constraint) &&
      !dialect.has(Feature::PartitionedExclusions)) {
    reportLack(Feature::PartitionedExclusions, dialect, origin, diags)
        .help("or give each partition its own");
    return false;
  }
  if (const auto* key = std::get_if<ForeignKey>(&constraint); key && key->notValid) {
    diags
        .report(diag::NotInDialect, origin, dialect.displayName(),
                "foreign keys of partitioned tables that are `not valid`")
        .help("leave `not valid` out");
    return false;
  }
  return true;
}

} // namespace retort::postgresql
