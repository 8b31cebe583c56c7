#include "Sema/Context.h"

#include "Operation/Apply.h"

namespace retort {

static void addNote(DiagnosticBuilder& builder, const DeclarationSite& site, llvm::StringRef name) {
  if (site)
    builder.note(site.origin, site.describe(name));
}

void Context::noteSite(DiagnosticBuilder& builder, ObjectKind kind,
                       const QualifiedName& name) const {
  addNote(builder, sites->find(kind, name), name.str());
}

void Context::noteSite(DiagnosticBuilder& builder, ObjectKind kind, const QualifiedName& table,
                       llvm::StringRef name) const {
  addNote(builder, sites->find(kind, table, name), name);
}

void Context::declare(ObjectKind kind, const QualifiedName& name, SourceRange range) {
  sites->declare(kind, name, {at(range), SiteVerb::Declared});
}

void Context::declare(ObjectKind kind, const QualifiedName& table, llvm::StringRef name,
                      SourceRange range, SiteVerb verb) {
  sites->declare(kind, table, name, {at(range), verb});
}

void emit(Context& ctx, Operation operation, SourceRange range) {
  apply(operation, *ctx.catalog);
  LocatedOperation located;
  located.operation = std::move(operation);
  located.origin = ctx.at(range);
  ctx.operations->push_back(std::move(located));
}

} // namespace retort
