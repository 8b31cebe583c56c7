#include "Database/Reflection.h"
#include "Driver/DatabaseState.h"
#include "Driver/GlobalOptions.h"
#include "Support/English.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {
namespace {

/// How much of something the language says itself, and not as a text of the engine's.
class Share {
public:
  void count(bool isStructured) {
    ++all_;
    structured_ += isStructured ? 1 : 0;
  }
  std::string text(llvm::StringRef noun) const {
    return counted(all_, noun) + (structured_ == all_ ? "" : ", " + std::to_string(all_ - structured_) + " as text");
  }

private:
  size_t all_ = 0;
  size_t structured_ = 0;
};

bool isRead(const std::optional<Expr>& expr) {
  return !expr || !containsOpaque(*expr);
}

bool isStructured(const Column& column) {
  return column.type.kind != TypeKind::Opaque && isRead(column.defaultValue) &&
         (!column.generated || isRead(column.generated->value));
}

bool isStructured(const Index& index) {
  return isRead(index.where) && llvm::all_of(index.parts, [](const IndexPart& part) {
           return !containsOpaque(part.value);
         });
}

bool isStructured(const Constraint& constraint) {
  if (const auto* check = std::get_if<Check>(&constraint))
    return isRead(check->condition);
  const auto* exclude = std::get_if<Exclude>(&constraint);
  return !exclude || isRead(exclude->where);
}

struct Shares {
  Share columns, constraints, indexes, objects;

  explicit Shares(const Catalog& catalog) {
    for (const auto& table : catalog.tables.all()) {
      for (const Column& column : table->columns)
        columns.count(isStructured(column));
      for (const Constraint& constraint : table->constraints)
        constraints.count(isStructured(constraint));
      for (const Index& index : table->indexes)
        indexes.count(isStructured(index));
    }
    for (const auto& object : catalog.objects.all())
      objects.count(textsOf(*object) == nullptr);
  }
};

} // namespace

/// What is left out of the schema file because privileges are not managed here.
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

static Outcome run(Session& session) {
  llvm::StringRef url = session.arguments().value(options::url).value_or("");
  session.useUrl(session.arguments().positional(0, url));
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session);
  if (!state)
    return state.takeError();
  const DatabaseSettings& settings = state->target->settings;
  ReflectionScope scope;
  scope.defaultSchema = settings.defaultSchema;
  scope.withoutTables = {settings.versionTable, settings.auditTable};
  llvm::Expected<Reflection> reflection = reflect(*state->connection, *state->dialect, scope);
  if (!reflection)
    return reflection.takeError();
  Catalog& catalog = reflection->catalog;
  for (const NotRepresented& it : reflection->notRepresented)
    session.console().say("not said in full: " + it.kind + " " + it.name + ": " + it.why);
  if (!llvm::is_contained(settings.manage, "grants"))
    leaveOutGrants(session, catalog);
  ast::Arena arena;
  session.out() << print(*toSource(catalog, arena));
  const Shares shares(catalog);
  session.console().say(counted(catalog.tables.size(), "table") + ": " +
                        shares.columns.text("column") + "; " +
                        shares.constraints.text("constraint") + "; " +
                        shares.indexes.text("index") + "; " + shares.objects.text("other object"));
  return ExitCode::Success;
}

static constexpr Positional positionals[] = {
    {.name = "URL",
     .count = Positional::Optional,
     .help = "the database; that of the project if left out"}};

constexpr CommandBody inspectCommand = {
    .positionals = positionals,
    .description =
        "Writes what a live database holds as a schema file, formatted, which compiles back to the\n"
        "same schema, and says how much of it is told in the engine's own words only. What the\n"
        "language has no word for is named. retort's own tables are left out. Changes nothing.",
    .examples = "retort inspect postgresql://localhost/shop > schema/shop.mig\nretort inspect --env prod",
    .run = run,
};

} // namespace retort
