#include "Driver/LiveDatabase.h"

#include "Driver/DatabaseState.h"
#include "Driver/OwnObjects.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

void reportNotRepresented(llvm::ArrayRef<NotRepresented> parts, DiagnosticEngine& diags) {
  for (const NotRepresented& part : parts)
    diags.report(diag::NotRepresented, Origin(), part.kind, part.name, part.why);
}

static void leaveOutGrants(Session& session, Catalog& catalog) {
  size_t count = 0;
  for (const auto& table : catalog.tables.all())
    count += table->grants.size();
  for (const auto& object : catalog.objects.all())
    if (const Grants* grants = grantsOf(*object))
      count += grants->size();
  catalog = withoutGrants(std::move(catalog));
  if (count != 0)
    session.console().say("left out: " + counted(count, "privilege") +
                          ", which retort.toml does not manage");
}

llvm::Expected<Catalog> readDatabase(Session& session) {
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  const DatabaseSettings& settings = state->target->settings;
  const OwnObjects own(settings);
  if (state->isMissing)
    return Catalog();
  llvm::Expected<Reflection> reflection =
      reflect(*state->connection, *state->dialect, state->scope());
  if (!reflection)
    return reflection.takeError();
  llvm::erase_if(reflection->notRepresented,
                 [&](const NotRepresented& it) { return !own.mayHold(it.name); });
  reportNotRepresented(reflection->notRepresented, session.diags());
  Catalog catalog = own.selectWhole(reflection->catalog);
  if (!llvm::is_contained(settings.manage, "grants"))
    leaveOutGrants(session, catalog);
  return catalog;
}

} // namespace retort
