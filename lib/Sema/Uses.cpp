#include "Sema/Uses.h"

#include "Sema/CheckView.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::string Use::describe() const {
  if (const auto* object = std::get_if<ObjectId>(&user))
    return retort::describe(*object);
  const std::string of = " of table " + quoted(table->name.str());
  if (auto* const* constraint = std::get_if<const Constraint*>(&user))
    return retort::describe(**constraint) + of;
  if (auto* const* index = std::get_if<const Index*>(&user))
    return "index " + quoted((*index)->name) + of;
  return "generated column " + quoted(std::get<const Column*>(user)->name) + of;
}

//===--- Columns ----------------------------------------------------------===//

static bool isOnly(llvm::ArrayRef<std::string> columns, llvm::StringRef column) {
  return columns.size() == 1 && columns[0] == column;
}

static void addOwnUses(const Table& table, llvm::StringRef column, std::vector<Use>& uses) {
  for (const Constraint& constraint : table.constraints) {
    const std::vector<std::string> columns = columnsOf(constraint);
    if (llvm::is_contained(columns, column))
      uses.push_back({&table, &constraint, isOnly(columns, column)});
  }
  for (const Index& index : table.indexes) {
    const std::vector<std::string> columns = columnsOf(index);
    if (llvm::is_contained(columns, column))
      uses.push_back({&table, &index, isOnly(columns, column)});
  }
  for (const Column& other : table.columns)
    if (other.name != column && other.generated &&
        llvm::is_contained(columnsIn(other.generated->value), column))
      uses.push_back({&table, &other, false});
}

/// A table's key to itself is among its own uses already, unless the column is only
/// referred to.
static bool isCounted(const ForeignKeyUse& use, const Table& table, llvm::StringRef column) {
  return use.table == &table && llvm::is_contained(use.key->columns, column);
}

/// `foreignKeysTo` gives the key; a Use holds the constraint that it stands in.
static const Constraint* constraintOf(const ForeignKeyUse& use) {
  for (const Constraint& constraint : use.table->constraints)
    if (std::get_if<ForeignKey>(&constraint) == use.key)
      return &constraint;
  llvm_unreachable("a foreign key stands in its table");
}

std::vector<Use> usesOfColumn(const Catalog& catalog, const Table& table, llvm::StringRef column) {
  std::vector<Use> uses;
  addOwnUses(table, column, uses);
  for (const Table* partition : partitionsOf(catalog, table.name))
    llvm::append_range(uses, usesOfColumn(catalog, *partition, column));
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, table.name))
    if (llvm::is_contained(use.key->referredColumns, column) && !isCounted(use, table, column))
      uses.push_back({use.table, constraintOf(use), false});
  for (ObjectId& object : objectsUsing(catalog, table.name, column))
    uses.push_back({nullptr, std::move(object), false});
  return uses;
}

//===--- Tables and keys --------------------------------------------------===//

std::vector<Use> usesOfTable(const Catalog& catalog, const Table& table) {
  std::vector<Use> uses;
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, table.name))
    if (use.table->name != table.name)
      uses.push_back({use.table, constraintOf(use), false});
  return uses;
}

bool hasKeyOn(const Table& table, const std::vector<std::string>& columns, const void* but) {
  auto isKey = [&](const auto& each) { return &each != but && isKeyOver(each, columns); };
  return llvm::any_of(table.constraints, isKey) || llvm::any_of(table.indexes, isKey);
}

std::vector<Use> usesOfKey(const Catalog& catalog, const Table& table, const void* dropped) {
  std::vector<Use> uses;
  for (const ForeignKeyUse& use : foreignKeysTo(catalog, table.name))
    if (!hasKeyOn(table, use.key->referredColumns, dropped))
      uses.push_back({use.table, constraintOf(use), false});
  return uses;
}

//===--- Notes ------------------------------------------------------------===//

static DeclarationSite siteOf(const Context& ctx, const Use& use) {
  if (const auto* object = std::get_if<ObjectId>(&use.user))
    return ctx.sites->find(*object);
  const QualifiedName& table = use.table->name;
  if (auto* const* constraint = std::get_if<const Constraint*>(&use.user))
    return ctx.sites->find(ObjectKind::Constraint, table, baseOf(**constraint).name);
  if (auto* const* index = std::get_if<const Index*>(&use.user))
    return ctx.sites->find(ObjectKind::Index, table, (*index)->name);
  return ctx.sites->find(ObjectKind::Column, table, std::get<const Column*>(use.user)->name);
}

void noteUses(const Context& ctx, DiagnosticBuilder& builder, llvm::ArrayRef<Use> uses) {
  for (const Use& use : uses)
    builder.note(siteOf(ctx, use).origin, "used by " + use.describe());
}

//===--- Retyping ---------------------------------------------------------===//

void checkReaders(Context& ctx, const Table& table, llvm::StringRef column, SourceRange range) {
  std::vector<Use> uses = usesOfColumn(*ctx.catalog, table, column);
  llvm::erase_if(uses, [](const Use& use) {
    return !std::holds_alternative<const Column*>(use.user) &&
           !std::holds_alternative<ObjectId>(use.user);
  });
  warnOfTexts(ctx, table.name, column, range);
  if (uses.empty())
    return;
  DiagnosticBuilder builder = ctx.report(diag::ColumnInUse, range, column, table.name.str());
  noteUses(ctx, builder, uses);
  builder.help("drop these first, and add them again after");
}

} // namespace retort
