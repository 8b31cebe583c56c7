#include "Sema/CheckCreate.h"

#include "Operation/Apply.h"
#include "Sema/CheckEnum.h"
#include "Sema/CheckIndex.h"
#include "Sema/CheckUndo.h"
#include "Sema/Naming.h"
#include "Sema/ResolveName.h"
#include "Sema/TableBuilder.h"

#include <set>

namespace retort {

namespace {
/// A foreign key whose table and target are made by the same run, in this order.
struct DeferredKey {
  const SourceBuffer* buffer;
  QualifiedName table;
  PendingConstraint pending;
};

class CreateRun {
public:
  explicit CreateRun(Context& ctx) : ctx_(ctx) {}

  void check(llvm::ArrayRef<CreateEntry> entries);

private:
  void check(const CreateEntry& entry);
  void checkTable(const CreateEntry& entry, const ast::TableDecl& written);
  bool isNewTable(const ast::TableDecl& written, const QualifiedName& name);
  void compareTable(const ast::TableDecl& written, const Table& existing);
  void close(DeferredKey& key);
  void addToCreate(const QualifiedName& table, const Constraint& constraint);

  Context& ctx_;
  std::set<QualifiedName> forward_;
  std::vector<DeferredKey> deferred_;
  size_t firstOperation_ = 0;
};
} // namespace

//===--- Tables -----------------------------------------------------------===//

/// Is the name free, exactly and in the eyes of the dialect?
bool CreateRun::isNewTable(const ast::TableDecl& written, const QualifiedName& name) {
  Table own;
  own.name.schema = name.schema;
  std::optional<NameHolder> holder = findHolder(ctx_, name.name, own);
  if (!holder)
    return true;
  const QualifiedName& other = holder->table->name;
  if (holder->kind == ObjectKind::Table && other != name) {
    DiagnosticBuilder builder = ctx_.report(diag::NamesEqual, written.name.range(), name.name,
                                            other.name, ctx_.dialect.displayName());
    ctx_.noteSite(builder, ObjectKind::Table, other);
  } else {
    reportTaken(ctx_, diag::DuplicateTable, written.name.range(), name.name, *holder);
  }
  return false;
}

/// `if not exists` of a table that exists: it must be the very table that is written.
void CreateRun::compareTable(const ast::TableDecl& written, const Table& existing) {
  const ErrorMark mark(ctx_);
  // As if it were not there, so that default names come out as they did for it, and
  // without a trace.
  Catalog without = *ctx_.catalog;
  without.tables.erase(existing.name);
  DeclarationSites scratch(ctx_.sites);
  Context other = ctx_;
  other.catalog = &without;
  other.sites = &scratch;
  other.forward = nullptr;
  TableBuilder builder(other, existing.name);
  builder.build(written);
  if (!mark.isClean() || builder.table() == existing)
    return;
  DiagnosticBuilder diagnostic =
      ctx_.report(diag::DiffersFromExisting, written.name.range(), "table", existing.name.str());
  ctx_.noteSite(diagnostic, ObjectKind::Table, existing.name);
}

void CreateRun::checkTable(const CreateEntry& entry, const ast::TableDecl& written) {
  const QualifiedName name = qualify(ctx_, written.name);
  forward_.erase(name);
  if (written.partitionOf || written.partitionBy) {
    ctx_.notYet(written.range, "a partitioned table");
    return;
  }
  if (const Table* existing = ctx_.catalog->tables.find(name); existing && entry.ifNotExists)
    return compareTable(written, *existing);
  checkNewName(ctx_, written.name);
  if (!isNewTable(written, name))
    return;
  if (written.was && !ctx_.inSchemaFile)
    ctx_.report(diag::NoEffect, written.was.range, "`was`")
        .help("a revision renames with `rename table a to b`");

  ctx_.declare(ObjectKind::Table, name, written.name.range());
  TableBuilder builder(ctx_, name);
  builder.build(written);
  for (PendingConstraint& pending : builder.deferred())
    deferred_.push_back({entry.buffer, name, std::move(pending)});
  emit(ctx_, op::CreateTable{std::move(builder.table())}, entry.range);
}

//===--- What closes a cycle ----------------------------------------------===//

/// Puts the key into the `create table` that was made for its table.
void CreateRun::addToCreate(const QualifiedName& table, const Constraint& constraint) {
  for (size_t i = firstOperation_; i < ctx_.operations->size(); ++i) {
    auto* create = std::get_if<op::CreateTable>(&(*ctx_.operations)[i].operation);
    if (create && create->table.name == table)
      create->table.constraints.push_back(constraint);
  }
}

void CreateRun::close(DeferredKey& key) {
  ctx_.buffer = key.buffer;
  const Table* table = ctx_.catalog->tables.find(key.table);
  if (!table || !completeForeignKey(ctx_, key.pending, *table) ||
      !checkNewConstraint(ctx_, key.pending, *table))
    return;
  const Constraint& constraint = key.pending.constraint;
  if (!baseOf(constraint).name.empty())
    ctx_.declare(ObjectKind::Constraint, key.table, baseOf(constraint).name, key.pending.range,
                 SiteVerb::Declared);
  const op::TableAction add = op::AddConstraint{constraint};
  apply(add, key.table, *ctx_.catalog);
  if (ctx_.dialect.facts().forwardForeignKeys || ctx_.inSchemaFile) {
    addToCreate(key.table, constraint);
    return;
  }
  LocatedOperation located;
  located.operation = op::AlterTable{key.table, {add}};
  located.origin = ctx_.at(key.pending.range);
  located.actionOrigins = {located.origin};
  ctx_.operations->push_back(std::move(located));
}

//===--- The run ----------------------------------------------------------===//

/// What is declared but not carried by the catalog yet.
static std::string nounOf(const ast::Declaration& declaration) {
  switch (declaration.kind) {
  case ast::NodeKind::DomainDecl:
    return "a domain";
  case ast::NodeKind::SequenceDecl:
    return "a sequence";
  case ast::NodeKind::ViewDecl:
    return llvm::cast<ast::ViewDecl>(declaration).materialized ? "a materialized view" : "a view";
  case ast::NodeKind::SchemaDecl:
    return "a schema";
  case ast::NodeKind::ExtensionDecl:
    return "an extension";
  case ast::NodeKind::TriggerDecl:
    return "a trigger";
  default: {
    const llvm::StringRef noun = spelling(llvm::cast<ast::OpaqueDecl>(declaration).object);
    const bool hasVowel = llvm::StringRef("aeio").contains(noun.front());
    return (llvm::Twine(hasVowel ? "an " : "a ") + noun).str();
  }
  }
}

void CreateRun::check(const CreateEntry& entry) {
  ctx_.buffer = entry.buffer;
  const size_t first = ctx_.operations->size();
  if (const auto* table = llvm::dyn_cast<ast::TableDecl>(entry.declaration))
    checkTable(entry, *table);
  else if (const auto* index = llvm::dyn_cast<ast::IndexDecl>(entry.declaration))
    checkCreateIndex(ctx_, *index, entry.range, entry.ifNotExists);
  else if (const auto* type = llvm::dyn_cast<ast::EnumDecl>(entry.declaration))
    checkCreateEnum(ctx_, *type, entry.range, entry.ifNotExists);
  else
    ctx_.notYet(entry.declaration->range, nounOf(*entry.declaration));
  if (entry.undo)
    attachUndo(ctx_, *entry.undo, first);
}

void CreateRun::check(llvm::ArrayRef<CreateEntry> entries) {
  const SourceBuffer* buffer = ctx_.buffer;
  const auto* outer = ctx_.forward;
  firstOperation_ = ctx_.operations->size();
  const std::vector<CreateEntry> ordered = orderCreates(ctx_, entries);
  if (ordered.size() > 1)
    for (const CreateEntry& entry : ordered)
      if (const auto* table = llvm::dyn_cast<ast::TableDecl>(entry.declaration))
        forward_.insert(qualify(ctx_, table->name));
  ctx_.forward = &forward_;
  for (const CreateEntry& entry : ordered)
    check(entry);
  ctx_.forward = outer;
  for (DeferredKey& key : deferred_)
    close(key);
  ctx_.buffer = buffer;
}

void checkCreates(Context& ctx, llvm::ArrayRef<CreateEntry> run) {
  CreateRun(ctx).check(run);
}

} // namespace retort
