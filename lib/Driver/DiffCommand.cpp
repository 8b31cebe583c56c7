#include "Driver/GlobalOptions.h"
#include "Driver/SchemaComparison.h"
#include "Migrate/RevisionCompiler.h"
#include "Migrate/ScriptWriter.h"
#include "Syntax/Formatter.h"
#include "Syntax/Printer.h"

namespace retort {

static constexpr Option source = {.name = "--source", .help = "as statements of the language"};
static constexpr Option asSql = {.name = "--sql", .help = "as SQL"};

static void printSource(const SchemaComparison& comparison, llvm::raw_ostream& out) {
  ast::Arena arena;
  OperationSource statements =
      toSource(comparison.difference.operations, comparison.from.catalog, arena);
  for (const ast::Node* statement : statements.statements)
    out << print(*statement);
  for (const std::string& unsaid : statements.unsaid)
    out << "// not in the language's words: " << unsaid << '\n';
}

static llvm::Error printSql(Session& session, const Dialect& dialect,
                            const SchemaComparison& comparison) {
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  std::vector<LocatedOperation> operations;
  for (const Operation& operation : comparison.difference.operations)
    operations.emplace_back().operation = operation;
  RevisionCompiler compiler(dialect, *options, session.diags());
  CompiledSection section = compiler.lower(std::move(operations), comparison.from.catalog);
  if (llvm::Error error = session.reported())
    return error;
  writeSection(section, dialect, session.out());
  return llvm::Error::success();
}

static Outcome run(Session& session) {
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  const Arguments& arguments = session.arguments();
  llvm::Expected<SchemaComparison> comparison =
      compareSchemas(session, **dialect, arguments.positional(0), arguments.positional(1));
  if (!comparison)
    return comparison.takeError();
  if (arguments.has(asSql)) {
    if (llvm::Error error = printSql(session, **dialect, *comparison))
      return error;
  } else if (arguments.has(source)) {
    printSource(*comparison, session.out());
  } else {
    comparison->print(session.console());
  }
  if (comparison->empty())
    session.console().say(comparison->from.name + " and " + comparison->to.name + " are the same");
  return session.conclude();
}

static constexpr Positional positionals[] = {
    {.name = "FROM", .help = "`schema`, a schema file or folder, a revision, `database`, or a URL"},
    {.name = "TO", .help = "likewise"}};
static constexpr const Option* ownOptions[] = {&source, &asSql, &options::renames,
                                               &options::dialect, &options::json};

constexpr CommandBody diffCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .takesUrls = true,
    .description =
        "Shows what turns one schema into another: what schema files declare, what the revisions up to\n"
        "one make, or what a database holds. `schema` is what the project's own schema files declare,\n"
        "`database` the project's database, or that of --url; the URL of any other is a word, too. Of a\n"
        "database what `include` and `exclude` leave, and retort's own tables are left out. Changes "
        "nothing.",
    .examples = "retort diff head schema\n"
                "retort diff head database\n"
                "retort diff postgresql://localhost/shop schema\n"
                "retort diff 9b84540a7c1c head --sql --dialect postgresql",
    .run = run,
};

} // namespace retort
