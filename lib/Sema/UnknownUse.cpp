#include "Sema/UnknownUse.h"

namespace retort {

static constexpr llvm::StringLiteral dependsHere = "that depends on this `if`";

void remarkUse(Context& ctx, const Unknown& used, SourceRange range) {
  if (!ctx.catalog->unknown.contains(used) || ctx.guarded.contains(used))
    return;
  DiagnosticBuilder builder = ctx.report(diag::NotKnown, range, describe(used));
  if (Origin place = ctx.sites->findUnsettled(used))
    builder.note(place, dependsHere.str());
}

void noteAbsence(const Context& ctx, DiagnosticBuilder& builder, const Unknown& missing) {
  if (!ctx.catalog->unknown.contains(missing))
    return;
  if (Origin place = ctx.sites->findUnsettled(missing))
    builder.note(place, "whether it is there depends on this `if`")
        .help("guard it as well: `if exists " + spelling(missing) + " { ... }`");
}

} // namespace retort
