#include "Diff/Diff.h"
#include "Driver/FitCheck.h"
#include "Driver/GlobalOptions.h"
#include "Driver/SchemaWord.h"
#include "Driver/Session.h"
#include "Migrate/PlanCompiler.h"
#include "Migrate/ScriptWriter.h"
#include "Support/English.h"
#include "Syntax/Dump.h"
#include "Syntax/Parser.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr llvm::StringLiteral stages[] = {"tokens", "ast", "ops", "sql", "json"};
static constexpr Option emit = {.name = "--emit",
                                .value = "STAGE",
                                .help = "what to print; sql if left out",
                                .choices = stages};
static constexpr Option schemaFile = {.name = "--schema",
                                      .value = "FILE",
                                      .help = "a schema file to start from, instead of the history",
                                      .repeatable = true};
static constexpr Option against = {
    .name = "--against",
    .value = "URL",
    .help = "a database that it must fit; `database` is the project's"};
static constexpr Option downgrade = {.name = "--downgrade", .help = "compile the way back"};

namespace {

/// One file on its way through the compiler.
class FileCompiler {
public:
  explicit FileCompiler(Session& session)
      : session_(session), arguments_(session.arguments()),
        stage_(arguments_.value(emit).value_or("sql")) {}

  Outcome run();

private:
  llvm::Error chooseDialect();
  llvm::Error connect(llvm::StringRef where);
  llvm::Error checkAgainst(const SimulatedRevision& revision, const CompiledSection& section);
  llvm::Error readSchemaFiles(RevisionCompiler& compiler);
  llvm::Error findStart(RevisionCompiler& compiler);
  llvm::Error compileRevision(RevisionCompiler& compiler);
  llvm::Error compileSchema(RevisionCompiler& compiler);
  void print(const CompiledSection& section);
  void printJson(const CompiledSection& section);

  Session& session_;
  const Arguments& arguments_;
  llvm::StringRef stage_;
  Parser parser_;
  Program program_;
  std::vector<Program> schemas_;
  /// That of `--against`.
  std::optional<DatabaseState> database_;
  std::unique_ptr<Dialect> offlineDialect_;
  const Dialect* dialect_ = nullptr;
  SemaOptions options_;
};

} // namespace

Outcome FileCompiler::run() {
  llvm::Expected<const SourceBuffer*> source = session_.read(arguments_.positional(0));
  if (!source)
    return source.takeError();
  program_ = parser_.parse(**source, session_.diags());
  if (stage_ == "tokens") {
    session_.out() << dumpTokens(program_);
    return session_.conclude();
  }
  if (!program_.file)
    return session_.conclude();
  if (stage_ == "ast") {
    session_.out() << dumpTree(program_);
    return ExitCode::Success;
  }
  if (llvm::Error error = chooseDialect())
    return error;
  RevisionCompiler compiler(*dialect_, options_, session_.diags());
  llvm::Error error = program_.file->revision ? compileRevision(compiler) : compileSchema(compiler);
  if (error)
    return error;
  return session_.conclude();
}

llvm::Error FileCompiler::connect(llvm::StringRef where) {
  if (arguments_.has(options::dialect))
    return llvm::make_error<UsageError>("`--dialect` is for no database: one speaks its own",
                                        "leave one of --dialect and --against out");
  if (where != databaseWord)
    session_.useUrl(where);
  llvm::Expected<DatabaseState> state = DatabaseState::connect(session_);
  if (!state)
    return state.takeError();
  database_ = std::move(*state);
  dialect_ = database_->dialect.get();
  return llvm::Error::success();
}

llvm::Error FileCompiler::chooseDialect() {
  if (std::optional<llvm::StringRef> where = arguments_.value(against)) {
    if (llvm::Error error = connect(*where))
      return error;
  } else {
    llvm::Expected<std::unique_ptr<Dialect>> dialect = session_.chosenDialect();
    if (!dialect)
      return dialect.takeError();
    offlineDialect_ = std::move(*dialect);
    dialect_ = offlineDialect_.get();
  }
  llvm::Expected<SemaOptions> options = session_.semaOptions();
  if (!options)
    return options.takeError();
  options_ = std::move(*options);
  return llvm::Error::success();
}

llvm::Error FileCompiler::checkAgainst(const SimulatedRevision& revision,
                                       const CompiledSection& section) {
  const PlannedRevision planned{*revision.source, section};
  if (llvm::Error error = checkFit(session_, *database_, planned, revision.before, options_))
    return error;
  return session_.reported();
}

llvm::Error FileCompiler::compileRevision(RevisionCompiler& compiler) {
  if (llvm::Error error = findStart(compiler))
    return error;
  SimulatedRevision revision = compiler.advance(program_);
  if (llvm::Error error = session_.reported())
    return error;
  CompiledSection section;
  if (arguments_.has(downgrade)) {
    section = compiler.compileDowngrade(revision);
  } else {
    compiler.checkDowngrade(revision);
    section = compiler.lowerUpgrade(revision);
  }
  if (llvm::Error error = session_.reported())
    return error;
  if (database_ && !arguments_.has(downgrade))
    if (llvm::Error error = checkAgainst(revision, section))
      return error;
  print(section);
  return llvm::Error::success();
}

static Origin declarationOf(const Operation& operation, const DeclarationSites& sites) {
  if (const auto* create = std::get_if<op::CreateTable>(&operation))
    return sites.find(ObjectKind::Table, create->table.name).origin;
  if (const auto* declare = std::get_if<op::DeclareExternal>(&operation))
    return sites.find(ObjectKind::Table, declare->table.name).origin;
  if (const auto* alter = std::get_if<op::AlterTable>(&operation))
    return sites.find(ObjectKind::Table, alter->table).origin;
  if (const auto* create = std::get_if<op::CreateObject>(&operation))
    return sites.find(idOf(create->object)).origin;
  return {};
}

