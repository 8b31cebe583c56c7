#include "Migrate/DeclaredSchema.h"

#include "Syntax/Parser.h"
#include "Syntax/Program.h"

namespace retort {

llvm::Expected<std::optional<DeclaredSchema>>
readDeclaredSchema(llvm::ArrayRef<std::string> paths,
                   llvm::function_ref<llvm::Expected<const SourceBuffer*>(llvm::StringRef)> read,
                   const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags) {
  const size_t errorsBefore = diags.errorCount();
  Parser parser;
  Checker checker(dialect, options, diags);
  // What was declared points into the trees until all is read.
  std::vector<Program> programs;
  programs.reserve(paths.size());
  for (const std::string& path : paths) {
    llvm::Expected<const SourceBuffer*> source = read(path);
    if (!source)
      return source.takeError();
    const Program& program = programs.emplace_back(parser.parse(**source, diags));
    if (!program.file)
      continue;
    if (const ast::Revision* revision = program.file->revision)
      diags.report(diag::RevisionAmongSchemaFiles, Origin{*source, revision->id.range},
                   revision->id.text);
    else
      checker.declare(**source, program.file->declarations);
  }
  // Half a schema would look as if the rest were to be dropped.
  if (diags.errorCount() != errorsBefore)
    return std::nullopt;
  DeclaredSchema schema;
  schema.catalog = checker.finishDeclarations();
  if (diags.errorCount() != errorsBefore)
    return std::nullopt;
  schema.renames = checker.renames();
  schema.sites = checker.sites();
  return schema;
}

} // namespace retort
