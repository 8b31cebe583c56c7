#include "Migrate/DriftCheck.h"

#include "Catalog/References.h"
#include "Diff/Diff.h"
#include "Diff/Recognise.h"
#include "Migrate/LiveSchema.h"
#include "Operation/Apply.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <set>

namespace retort {
namespace {

//===--- What a plan can depend on ----------------------------------------===//

/// The tables that a plan names, as long as nothing else of the database matters to it: what is
/// dropped, renamed or retyped may be used by anything that is there.
class PlanTables {
public:
  void add(const Operation& operation, const Catalog& catalog) {
    std::visit([&](const auto& it) { add(it, catalog); }, operation);
  }

  const std::optional<std::set<QualifiedName>>& names() const { return names_; }

private:
  void addName(const QualifiedName& name) {
    if (names_ && !others_.contains(name))
      names_->insert(name);
  }

  void add(const Constraint& constraint) {
    if (const auto* key = std::get_if<ForeignKey>(&constraint))
      addName(key->referredTable);
  }

  void add(const op::CreateTable& create, const Catalog& catalog) {
    addName(create.table.name);
    if (create.table.partitionOf || !needsOf(create.table, catalog).empty())
      names_.reset();
    for (const Constraint& constraint : create.table.constraints)
      add(constraint);
  }

  void add(const op::AlterTable& alter, const Catalog&) {
    addName(alter.table);
    for (const op::TableAction& action : alter.actions)
      if (const auto* constraint = std::get_if<op::AddConstraint>(&action))
        add(constraint->constraint);
      else if (!isOfTableAlone(action))
        names_.reset();
  }

  static bool isOfTableAlone(const op::TableAction& action) {
    if (const auto* column = std::get_if<op::AddColumn>(&action))
      return column->column.type.kind != TypeKind::Enum &&
             column->column.type.kind != TypeKind::Domain && !column->backfill;
    return std::holds_alternative<op::AddIndex>(action) ||
           std::holds_alternative<op::DropIndex>(action) ||
           std::holds_alternative<op::DropConstraint>(action) ||
           std::holds_alternative<op::ValidateConstraint>(action) ||
           std::holds_alternative<op::SetTableComment>(action) ||
           std::holds_alternative<op::SetIndexComment>(action);
  }

  void add(const op::Insert& insert, const Catalog&) {
    addName(insert.table);
    if (insert.query)
      names_.reset();
  }

  // What nobody can read, and what is no schema's.
  void add(const op::RawSql& raw, const Catalog&) {
    if (raw.hasEffect)
      names_.reset();
  }
  /// How somebody else's table is there, nobody looks.
  void add(const op::DeclareExternal& declare, const Catalog&) {
    others_.insert(declare.table.name);
  }
  void add(const op::ForgetExternal&, const Catalog&) {}
  void add(const op::SetTimeout&, const Catalog&) {}
  void add(const op::SetVariable&, const Catalog&) {}

  void add(const auto&, const Catalog&) { names_.reset(); }

