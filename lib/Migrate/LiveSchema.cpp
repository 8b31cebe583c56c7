#include "Migrate/LiveSchema.h"

#include "Catalog/QueryWalk.h"
#include "Catalog/References.h"
#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Operation/Apply.h"
#include "Operation/Possible.h"

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

//===--- Views under a table's new name -----------------------------------===//

/// A table that was renamed keeps its old name as an alias in the queries of the history; an
/// engine that follows the rename has none.
class TableNames final : public QueryWalk {
public:
  explicit TableNames(bool inColumns) : inColumns_(inColumns) {}

private:
  void visit(const Column& column) override {
    if (inColumns_ && column.table)
      column.expr.qualifier = column.table->name;
  }
  void visit(FromTable& from) override {
    if (!inColumns_ && !from.isCommon)
      from.alias = from.table.name;
  }

  bool inColumns_;
};

Query withoutAliases(Query query) {
  TableNames(/*inColumns=*/true).in(query);
  TableNames(/*inColumns=*/false).in(query);
  return query;
}

/// Says the queries of those objects without aliases, and how many there are.
size_t dropAliases(llvm::ArrayRef<ObjectId> ids, Catalog& catalog) {
  size_t count = 0;
  for (const ObjectId& id : ids)
    if (catalog.objects.find(id))
      if (auto* view = std::get_if<View>(&catalog.objects.edit(id)); view && view->query) {
        view->query = QueryRef(withoutAliases(*view->query));
        ++count;
      }
  return count;
}

//===--- Trying it out ----------------------------------------------------===//

/// All or nothing, where the engine takes back what was changed.
bool make(llvm::ArrayRef<Statement> statements, Connection& session) {
  const bool canUndo = session.inTransaction();
  if (canUndo)
    llvm::consumeError(session.execute("SAVEPOINT retort_try").takeError());
  for (const Statement& statement : statements)
    if (llvm::Expected<uint64_t> done = session.execute(statement.sql); !done) {
      llvm::consumeError(done.takeError());
      if (canUndo)
        llvm::consumeError(session.execute("ROLLBACK TO SAVEPOINT retort_try").takeError());
      return false;
    }
  return true;
}

/// Makes what can be made, and leaves out what the engine refuses: it is then not shown. Only what
/// cannot be made of what is wanted alone looks beyond it: there, a function may have a twin.
void makeAll(const Catalog& wanted, ScratchSchema& scratch, const Dialect& dialect) {
  Catalog made;
  const bool canLookBeyond = scratch.lookBeyond(false);
  auto makeBeyond = [&](llvm::ArrayRef<Statement> statements) {
    if (!canLookBeyond || !scratch.lookBeyond(true))
      return false;
    const bool isMade = make(statements, scratch.session());
    scratch.lookBeyond(false);
    return isMade;
  };
  for (const Operation& operation : diff({}, wanted).operations) {
    if (!isPossible(operation, made))
      continue;
    LocatedOperation located;
    located.operation = operation;
    std::vector<Statement> statements;
    DiagnosticEngine diags;
    dialect.lower(located, made, statements, diags);
    if (!diags.hasErrors() && (make(statements, scratch.session()) || makeBeyond(statements)))
      apply(operation, made);
  }
  scratch.lookBeyond(true);
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
  makeAll(wanted, **scratch, dialect);
  ReflectionScope all;
  all.defaultSchema = scope.defaultSchema;
  llvm::Expected<Reflection> shown = reflect(session, dialect, all);
  if (!shown)
    return shown.takeError();
  return std::move(shown->catalog);
}

//===--- Reading ----------------------------------------------------------===//

/// Reflects, and recognises what it can; then asks the engine for its words.
class LiveReader {
public:
  LiveReader(Connection& connection, const Dialect& dialect, const ReflectionScope& scope,
             const Catalog& expected)
      : connection_(connection), dialect_(dialect), scope_(scope), expected_(expected) {}

  llvm::Expected<LiveSchema> read(EngineWords words) {
    llvm::Expected<Reflection> reflection = reflect(connection_, dialect_, scope_);
    if (!reflection)
      return reflection.takeError();
    live_.notRepresented = std::move(reflection->notRepresented);
    reflected_ = std::move(reflection->catalog);
    live_.catalog = recognise(reflected_, expected_, dialect_);
    if (words == EngineWords::AsRead)
      return std::move(live_);
    if (std::vector<ObjectId> open = openObjects(); !open.empty())
      show(open, expected_);
    Catalog unaliased = expected_;
    if (std::vector<ObjectId> open = openObjects(); dropAliases(open, unaliased) != 0)
      show(open, unaliased);
    showAgain();
    return std::move(live_);
  }

private:
  /// What is there, and should be, and is not yet known for the same.
  std::vector<ObjectId> openObjects() const {
    std::vector<ObjectId> open;
    for (const ObjectId& id : differingObjects(live_.catalog, expected_))
      if (contains(expected_, id) && contains(live_.catalog, liveId(id)))
        open.push_back(id);
    return open;
  }

  /// By what the engine knows it: a function by its name alone, where none has several.
  ObjectId liveId(const ObjectId& id) const {
    const SchemaObject* object = expected_.objects.find(id);
    return object ? idOf(dialect_.express(*object, expected_)) : id;
  }

  /// Some texts are written otherwise by the engine when it is told its own words, and then stay:
  /// so they are in a database that was restored from a dump.
  void showAgain() {
    Catalog inItsWords = expected_;
    std::vector<ObjectId> again;
    for (const ObjectId& id : openObjects()) {
      if (const Table* table = shown_.tables.find(id.name); table && id.kind == ObjectKind::Table) {
        Table told = *table;
        told.name = id.name;
        inItsWords.tables.put(std::move(told));
      } else if (const SchemaObject* object = shown_.objects.find(id)) {
        inItsWords.objects.put(*object);
      } else {
        continue;
      }
      again.push_back(id);
    }
    if (!again.empty())
      show(again, inItsWords);
  }

  void show(llvm::ArrayRef<ObjectId> ids, const Catalog& wanted) {
    Excerpt excerpt(wanted);
    for (const ObjectId& id : ids)
      excerpt.add(id);
    llvm::Expected<std::optional<Catalog>> shown =
        shownBy(connection_, dialect_, scope_, std::move(excerpt).take());
    if (!shown)
      live_.notAsked = llvm::toString(shown.takeError());
    else if (*shown)
      take(ids, **shown);
  }

  /// What was made along with it, because it is needed, is not asked for.
  void take(llvm::ArrayRef<ObjectId> ids, const Catalog& shown) {
    for (const ObjectId& id : ids)
      if (const Table* table = shown.tables.find(id.name); table && id.kind == ObjectKind::Table)
        shown_.tables.put(*table);
      else if (const SchemaObject* object = shown.objects.find(liveId(id)))
        shown_.objects.put(*object);
    live_.catalog = recognise(reflected_, expected_, dialect_, &shown_);
  }

  Connection& connection_;
  const Dialect& dialect_;
  const ReflectionScope& scope_;
  const Catalog& expected_;
  LiveSchema live_;
  /// As the engine holds it, and all that it has shown so far.
  Catalog reflected_;
  Catalog shown_;
};

} // namespace

llvm::Expected<LiveSchema> readLiveSchema(Connection& connection, const Dialect& dialect,
                                          const ReflectionScope& scope, const Catalog& expected,
                                          EngineWords words) {
  return LiveReader(connection, dialect, scope, expected).read(words);
}

} // namespace retort
