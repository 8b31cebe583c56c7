#include "Sema/Was.h"

namespace retort {

static void note(Context& ctx, SourceRange range, Rename rename, llvm::StringRef kind) {
  if (ctx.renames) {
    ctx.renames->push_back({std::move(rename), ctx.at(range)});
    return;
  }
  ctx.report(diag::NoEffect, range, "`was`")
      .help("a revision renames with `rename " + kind.str() + " a to b`");
}

void noteWas(Context& ctx, const ast::Name& was, ObjectKind kind, const QualifiedName& table,
             llvm::StringRef to) {
  if (was)
    note(ctx, was.range, {kind, table, was.text.str(), to.str()}, spelling(kind));
}

void noteWas(Context& ctx, const ast::Text& was, const QualifiedName& type, llvm::StringRef to) {
  if (!was.range.empty())
    note(ctx, was.range, {ObjectKind::Enum, type, was.value.str(), to.str()}, "value");
}

} // namespace retort