  std::optional<std::set<QualifiedName>> names_ = std::set<QualifiedName>();
  std::set<QualifiedName> others_;
};

//===--- Somebody else's --------------------------------------------------===//

/// Leaves out what is there, and all that stands on it.
void leaveOut(const ObjectId& id, Catalog& live) {
  const std::vector<ObjectUse> uses = usesOf(live, id);
  if (id.kind == ObjectKind::Table)
    live.tables.erase(id.name);
  else
    live.objects.erase(id);
  for (const ObjectUse& use : uses) {
    if (use.user == id || !contains(live, use.user))
      continue;
    const bool isKey = use.partKind == ObjectKind::Constraint && use.user.kind == ObjectKind::Table;
    if (!isKey) {
      leaveOut(use.user, live);
      continue;
    }
    llvm::erase_if(live.tables.edit(use.user.name).constraints, [&](const Constraint& constraint) {
      const auto* key = std::get_if<ForeignKey>(&constraint);
      return key && key->referredTable == id.name;
    });
  }
}

/// A table that the plan declares to be external is there already, and no drift; nor is what others
/// have made on it.
void leaveOutOthers(llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected, Catalog& live) {
  for (const PlannedRevision& planned : plan)
    for (const CompiledOperation& compiled : planned.section.operations)
      if (const auto* declare = std::get_if<op::DeclareExternal>(&compiled.operation.operation))
        if (const QualifiedName& name = declare->table.name;
            !expected.tables.find(name) && live.tables.find(name))
          leaveOut({ObjectKind::Table, name}, live);
}

//===--- The plan, once more ----------------------------------------------===//

/// Privileges are not looked at: a grant that is there already harms nobody.
void takeGrants(const Catalog& expected, Catalog& live) {
  for (const auto& table : expected.tables.all())
    if (const Table* there = live.tables.find(table->name); there && there->grants != table->grants)
      live.tables.edit(table->name).grants = table->grants;
  for (const auto& object : expected.objects.all())
    if (const Grants* grants = grantsOf(*object); grants && live.objects.find(idOf(*object)))
      setGrants(live.objects.edit(idOf(*object)), *grants);
}

std::vector<llvm::StringRef> textOf(const CompiledOperation& operation) {
  std::vector<llvm::StringRef> text;
  for (const Statement& statement : operation.statements)
    text.push_back(statement.sql);
  return text;
}

/// The first operation that becomes other statements there; null if none does.
const CompiledOperation* firstChanged(const CompiledSection& planned, const CompiledSection& live) {
  for (size_t i = 0; i < planned.operations.size(); ++i)
    if (i == live.operations.size() || textOf(planned.operations[i]) != textOf(live.operations[i]))
      return &planned.operations[i];
  const bool hasMore = live.operations.size() > planned.operations.size();
  return hasMore && !planned.operations.empty() ? &planned.operations.back() : nullptr;
}

class DriftCheck {
public:
  DriftCheck(llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected,
             const LiveDatabase& live, const SemaOptions& options, DiagnosticEngine& diags)
      : plan_(plan), expected_(expected), live_(live), options_(options), diags_(diags) {}

  llvm::Error run();

private:
  std::optional<std::set<QualifiedName>> tablesOfPlan() const;
  llvm::Expected<bool> hasDrift(const std::set<QualifiedName>& tables) const;
  void tryOn(const Catalog& live, DiagnosticEngine& found) const;
  bool tryOne(const PlannedRevision& planned, RevisionCompiler& compiler, Parser& parser,
              DiagnosticEngine& found) const;
  void report(const LiveSchema& live, DiagnosticEngine& found) const;

