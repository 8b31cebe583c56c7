#include "Driver/GlobalOptions.h"
#include "Driver/Session.h"
#include "Syntax/Dump.h"
#include "Syntax/Parser.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr llvm::StringLiteral stages[] = {"tokens", "ast"};
static constexpr Option emit = {.name = "--emit",
                                .value = "STAGE",
                                .help = "what to print; ast if left out",
                                .choices = stages};
static Outcome run(Session& session) {
  llvm::Expected<const SourceBuffer*> source = session.read(session.arguments().positional(0));
  if (!source)
    return source.takeError();
  Program program = Parser().parse(**source, session.diags());
  if (session.arguments().value(emit).value_or("ast") == "tokens")
    session.out() << dumpTokens(program);
  else if (program.file)
    session.out() << dumpTree(program);
  return session.conclude();
}

static constexpr Positional positionals[] = {
    {.name = "FILE", .help = "a revision or a schema file, or - for standard input"}};
static constexpr const Option* ownOptions[] = {&emit, &options::json};

constexpr CommandBody compileCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .usesProject = false,
    .description = "Takes one file through the compiler and prints what comes out of a stage.",
    .examples = "retort compile versions/first.mig --emit tokens",
    .run = run,
};

} // namespace retort
