#include "Sema/CheckCreate.h"

#include "Operation/Apply.h"
#include "Sema/CheckIndex.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckTable.h"
#include "Sema/CheckUndo.h"
#include "Sema/Naming.h"
#include "Sema/ResolveName.h"
#include "Sema/ResolveObject.h"
#include "Sema/TableBuilder.h"
#include "Sema/Was.h"

#include <set>

namespace retort {

namespace {
/// A foreign key whose table and target are made by the same run, in this order.
struct DeferredKey {
  const SourceBuffer* buffer;
  QualifiedName table;
  PendingConstraint pending;
};

/// A sequence whose owner is made by the same run, after it.
struct DeferredOwner {
  const SourceBuffer* buffer;
  QualifiedName sequence;
  const ast::Path* owner;
  SourceRange range;
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
  void declareAgain(const CreateEntry& entry, const ast::TableDecl& written, Table known);
  template <typename Decl> void checkObject(const CreateEntry& entry, const Decl& decl);
  void checkSequence(const CreateEntry& entry, const ast::SequenceDecl& written);
  void close(DeferredKey& key);
  void close(DeferredOwner& deferred);
  void addToCreate(const QualifiedName& table, const Constraint& constraint);

  Context& ctx_;
  std::set<QualifiedName> forward_;
  std::vector<DeferredKey> deferred_;
  std::vector<DeferredOwner> deferredOwners_;
  size_t firstOperation_ = 0;
};
} // namespace

//===--- Tables -----------------------------------------------------------===//

/// Is the name free, exactly and in the eyes of the dialect?
bool CreateRun::isNewTable(const ast::TableDecl& written, const QualifiedName& name) {
  std::optional<NameHolder> holder = findHolder(ctx_, {ObjectKind::Table, name});
  if (!holder)
    return true;
  const QualifiedName& other = holder->owner.name;
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

/// Of somebody else's table that is known something else becomes known: what stood there counts no
/// more, but for what ours use of it.
void CreateRun::declareAgain(const CreateEntry& entry, const ast::TableDecl& written, Table known) {
  Catalog without = *ctx_.catalog;
  without.tables.erase(known.name);
  Context other = ctx_;
  other.catalog = &without;
  ctx_.sites->forget(ObjectKind::Table, known.name);
  ctx_.declare(ObjectKind::Table, known.name, written.name.range());
  TableBuilder builder(other, known.name);
  builder.build(written);
  for (PendingConstraint& pending : builder.deferred())
    deferred_.push_back({entry.buffer, known.name, std::move(pending)});
  for (const Column& column : known.columns)
    if (!builder.table().findColumn(column.name))
      checkUnused(ctx_, known, column, written.name.range());
  emit(ctx_, op::DeclareExternal{std::move(builder.table())}, entry.range);
}

void CreateRun::checkTable(const CreateEntry& entry, const ast::TableDecl& written) {
  const QualifiedName name = qualify(ctx_, written.name);
  forward_.erase(name);
  const Table* existing = ctx_.catalog->tables.find(name);
  if (existing && entry.ifNotExists)
    return compareTable(written, *existing);
  if (existing && existing->external && written.external && !ctx_.inSchemaFile)
    return declareAgain(entry, written, *existing);
  checkNewName(ctx_, written.name);
  if (!isNewTable(written, name))
    return;
  noteWas(ctx_, written.was, ObjectKind::Table, {name.schema, ""}, name.name);
  ctx_.declare(ObjectKind::Table, name, written.name.range());
  TableBuilder builder(ctx_, name);
  builder.build(written);
  for (PendingConstraint& pending : builder.deferred())
    deferred_.push_back({entry.buffer, name, std::move(pending)});
  if (written.external)
    emit(ctx_, op::DeclareExternal{std::move(builder.table())}, entry.range);
  else
    emit(ctx_, op::CreateTable{std::move(builder.table())}, entry.range);
}

//===--- What closes a cycle ----------------------------------------------===//

/// Puts the key into the operation that was made for its table.
void CreateRun::addToCreate(const QualifiedName& table, const Constraint& constraint) {
  for (size_t i = firstOperation_; i < ctx_.operations->size(); ++i) {
    Operation& operation = (*ctx_.operations)[i].operation;
    auto* create = std::get_if<op::CreateTable>(&operation);
    auto* declare = std::get_if<op::DeclareExternal>(&operation);
    Table* made = create ? &create->table : declare ? &declare->table : nullptr;
    if (made && made->name == table)
      made->constraints.push_back(constraint);
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
  const bool isExternal = table->external;
  apply(add, key.table, *ctx_.catalog);
  if (ctx_.dialect.facts().forwardForeignKeys || ctx_.inSchemaFile || isExternal) {
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

static SourceRange rangeOf(const ast::Name& name) {
  return name.range;
}
static SourceRange rangeOf(const ast::Path& path) {
  return path.range();
}

template <typename Decl> void CreateRun::checkObject(const CreateEntry& entry, const Decl& decl) {
  if (auto object = resolveObject(ctx_, decl))
    checkCreateObject(ctx_, entry, std::move(*object), rangeOf(decl.name));
}

/// Its owner may number its rows by it, and so come after it.
void CreateRun::checkSequence(const CreateEntry& entry, const ast::SequenceDecl& written) {
  std::optional<Sequence> sequence = resolveObject(ctx_, written);
  if (!sequence)
    return;
  bool waits = false;
  if (written.ownedBy) {
    const ast::Path table{written.ownedBy.parts.drop_back()};
    waits = table && forward_.contains(qualify(ctx_, table));
    if (waits)
      deferredOwners_.push_back({entry.buffer, sequence->name, &written.ownedBy, entry.range});
    else if (auto owner = resolveOwner(ctx_, written.ownedBy, sequence->name))
      sequence->owner = std::move(*owner);
  }
  checkCreateObject(ctx_, entry, std::move(*sequence), written.name.range());
}

void CreateRun::close(DeferredOwner& deferred) {
  ctx_.buffer = deferred.buffer;
  const Sequence* sequence = ctx_.catalog->find<Sequence>(deferred.sequence);
  std::optional<SequenceOwner> owner = resolveOwner(ctx_, *deferred.owner, deferred.sequence);
  if (!sequence || !owner)
    return;
  Sequence owned = *sequence;
  owned.owner = std::move(*owner);
  if (owned != *sequence) // `if not exists`
    emit(ctx_, op::AlterObject{std::move(owned)}, deferred.range);
}

void CreateRun::check(const CreateEntry& entry) {
  ctx_.buffer = entry.buffer;
  const size_t first = ctx_.operations->size();
  if (const auto* table = llvm::dyn_cast<ast::TableDecl>(entry.declaration))
    checkTable(entry, *table);
  else if (const auto* index = llvm::dyn_cast<ast::IndexDecl>(entry.declaration))
    checkCreateIndex(ctx_, *index, entry.range, entry.ifNotExists);
  else if (const auto* schema = llvm::dyn_cast<ast::SchemaDecl>(entry.declaration))
    checkObject(entry, *schema);
  else if (const auto* extension = llvm::dyn_cast<ast::ExtensionDecl>(entry.declaration))
    checkObject(entry, *extension);
  else if (const auto* type = llvm::dyn_cast<ast::EnumDecl>(entry.declaration))
    checkObject(entry, *type);
  else if (const auto* domain = llvm::dyn_cast<ast::DomainDecl>(entry.declaration))
    checkObject(entry, *domain);
  else if (const auto* sequence = llvm::dyn_cast<ast::SequenceDecl>(entry.declaration))
    checkSequence(entry, *sequence);
  else if (const auto* view = llvm::dyn_cast<ast::ViewDecl>(entry.declaration))
    checkObject(entry, *view);
  else if (const auto* trigger = llvm::dyn_cast<ast::TriggerDecl>(entry.declaration))
    checkObject(entry, *trigger);
  else
    checkObject(entry, llvm::cast<ast::OpaqueDecl>(*entry.declaration));
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
  for (DeferredOwner& owner : deferredOwners_)
    close(owner);
  ctx_.buffer = buffer;
}

void checkCreates(Context& ctx, llvm::ArrayRef<CreateEntry> run) {
  CreateRun(ctx).check(run);
}

} // namespace retort
