#include "Migrate/LiveSchema.h"

#include "Catalog/References.h"
#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {
namespace {

//===--- What is tried out ------------------------------------------------===//

/// The part of a catalog that objects need in order to be made, and nothing that has no words of
/// the engine's own: foreign keys, privileges and owners.
class Excerpt {
public:
  explicit Excerpt(const Catalog& all) : all_(all) {}

  void add(const ObjectId& id) {
    if (const Table* table = all_.tables.find(id.name); table && isReadable(id.kind))
      addTable(*table);
    else if (const SchemaObject* object = all_.objects.find(id))
      addObject(*object);
    addSchema(id.name.schema);
  }

  Catalog take() && { return std::move(excerpt_); }

private:
  void addTable(const Table& table) {
    if (excerpt_.tables.find(table.name))
      return;
    Table copy = table;
    copy.external = false;
    copy.grants.clear();
    copy.options.erase("postgresql.tablespace");
    llvm::erase_if(copy.constraints, [](const Constraint& constraint) {
      return std::holds_alternative<ForeignKey>(constraint);
    });
    excerpt_.tables.put(std::move(copy));
    if (table.partitionOf)
      add({ObjectKind::Table, table.partitionOf->table});
    for (const ObjectId& need : needsOf(table, all_))
      add(need);
  }

  void addObject(SchemaObject object) {
    if (excerpt_.objects.find(idOf(object)))
      return;
    if (grantsOf(object))
      setGrants(object, {});
    if (auto* sequence = std::get_if<Sequence>(&object))
      sequence->owner = {};
    excerpt_.objects.put(object);
    if (const auto* trigger = std::get_if<Trigger>(&object))
      add(readableId(all_, trigger->table));
    if (const auto* opaque = std::get_if<Opaque>(&object); opaque && !opaque->table.name.empty())
      add(readableId(all_, opaque->table));
    for (const ObjectId& need : needsOf(object, all_))
      add(need);
  }

  /// One that is not declared is there all the same.
  void addSchema(const std::string& name) {
    if (!name.empty() && !excerpt_.objects.find({ObjectKind::Schema, {"", name}}))
      excerpt_.objects.put(Schema{{"", name}, "", {}});
  }

  const Catalog& all_;
  Catalog excerpt_;
};

//===--- Trying it out ----------------------------------------------------===//

/// Makes what can be made, and leaves out what the engine refuses: it is then not shown.
void makeAll(const Catalog& wanted, Connection& session, const Dialect& dialect) {
  Catalog made;
  for (const Operation& operation : diff({}, wanted).operations) {
    LocatedOperation located;
    located.operation = operation;
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    dialect.lower(located, made, statements, diags);
    const bool canUndo = session.inTransaction();
    if (canUndo)
      llvm::consumeError(session.execute("SAVEPOINT retort_try").takeError());
    bool refused = diags.hasErrors();
    for (const Statement& statement : statements)
      if (llvm::Expected<uint64_t> done = session.execute(statement.sql); !done) {
        llvm::consumeError(done.takeError());
        refused = true;
        break;
      }
    if (refused && canUndo)
      llvm::consumeError(session.execute("ROLLBACK TO SAVEPOINT retort_try").takeError());
    if (!refused)
      apply(operation, made);
  }
}

llvm::Expected<std::optional<Catalog>> shownBy(Connection& connection, const Dialect& dialect,
                                               const ReflectionScope& scope,
                                               const Catalog& wanted) {
  llvm::Expected<std::unique_ptr<ScratchSchema>> scratch = connection.workInScratch();
  if (!scratch)
    return scratch.takeError();
  if (!*scratch)
    return std::nullopt;
  Connection& session = (*scratch)->session();
  makeAll(wanted, session, dialect);
  ReflectionScope all;
  all.defaultSchema = scope.defaultSchema;
  llvm::Expected<Reflection> shown = reflect(session, dialect, all);
  if (!shown)
    return shown.takeError();
  return std::move(shown->catalog);
}

} // namespace

llvm::Expected<LiveSchema> readLiveSchema(Connection& connection, const Dialect& dialect,
                                          const ReflectionScope& scope, const Catalog& expected) {
  llvm::Expected<Reflection> reflection = reflect(connection, dialect, scope);
  if (!reflection)
    return reflection.takeError();
  LiveSchema live;
  live.notRepresented = std::move(reflection->notRepresented);
  live.catalog = recognise(reflection->catalog, expected, dialect);
  Excerpt excerpt(expected);
  bool isOpen = false;
  for (const ObjectId& id : differingObjects(live.catalog, expected))
    if (contains(live.catalog, id) && contains(expected, id)) {
      excerpt.add(id);
      isOpen = true;
    }
  if (!isOpen)
    return live;
  llvm::Expected<std::optional<Catalog>> shown =
      shownBy(connection, dialect, scope, std::move(excerpt).take());
  if (!shown)
    live.notAsked = llvm::toString(shown.takeError());
  else if (*shown)
    live.catalog = recognise(reflection->catalog, expected, dialect, &**shown);
  return live;
}

} // namespace retort
