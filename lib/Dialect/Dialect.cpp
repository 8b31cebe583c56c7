#include "Dialect/Dialect.h"

#include "Dialect/Common/IdleActions.h"
#include "Dialect/Common/ObjectProbe.h"
#include "Dialect/Common/QueryWriter.h"
#include "Dialect/Common/Support.h"
#include "Dialect/Common/TextObjects.h"
#include "Dialect/OpaqueKind.h"

namespace retort {

Dialect::~Dialect() = default;

bool Dialect::has(Feature feature) const {
  return hasFeature(feature, facts().column, version());
}

std::string Dialect::quote(const QualifiedName& name) const {
  return name.schema.empty() ? quote(name.name) : quote(name.schema) + "." + quote(name.name);
}

std::string Dialect::spell(const Query& query, llvm::StringRef separator) const {
  return QueryWriter(*this, separator).write(query);
}

Type Dialect::readType(llvm::StringRef sql) const {
  Type type = Type::of(TypeKind::Opaque);
  type.words = sql.trim().str();
  return type;
}

std::optional<Expr> Dialect::tryReadExpr(llvm::StringRef, const Table*, const Type*) const {
  return std::nullopt;
}

Expr Dialect::readExpr(llvm::StringRef sql, const Table* table, const Type* target) const {
  std::optional<Expr> expr = tryReadExpr(sql, table, target);
  return expr ? std::move(*expr) : Expr::opaque(sql.trim());
}

std::string Dialect::spell(const FromItem& item) const {
  return QueryWriter(*this).write(item);
}

std::vector<std::string> Dialect::guard(llvm::StringRef, llvm::StringRef) const {
  return {};
}

bool Dialect::placesColumns(const op::AlterTable&, const Catalog&) const {
  return has(Feature::ColumnPlacement);
}

std::vector<std::string> Dialect::batchLoop(const BatchLoop&) const {
  return {};
}

std::optional<std::string> Dialect::existsCondition(const op::ObjectExists& claim) const {
  // One row of the table serves MySQL and MariaDB.
  if (std::optional<Feature> feature = featureOf(claim.kind); feature && !has(*feature))
    return std::nullopt;
  return probeCondition(claim.kind, facts().column, probeNames(claim));
}

std::string Dialect::widthQuery(const QualifiedName&, llvm::StringRef) const {
  return "";
}

std::string Dialect::storageOf(const Table&) const {
  return "";
}

std::string Dialect::storageQuery(llvm::ArrayRef<QualifiedName>) const {
  return "";
}

Catalog Dialect::express(const Catalog& catalog) const {
  Catalog result = catalog;
  for (const auto& table : catalog.tables.all())
    result.tables.put(express(*table, catalog));
  auto hasKind = [&](ObjectKind kind) {
    if (isOpaque(kind))
      return supportOf(kind, facts().column).exists;
    std::optional<Feature> feature = featureOf(kind);
    return !feature || has(*feature);
  };
  for (const auto& object : catalog.objects.all()) {
    result.objects.erase(idOf(*object));
    if (hasKind(idOf(*object).kind))
      result.objects.put(express(*object, catalog));
  }
  return result;
}

SchemaObject Dialect::express(const SchemaObject& object, const Catalog&) const {
  return expressObject(*this, object);
}

void Dialect::lower(const LocatedOperation& operation, const Catalog& before,
                    std::vector<Statement>& out, DiagnosticEngine& diags) const {
  if (!checkSupport(operation, before, *this, diags))
    return;
  size_t statements = out.size();
  size_t errors = diags.errorCount();
  if (std::optional<LocatedOperation> working = withoutIdleActions(operation, before, *this))
    lowerSupported(*working, before, out, diags);
  if (diags.errorCount() != errors)
    out.resize(statements);
}

void Dialect::checkTogether(llvm::ArrayRef<const LocatedOperation*>, const Catalog&,
                            DiagnosticEngine&) const {}

/// In a comment at the end a `;` would be lost: it gets a line of its own.
std::string Dialect::terminated(llvm::StringRef statement) const {
  llvm::StringRef lastLine = statement.substr(statement.rfind('\n') + 1);
  return (statement + (lastLine.contains("--") ? "\n;" : ";")).str();
}

std::string Dialect::dropUnusableIndex(llvm::StringRef, llvm::StringRef) const {
  return "";
}

std::vector<std::string> Dialect::timeoutSettings(const Timeouts&) const {
  return {};
}

TransactionFrame Dialect::frame(llvm::ArrayRef<Statement> statements) const {
  return {.shellCommands = {}, .open = {"BEGIN"}, .commit = {"COMMIT"}, .rollback = {"ROLLBACK"}};
}

} // namespace retort
