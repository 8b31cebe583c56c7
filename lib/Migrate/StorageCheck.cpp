#include "Migrate/StorageCheck.h"

#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace retort {

namespace {

/// A change to the rows of a table.
struct RowChange {
  const LocatedOperation* operation;
  QualifiedName table;
  /// What the table says of itself; empty: nothing.
  std::string storage;
  /// The name under which the database knows it; nothing: the plan makes it.
  std::optional<QualifiedName> live;
};

/// Collects the changes of a plan, and follows its tables through it.
class RowChanges {
public:
  explicit RowChanges(const Dialect& dialect) : dialect_(dialect) {}

  void add(const CompiledStep& step);
  llvm::ArrayRef<RowChange> all() const { return all_; }

private:
  void follow(const Operation& operation);
  void add(const Operation& operation, const LocatedOperation& located, const Catalog& catalog);

  const Dialect& dialect_;
  std::vector<RowChange> all_;
  /// Tables that the plan has made or renamed, by the name they have now.
  std::map<QualifiedName, std::optional<QualifiedName>> live_;
};

} // namespace

void RowChanges::follow(const Operation& operation) {
  if (const auto* create = std::get_if<op::CreateTable>(&operation))
    live_[create->table.name] = std::nullopt;
  const auto* rename = std::get_if<op::RenameTable>(&operation);
  if (!rename)
    return;
  auto before = live_.find(rename->from);
  live_[{rename->from.schema, rename->to}] = before == live_.end() ? rename->from : before->second;
}

void RowChanges::add(const Operation& operation, const LocatedOperation& located,
                     const Catalog& catalog) {
  auto addTable = [&](const QualifiedName& name) {
    const Table* table = catalog.tables.find(name);
    auto known = live_.find(name);
    all_.push_back({&located, name, table ? dialect_.storageOf(*table) : "",
                    known == live_.end() ? name : known->second});
  };
  if (const auto* insert = std::get_if<op::Insert>(&operation))
    addTable(insert->table);
  else if (const auto* update = std::get_if<op::Update>(&operation))
    addTable(update->table);
  else if (const auto* remove = std::get_if<op::Delete>(&operation))
    addTable(remove->table);
  else if (const auto* branches = std::get_if<op::IfRows>(&operation))
    for (const std::vector<Operation>* branch : {&branches->then, &branches->otherwise})
      for (const Operation& inner : *branch)
        add(inner, located, catalog);
}

void RowChanges::add(const CompiledStep& step) {
  Catalog catalog = step.schema;
  for (const CompiledOperation& compiled : step.section.operations) {
    const Operation& operation = compiled.operation.operation;
    if (!compiled.operation.repeatable)
      add(operation, compiled.operation, catalog);
    follow(operation);
    apply(operation, catalog);
  }
}

namespace {
/// What stores the tables of a database.
class Storages {
public:
  /// Of a database that is not at hand nothing is known.
  static llvm::Expected<Storages> read(const Dialect& dialect, Connection* connection,
                                       llvm::ArrayRef<QualifiedName> tables);

  /// Of new tables where the table is not there; empty: it is not known.
  std::string of(const std::optional<QualifiedName>& table) const {
    auto found = table ? tables_.find(*table) : tables_.end();
    return found == tables_.end() ? ofNew_ : found->second;
  }

private:
  std::map<QualifiedName, std::string> tables_;
  std::string ofNew_;
};
} // namespace

llvm::Expected<Storages> Storages::read(const Dialect& dialect, Connection* connection,
                                        llvm::ArrayRef<QualifiedName> tables) {
  Storages storages;
  if (!connection)
    return storages;
  llvm::Expected<ResultSet> result = connection->query(dialect.storageQuery(tables));
  if (!result)
    return result.takeError();
  for (const std::vector<Value>& row : result->rows) {
    const QualifiedName name{row.at(0).value_or(""), row.at(1).value_or("")};
    (name.name.empty() ? storages.ofNew_ : storages.tables_[name]) = row.at(2).value_or("");
  }
  return storages;
}

llvm::Error checkStorage(llvm::ArrayRef<CompiledStep> steps, const Books& books,
                         const Dialect& dialect, Connection* connection, DiagnosticEngine& diags) {
  if (dialect.storageQuery({}).empty())
    return llvm::Error::success();
  RowChanges changes(dialect);
  for (const CompiledStep& step : steps)
    changes.add(step);
  const QualifiedName own[] = {books.versions().name(), books.audit().name()};
  std::vector<QualifiedName> tables(std::begin(own), std::end(own));
  for (const RowChange& change : changes.all())
    if (change.live && !llvm::is_contained(tables, *change.live))
      tables.push_back(*change.live);
  llvm::Expected<Storages> storages = Storages::read(dialect, connection, tables);
  if (!storages)
    return storages.takeError();
  for (const QualifiedName& name : own)
    if (std::string storage = storages->of(name); !dialect.rollsBack(storage))
      diags.report(diag::NotTransactional, {}, name.str(), storage)
          .help("it is retort's own: let an engine store it that has transactions");
  for (const RowChange& change : changes.all()) {
    const std::string storage = change.storage.empty() ? storages->of(change.live) : change.storage;
    if (!dialect.rollsBack(storage))
      diags.report(diag::NotTransactional, change.operation->origin, change.table.str(), storage)
          .help("if it does no harm to run this again: `repeatable { ... }` around it");
  }
  return llvm::Error::success();
}

} // namespace retort