/// What it takes to create everything that the file declares.
static std::vector<LocatedOperation> creationOf(const Catalog& catalog,
                                                const DeclarationSites& sites) {
  std::vector<LocatedOperation> operations;
  for (Operation& operation : diff(Catalog(), catalog).operations) {
    Origin origin = declarationOf(operation, sites);
    operations.push_back({std::move(operation), origin, {}, std::nullopt});
  }
  return operations;
}

llvm::Error FileCompiler::compileSchema(RevisionCompiler& compiler) {
  Checker& checker = compiler.checker();
  checker.declare(*program_.source, program_.file->declarations);
  Catalog catalog = checker.finishDeclarations();
  if (llvm::Error error = session_.reported())
    return error;
  CompiledSection section = compiler.lower(creationOf(catalog, checker.sites()), Catalog());
  if (llvm::Error error = session_.reported())
    return error;
  print(section);
  return llvm::Error::success();
}

/// Nothing, the schema files of --schema, or what the project's history has built before
/// this revision.
llvm::Error FileCompiler::findStart(RevisionCompiler& compiler) {
  if (arguments_.has(schemaFile))
    return readSchemaFiles(compiler);
  const ast::Revision& revision = *program_.file->revision;
  if (revision.revises.empty() && revision.dependsOn.empty())
    return llvm::Error::success();
  llvm::Expected<const History*> history = session_.history();
  if (!history)
    return history.takeError();
  std::vector<const Revision*> before;
  for (ast::Names names : {revision.revises, revision.dependsOn})
    for (const ast::Name& name : names) {
      const Revision* found = (*history)->find(name.text);
      if (!found)
        found = (*history)->findLabel(name.text);
      if (found)
        before.push_back(found);
      else
        session_.diags().report(diag::UnknownRevision, Origin{program_.source, name.range},
                                name.text);
    }
  if (llvm::Error error = session_.reported())
    return error;
  PlanCompiler plan(**history, *dialect_, options_, session_.diags());
  compiler.startFrom(plan.simulate((*history)->withAncestors(before).list()));
  return session_.reported();
}

llvm::Error FileCompiler::readSchemaFiles(RevisionCompiler& compiler) {
  for (llvm::StringRef path : arguments_.values(schemaFile)) {
    llvm::Expected<const SourceBuffer*> source = session_.read(path);
    if (!source)
      return source.takeError();
    Program& program = schemas_.emplace_back(parser_.parse(**source, session_.diags()));
    if (program.file && program.file->revision)
      return llvm::make_error<UsageError>("`--schema` needs a schema file, and " + quoted(path) +
                                          " is a revision");
    if (program.file)
      compiler.checker().declare(**source, program.file->declarations);
  }
  compiler.startFrom(compiler.checker().finishDeclarations());
  return session_.reported();
}

void FileCompiler::print(const CompiledSection& section) {
  if (stage_ == "json")
    return printJson(section);
  if (stage_ == "sql")
    return writeSection(section, *dialect_, session_.out());
  for (const CompiledOperation& operation : section.operations)
    session_.out() << dump(operation.operation.operation);
}

void FileCompiler::printJson(const CompiledSection& section) {
  llvm::json::OStream json(session_.out(), 2);
  json.object([&] {
    json.attribute("dialect", dialect_->name());
    json.attribute("version", dialect_->version().str());
    if (const ast::Revision* revision = program_.file->revision)
      json.attribute("revision", revision->id.text);
    json.attributeArray("operations", [&] {
      for (const CompiledOperation& compiled : section.operations)
        json.object([&] {
          Origin origin = compiled.operation.origin;
          json.attribute("operation", describe(compiled.operation.operation));
          if (origin)
            json.attribute("line", origin.buffer->locate(origin.range.begin).line);
          json.attributeArray("statements", [&] {
            for (const Statement& statement : compiled.statements)
              json.value(statement.sql);
          });
          for (const Statement& statement : compiled.statements)
            if (!statement.doneWhen.empty())
              return json.attribute("doneWhen", statement.doneWhen);
        });
    });
    json.attributeArray("losses", [&] {
      for (const std::string& loss : section.losses)
        json.value(loss);
    });
  });
  session_.out() << '\n';
}

static Outcome run(Session& session) {
  return FileCompiler(session).run();
}

static constexpr Positional positionals[] = {
    {.name = "FILE", .help = "a revision or a schema file, or - for standard input"}};
static constexpr const Option* ownOptions[] = {&options::dialect, &emit, &schemaFile, &downgrade,
                                               &against, &options::ignoreDrift, &options::checkData,
                                               &options::json};

constexpr CommandBody compileCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .description = "Takes one file through the compiler and prints what comes out of a stage: the "
                   "tokens, the\n"
                   "tree, the operations or the SQL. A revision starts from what its project's "
                   "history has built\n"
                   "before it, or from --schema; a schema file is what it takes to create it. With\n"
                   "--against the upgrade is also held against a live database: what is not there, "
                   "what is\nthere besides the history and would change a statement, and, with "
                   "--check-data, which rows\nare in the way.",
    .examples = "retort compile versions/*quality.mig --dialect postgresql\n"
                "retort compile schema/shop.mig --dialect sqlite --emit ops\n"
                "retort compile versions/*quality.mig --against database --check-data",
    .run = run,
};

} // namespace retort
