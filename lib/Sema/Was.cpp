#include "Sema/Was.h"

namespace retort {

void noteWas(Context& ctx, const ast::Name& was, ObjectKind kind, const QualifiedName& table,
             llvm::StringRef to) {
  if (!was)
    return;
  if (ctx.renames) {
    ctx.renames->push_back({{kind, table, was.text.str(), to.str()}, ctx.at(was.range)});
    return;
  }
  ctx.report(diag::NoEffect, was.range, "`was`")
      .help("a revision renames with `rename " + spelling(kind).str() + " a to b`");
}

} // namespace retort
