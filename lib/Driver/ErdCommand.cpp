#include "Driver/Erd/DiagramWriter.h"
#include "Driver/GlobalOptions.h"
#include "Driver/SchemaWord.h"

namespace retort {
namespace {

struct Format {
  llvm::StringLiteral name;
  void (*write)(const erd::Diagram& diagram, llvm::raw_ostream& out);
};

constexpr Format formats[] = {
    {"svg", erd::writeSvg}, {"dot", erd::writeDot}, {"mermaid", erd::writeMermaid}};
constexpr llvm::StringLiteral formatNames[] = {formats[0].name, formats[1].name, formats[2].name};

} // namespace

static constexpr Option format = {
    .name = "--format", .value = "FORMAT", .help = "svg if left out", .choices = formatNames};

static Outcome run(Session& session) {
  const llvm::StringRef word = session.arguments().positional(0, "heads");
  llvm::Expected<std::unique_ptr<Dialect>> dialect = session.chosenDialect();
  if (!dialect)
    return dialect.takeError();
  llvm::Expected<NamedSchema> schema = findSchema(session, **dialect, word);
  if (!schema)
    return schema.takeError();
  const erd::Diagram diagram = erd::diagramOf(schema->catalog);
  llvm::StringRef chosen = session.arguments().value(format).value_or(formats[0].name);
  for (const Format& each : formats)
    if (each.name == chosen)
      each.write(diagram, session.out());
  return session.conclude();
}

static constexpr Positional positionals[] = {
    {.name = "SCHEMA",
     .count = Positional::Optional,
     .help =
         "a revision, `schema`, a schema file or folder, `database`, or a URL; the heads if left "
         "out"}};
static constexpr const Option* ownOptions[] = {&format, &options::dialect};

constexpr CommandBody erdCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .takesUrls = true,
    .description =
        "Draws tables, their columns and keys, and what refers to what: as a picture that needs\n"
        "nothing else, or as text for Graphviz or Mermaid.",
    .examples = "retort erd > schema.svg\nretort erd database --format mermaid\n"
                "retort erd sqlite:app.db > app.svg",
    .run = run,
};

} // namespace retort