  llvm::ArrayRef<PlannedRevision> plan_;
  const Catalog& expected_;
  const LiveDatabase& live_;
  const SemaOptions& options_;
  DiagnosticEngine& diags_;
};

std::optional<std::set<QualifiedName>> DriftCheck::tablesOfPlan() const {
  PlanTables tables;
  Catalog catalog = expected_;
  for (const PlannedRevision& planned : plan_)
    for (const CompiledOperation& compiled : planned.section.operations) {
      tables.add(compiled.operation.operation, catalog);
      if (!tables.names())
        return std::nullopt;
      apply(compiled.operation.operation, catalog);
    }
  return tables.names();
}

/// Do these tables differ, as far as reading tells?
llvm::Expected<bool> DriftCheck::hasDrift(const std::set<QualifiedName>& tables) const {
  if (tables.empty())
    return false;
  ReflectionScope scope = live_.scope;
  scope.tables = tables;
  llvm::Expected<Reflection> reflection = reflect(live_.connection, live_.dialect, scope);
  if (!reflection)
    return reflection.takeError();
  const Catalog found = recognise(reflection->catalog, expected_, live_.dialect);
  return llvm::any_of(tables, [&](const QualifiedName& name) {
    const Table* there = found.tables.find(name);
    const Table* wanted = expected_.tables.find(name);
    return !there != !wanted || (there && !(*there == *wanted));
  });
}

/// Checks and lowers a revision on the schema where `compiler` stands; false if it does not fit.
bool DriftCheck::tryOne(const PlannedRevision& planned, RevisionCompiler& compiler, Parser& parser,
                        DiagnosticEngine& found) const {
  const Program program = parser.parse(planned.text, found);
  assert(program.file && "it was read before");
  const SimulatedRevision simulated = compiler.advance(program);
  if (found.hasErrors())
    return false;
  const CompiledSection section = compiler.lowerUpgrade(simulated);
  if (found.hasErrors())
    return false;
  const CompiledOperation* changed = firstChanged(planned.section, section);
  if (changed)
    found.report(diag::DriftInTheWay, changed->operation.origin);
  return !changed;
}

void DriftCheck::tryOn(const Catalog& live, DiagnosticEngine& found) const {
  RevisionCompiler compiler(live_.dialect, options_, found);
  compiler.startFrom(live);
  Parser parser;
  for (const PlannedRevision& planned : plan_)
    if (!tryOne(planned, compiler, parser, found))
      return;
}

llvm::Error DriftCheck::run() {
  if (std::optional<std::set<QualifiedName>> tables = tablesOfPlan()) {
    llvm::Expected<bool> drift = hasDrift(*tables);
    if (!drift)
      return drift.takeError();
    if (!*drift)
      return llvm::Error::success();
  }
  // An engine is asked for its words of what looks different only where that would matter.
  for (EngineWords words : {EngineWords::AsRead, EngineWords::Asked}) {
    llvm::Expected<LiveSchema> live =
        readLiveSchema(live_.connection, live_.dialect, live_.scope, expected_, words);
    if (!live)
      return live.takeError();
    leaveOutOthers(plan_, expected_, live->catalog);
    takeGrants(expected_, live->catalog);
    DiagnosticEngine found;
    if (!differingObjects(live->catalog, expected_).empty())
      tryOn(live->catalog, found);
    if (!found.hasErrors())
      return llvm::Error::success();
    if (words == EngineWords::Asked)
      report(*live, found);
  }
  return llvm::Error::success();
}

//===--- Telling ----------------------------------------------------------===//

/// What was done besides the revisions, the first few.
std::vector<std::string> driftOf(const Catalog& expected, const Catalog& live) {
  constexpr size_t most = 5;
  const Difference difference = diff(expected, live);
  std::vector<std::string> told = difference.unsaid;
  for (const Operation& operation : difference.operations)
    told.push_back(describe(operation));
  if (told.size() > most) {
    const size_t more = told.size() - most;
    told.resize(most);
    told.push_back("and " + std::to_string(more) + " more");
  }
  return told;
}

/// What differs is told once, with the first mistake.
void DriftCheck::report(const LiveSchema& live, DiagnosticEngine& found) const {
  std::vector<std::string> drift = driftOf(expected_, live.catalog);
  for (Diagnostic& each : found.take()) {
    if (each.severity != Severity::Error)
      continue;
    const bool isDrift = each.code == diag::DriftInTheWay;
    DiagnosticBuilder built = isDrift ? diags_.report(diag::DriftInTheWay, each.origin)
                                      : diags_.report(diag::DoesNotFit, each.origin, each.message);
    for (const Note& note : each.notes)
      if (note.kind == Note::Fact)
        built.note(note.origin, note.message);
    if (drift.empty())
      continue;
    for (const std::string& change : drift)
      built.note({}, "besides the revisions: " + change);
    if (!live.notAsked.empty())
      built.note({}, "the engine was not asked for its own words of that: " + live.notAsked);
    built.help("write it into a revision, take it back, or run all the same: `--ignore-drift`");
    drift.clear();
  }
}

} // namespace

llvm::Error checkDrift(llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected,
                       const LiveDatabase& live, const SemaOptions& options,
                       DiagnosticEngine& diags) {
  if (plan.empty())
    return llvm::Error::success();
  return DriftCheck(plan, expected, live, options, diags).run();
}

} // namespace retort
