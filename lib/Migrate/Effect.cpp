#include "Migrate/Effect.h"

#include "Diff/Diff.h"
#include "Operation/Apply.h"

namespace retort {

llvm::Expected<EffectFinding> EffectFinder::find(size_t position) {
  if (!statements_[position]->doneWhen.empty())
    return askProbe(position);
  const CompiledOperation* compiled = compiledAt(position);
  if (compiled && compiled->operation.repeatable)
    return EffectFinding{Effect::NotTaken};
  llvm::Expected<std::optional<EffectFinding>> index = askForIndex(position);
  if (!index)
    return index.takeError();
  if (*index)
    return std::move(**index);
  return compareWithScratch(position);
}

llvm::Expected<bool> EffectFinder::ask(llvm::StringRef query) {
  llvm::Expected<ResultSet> answer = connection_.query(query);
  if (!answer)
    return answer.takeError();
  return answer->rows.at(0).at(0) == "1";
}

/// The probe is of all statements of one raw text: "not yet" tells of the first one only.
llvm::Expected<EffectFinding> EffectFinder::askProbe(size_t position) {
  const std::string& probe = statements_[position]->doneWhen;
  llvm::Expected<bool> isDone = ask(probe);
  if (!isDone)
    return isDone.takeError();
  if (*isDone) {
    EffectFinding finding{Effect::Taken};
    for (size_t next = position + 1;
         next < statements_.size() && statements_[next]->doneWhen == probe; ++next)
      ++finding.alsoTaken;
    return finding;
  }
  bool isFirst = position == 0 || statements_[position - 1]->doneWhen != probe;
  return EffectFinding{isFirst ? Effect::NotTaken : Effect::Unknown};
}

const CompiledOperation* EffectFinder::compiledAt(size_t position) const {
  for (const CompiledOperation& compiled : step_.section.operations) {
    if (position < compiled.statements.size())
      return &compiled;
    position -= compiled.statements.size();
  }
  return nullptr;
}

const LocatedOperation* EffectFinder::operationOf(size_t position) const {
  const CompiledOperation* compiled = compiledAt(position);
  return compiled && compiled->statements.size() == 1 ? &compiled->operation : nullptr;
}

/// One that an interrupted build has left is of no use, and in the way of the next.
llvm::Expected<std::optional<EffectFinding>> EffectFinder::askForIndex(size_t position) {
  const LocatedOperation* located = operationOf(position);
  const auto* alter = located ? std::get_if<op::AlterTable>(&located->operation) : nullptr;
  if (!alter || alter->actions.size() != 1)
    return std::nullopt;
  const auto* add = std::get_if<op::AddIndex>(&alter->actions.front());
  const auto* drop = std::get_if<op::DropIndex>(&alter->actions.front());
  if (!add && !drop)
    return std::nullopt;
  op::ObjectExists claim;
  claim.kind = ObjectKind::Index;
  claim.name = alter->table;
  claim.member = add ? add->index.name : drop->name;
  std::optional<std::string> condition = dialect_.existsCondition(claim);
  if (!condition)
    return std::nullopt;
  llvm::Expected<bool> isThere = ask("SELECT CASE WHEN " + *condition + " THEN 1 ELSE 0 END");
  if (!isThere)
    return isThere.takeError();
  if (std::string leftover = dialect_.dropUnusableIndex(alter->table.schema, claim.member);
      !*isThere && !leftover.empty())
    if (llvm::Expected<uint64_t> dropped = connection_.execute(leftover); !dropped)
      return dropped.takeError();
  return EffectFinding{*isThere == (add != nullptr) ? Effect::Taken : Effect::NotTaken};
}

//===----------------------------------------------------------------------===//
// A copy of the schema
//===----------------------------------------------------------------------===//

/// The schema as it was when the statement began, without rows.
llvm::Error EffectFinder::rebuild(size_t position) {
  std::vector<std::string> sql;
  DiagnosticEngine unheard;
  Catalog catalog;
  for (const Operation& operation : diff(Catalog(), step_.schema).operations) {
    std::vector<Statement> lowered;
    LocatedOperation located;
    located.operation = operation;
    dialect_.lower(located, catalog, lowered, unheard);
    apply(operation, catalog);
    for (const Statement& statement : lowered)
      sql.push_back(statement.sql);
  }
  // What changes rows is not what a definition shows.
  for (const Statement* statement : llvm::ArrayRef(statements_).take_front(position))
    if (!statement->transactional)
      sql.push_back(statement->sql);
  for (const std::string& statement : sql)
    if (llvm::Expected<uint64_t> done = connection_.execute(statement); !done)
      return done.takeError();
  return llvm::Error::success();
}

/// Where the live schema differs from one that is expected: "table `users` is ..., and would be
/// ...".
static std::vector<std::string> differences(const Definitions& live, const Definitions& expected,
                                            const std::vector<std::string>& keys,
                                            llvm::StringRef when) {
  auto shown = [](const Definitions& definitions, const std::string& key) {
    auto found = definitions.find(key);
    return found == definitions.end() ? std::string("not there") : found->second;
  };
  std::vector<std::string> notes;
  for (const std::string& key : keys)
    if (shown(live, key) != shown(expected, key))
      notes.push_back(key + " is now:\n" + shown(live, key) + "\nand " + when.str() + ":\n" +
                      shown(expected, key));
  return notes;
}

/// The objects that the statement makes, drops or changes.
static std::vector<std::string> changedKeys(const Definitions& before, const Definitions& after) {
  std::vector<std::string> keys;
  for (const auto& [key, definition] : before)
    if (auto found = after.find(key); found == after.end() || found->second != definition)
      keys.push_back(key);
  for (const auto& [key, definition] : after)
    if (!before.contains(key))
      keys.push_back(key);
  return keys;
}

llvm::Expected<EffectFinding> EffectFinder::compareWithScratch(size_t position) {
  llvm::Expected<std::optional<Definitions>> live = connection_.definitions();
  if (!live)
    return live.takeError();
  if (!*live)
    return EffectFinding{};
  llvm::Expected<std::unique_ptr<ScratchSchema>> scratch = connection_.workInScratch();
  if (!scratch)
    return EffectFinding{
        Effect::Unknown, 0, {"no scratch schema: " + llvm::toString(scratch.takeError())}};
  if (llvm::Error error = rebuild(position))
    return EffectFinding{Effect::Unknown,
                         0,
                         {"the schema could not be copied: " + llvm::toString(std::move(error))}};
  llvm::Expected<std::optional<Definitions>> before = connection_.definitions();
  if (!before)
    return before.takeError();
  if (llvm::Expected<uint64_t> done = connection_.execute(statements_[position]->sql); !done)
    return EffectFinding{
        Effect::Unknown,
        0,
        {"it failed on a copy of the schema: " + llvm::toString(done.takeError())}};
  llvm::Expected<std::optional<Definitions>> after = connection_.definitions();
  if (!after)
    return after.takeError();
  std::vector<std::string> keys = changedKeys(**before, **after);
  if (keys.empty())
    return EffectFinding{};
  std::vector<std::string> toBefore = differences(**live, **before, keys, "was before");
  std::vector<std::string> toAfter = differences(**live, **after, keys, "would be after");
  if (toAfter.empty())
    return EffectFinding{Effect::Taken};
  if (toBefore.empty())
    return EffectFinding{Effect::NotTaken};
  llvm::append_range(toBefore, toAfter);
  return EffectFinding{Effect::Unknown, 0, std::move(toBefore)};
}

} // namespace retort
