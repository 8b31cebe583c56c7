#include "Syntax/Parser.h"

#include "MigParser.h"
#include "Syntax/AstBuilder.h"
#include "Syntax/ErrorStrategy.h"
#include "Syntax/Tokenizer.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

struct Parser::Impl {
  Tokenizer tokenizer;
  SourceTokens tokens;
  std::shared_ptr<ErrorStrategy> errors = std::make_shared<ErrorStrategy>();
  MigParser parser{&tokens};

  Impl() {
    parser.setErrorHandler(errors);
    parser.removeErrorListeners();
    // The builder reads labels, which are set all the same.
    parser.setBuildParseTree(false);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::SLL);
  }

  const ast::File* parse(const SourceBuffer& source, ast::Arena& arena,
                         llvm::ArrayRef<Comment> comments, DiagnosticEngine& diags);
};

Parser::Parser() : impl_(std::make_unique<Impl>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

/// The tree of the tokens, whatever is wrong with them; what is wrong goes to `diags`.
const ast::File* Parser::Impl::parse(const SourceBuffer& source, ast::Arena& arena,
                                     llvm::ArrayRef<Comment> comments, DiagnosticEngine& diags) {
  std::vector<uint32_t> faults;
  for (const Diagnostic& diagnostic : diags.diagnostics())
    faults.push_back(diagnostic.origin.range.begin);
  llvm::sort(faults);

  // Each repair uncovers what stood behind it, at the price of another parse. The
  // bound keeps a file of nothing but mistakes linear.
  constexpr unsigned maxParses = 16;
  for (unsigned parses = 1;; ++parses) {
    DiagnosticEngine found;
    DiagnosticEngine repairable;
    errors->begin(source, tokens, faults, found, repairable);
    tokens.seek(0);
    parser.setTokenStream(&tokens);
    MigParser::FileContext* tree = parser.file();
    diags.append(repairable.take());
    const bool again =
        !errors->repairs().empty() && parses < maxParses && diags.errorCount() <= Parser::maxErrors;
    for (const Repair& repair : errors->repairs())
      tokens.at(repair.token).becomes(repair.kind);
    if (again)
      continue;
    diags.append(found.take());
    return AstBuilder(source, tokens, comments, arena, diags).build(tree);
  }
}

/// In the order of the file, and not more than anyone reads.
static std::vector<Diagnostic> inOrder(std::vector<Diagnostic> all) {
  llvm::stable_sort(all, [](const Diagnostic& a, const Diagnostic& b) {
    return a.origin.range.begin < b.origin.range.begin;
  });
  auto isError = [](const Diagnostic& each) { return each.severity == Severity::Error; };
  if (llvm::count_if(all, isError) <= Parser::maxErrors)
    return all;
  llvm::erase_if(all, [&](const Diagnostic& each) { return !isError(each); });
  const Origin last = all[Parser::maxErrors].origin;
  all.resize(Parser::maxErrors);
  DiagnosticEngine more;
  more.report(diag::TooManyErrors, last, Parser::maxErrors);
  all.push_back(more.take().front());
  return all;
}

Program Parser::parse(const SourceBuffer& source, DiagnosticEngine& diags) {
  Program program;
  program.source = &source;
  program.arena = std::make_unique<ast::Arena>();

  DiagnosticEngine found;
  const ast::File* file = nullptr;
  if (impl_->tokenizer.tokenize(source, impl_->tokens, program.comments, found))
    file = impl_->parse(source, *program.arena, program.comments, found);
  if (!found.hasErrors())
    program.file = file;

  program.tokens.reserve(impl_->tokens.count());
  for (size_t i = 0; i < impl_->tokens.count(); ++i)
    program.tokens.push_back(
        {static_cast<uint16_t>(impl_->tokens.at(i).getType()), impl_->tokens.at(i).range()});

  diags.append(inOrder(found.take()));
  return program;
}

} // namespace retort
