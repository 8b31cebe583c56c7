#include "Driver/SchemaWord.h"

#include "Driver/LiveDatabase.h"
#include "Driver/OwnObjects.h"
#include "Driver/RevisionSelection.h"
#include "Migrate/LiveSchema.h"
#include "Migrate/PlanCompiler.h"
#include "Revision/Discovery.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

namespace retort {

/// Nothing at all would look as if everything were to be dropped.
static llvm::Error reportNoFiles(Session& session, const std::string& why,
                                 const std::string& folder) {
  session.diags()
      .report(diag::NoSchemaFiles, Origin(), why)
      .help("declare what the database is to be, as `table users { id bigint identity primary key; "
            "}` in `" + folder + "/users.mig`; `retort inspect > " + folder +
            "/all.mig` writes down what a database has, and `retort diff head database` "
            "compares one with the revisions alone");
  return llvm::make_error<Reported>();
}

/// Is there what `schema` in retort.toml names?
static llvm::Error checkFolders(Session& session, llvm::ArrayRef<std::string> folders) {
  if (folders.empty())
    return reportNoFiles(session, "`schema` in retort.toml names no folder", "schema");
  for (const std::string& folder : folders)
    if (!llvm::sys::fs::exists(folder))
      return reportNoFiles(session, "there is no folder `" + folder + "`", folder);
  return llvm::Error::success();
}

static llvm::Expected<NamedSchema> declaredIn(Session& session, const Dialect& dialect,
                                              const SemaOptions& options,
                                              llvm::ArrayRef<std::string> places) {
  std::vector<std::string> files;
  for (const std::string& place : places) {
    if (!llvm::sys::fs::is_directory(place)) {
      files.push_back(place);
      continue;
    }
    llvm::Expected<std::vector<std::string>> found = discoverRevisions(place);
    if (!found)
      return found.takeError();
    llvm::append_range(files, *found);
  }
  if (files.empty())
    return reportNoFiles(session, "none in `" + llvm::join(places, "`, `") + "`", places.front());
  auto read = [&](llvm::StringRef path) { return session.read(path); };
  llvm::Expected<std::optional<DeclaredSchema>> declared =
      readDeclaredSchema(files, read, dialect, options, session.diags());
  if (!declared)
    return declared.takeError();
  if (!*declared)
    return llvm::make_error<Reported>();
  return NamedSchema{llvm::join(places, ", "), std::move((*declared)->catalog),
                     std::move((*declared)->renames), std::move((*declared)->sites)};
}

static llvm::Expected<NamedSchema> builtBy(Session& session, const Dialect& dialect,
                                           const SemaOptions& options, llvm::StringRef text) {
  llvm::Expected<const History*> history = session.history();
  if (!history)
    return history.takeError();
  RevisionList revisions;
  if (!(*history)->empty()) {
    llvm::Expected<RevisionList> found = resolveRevisions(session, **history, text);
    if (!found)
      return found.takeError();
    revisions = std::move(*found);
  }
  PlanCompiler compiler(**history, dialect, options, session.diags());
  NamedSchema schema{text.str(), compiler.simulate((*history)->withAncestors(revisions).list())};
  if (llvm::Error error = session.reported())
    return error;
  return schema;
}

//===--- A database -------------------------------------------------------===//

/// The default schema, and those that are expected or that something expected stands in.
static std::set<std::string> schemasOf(const Catalog& expected, llvm::StringRef defaultSchema) {
  std::set<std::string> schemas = {defaultSchema.str()};
  for (const auto& table : expected.tables.all())
    if (!table->name.schema.empty())
      schemas.insert(table->name.schema);
  for (const auto& object : expected.objects.all()) {
    const ObjectId id = idOf(*object);
    if (id.kind == ObjectKind::Schema)
      schemas.insert(id.name.name);
    else if (!id.name.schema.empty())
      schemas.insert(id.name.schema);
  }
  return schemas;
}

static llvm::Expected<NamedSchema> heldBy(Session& session, llvm::StringRef word,
                                          const Catalog& expected) {
  llvm::Expected<const Target*> target =
      word == databaseWord ? session.target() : session.targetAt(word);
  if (!target)
    return target.takeError();
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session, **target);
  if (!state)
    return state.takeError();
  const DatabaseSettings& settings = state->target->settings;
  const OwnObjects own(settings);
  NamedSchema schema{state->target->name, Catalog()};
  schema.isLive = true;
  if (state->isMissing)
    return schema;
  ReflectionScope scope = state->scope();
  if (state->dialect->facts().hasSchemas)
    scope.schemas = schemasOf(expected, settings.defaultSchema.empty()
                                            ? llvm::StringRef(state->dialect->facts().defaultSchema)
                                            : llvm::StringRef(settings.defaultSchema));
  llvm::Expected<LiveSchema> live =
      readLiveSchema(*state->connection, *state->dialect, scope, expected);
  if (!live)
    return live.takeError();
  llvm::erase_if(live->notRepresented,
                 [&](const NotRepresented& it) { return !own.mayHold(it.name); });
  reportNotRepresented(live->notRepresented, session.diags());
  schema.catalog = own.select(live->catalog, expected);
  return schema;
}

//===--- The word ---------------------------------------------------------===//

bool isLive(llvm::StringRef word) {
  return word == databaseWord || Url::isMeantBy(word);
}

static llvm::Expected<NamedSchema> findWhole(Session& session, const Dialect& dialect,
                                             llvm::StringRef text, const Catalog& expected) {
  if (isLive(text))
    return heldBy(session, text, expected);
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  if (text == "schema") {
    llvm::Expected<const Configuration*> project = session.configuration();
    if (!project)
      return project.takeError();
    const std::vector<std::string> folders = (*project)->schemaFolders();
    if (llvm::Error error = checkFolders(session, folders))
      return error;
    return declaredIn(session, dialect, *options, folders);
  }
  if (text.ends_with(migrationSuffix) || llvm::sys::fs::is_directory(text))
    return declaredIn(session, dialect, *options, text.str());
  return builtBy(session, dialect, *options, text);
}

llvm::Expected<NamedSchema> findSchema(Session& session, const Dialect& dialect,
                                       llvm::StringRef text, const Catalog& expected) {
  llvm::Expected<DatabaseSettings> settings = session.settings();
  if (!settings)
    return settings.takeError();
  llvm::Expected<NamedSchema> found = findWhole(session, dialect, text, expected);
  if (found && !llvm::is_contained(settings->manage, "grants"))
    found->catalog = withoutGrants(std::move(found->catalog));
  return found;
}

} // namespace retort
