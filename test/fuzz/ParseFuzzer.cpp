// The lexer and the parser: whatever the bytes are, there is a tree or an error, the
// places of all tokens, comments and nodes are in the text, and a header that is read
// by hand is the one that the parser reads.
#include "Syntax/Dump.h"
#include "Syntax/Parser.h"
#include "Syntax/RevisionHeader.h"

#include "llvm/Support/ErrorHandling.h"

#include <cstdint>

using namespace retort;

static void require(bool law, const char* message) {
  if (!law)
    llvm::report_fatal_error(message);
}

static void checkTokens(const Program& program) {
  const auto size = static_cast<uint32_t>(program.source->text().size());
  uint32_t end = 0;
  for (const Token& token : program.tokens) {
    require(end <= token.range.begin && token.range.begin < token.range.end,
            "tokens follow one another");
    end = token.range.end;
  }
  require(end <= size, "the last token is in the text");
  end = 0;
  for (const Comment& comment : program.comments) {
    require(end <= comment.range.begin && comment.range.begin < comment.range.end,
            "comments follow one another");
    end = comment.range.end;
  }
  require(end <= size, "the last comment is in the text");
}

static void checkHeader(const Program& program) {
  DiagnosticEngine diags;
  const auto header = readRevisionHeader(*program.source, diags);
  const ast::Revision* revision = program.file ? program.file->revision : nullptr;
  if (!revision)
    return; // what is wrong may stand behind the header
  require(header.has_value(), "what the parser takes for a header is one");
  require(header->id.text == revision->id.text, "both read the same id");
  require(header->message == revision->message.value, "both read the same message");
  require(header->created == revision->created.value, "both read the same date");
  auto same = [](const std::vector<HeaderName>& a, ast::Names b) {
    if (a.size() != b.size())
      return false;
    for (size_t i = 0; i < a.size(); ++i)
      if (a[i].text != b[i].text || a[i].origin.range != b[i].range)
        return false;
    return true;
  };
  require(same(header->revises, revision->revises), "both read the same parents");
  require(same(header->labels, revision->labels), "both read the same labels");
  require(same(header->dependsOn, revision->dependsOn), "both read the same dependencies");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Parser parser;
  const SourceBuffer source("fuzz.mig", {reinterpret_cast<const char*>(data), size});
  DiagnosticEngine diags;
  const Program program = parser.parse(source, diags);
  require(program.file || diags.hasErrors(), "without a tree there is an error");
  require(!program.file || !diags.hasErrors(), "with an error there is no tree");
  for (const Diagnostic& diagnostic : diags.diagnostics())
    require(diagnostic.origin.range.begin <= diagnostic.origin.range.end &&
                diagnostic.origin.range.end <= size,
            "a diagnostic is about a place in the text");
  checkTokens(program);
  dumpTokens(program);
  if (program.file)
    dumpTree(program);
  checkHeader(program);
  return 0;
}
