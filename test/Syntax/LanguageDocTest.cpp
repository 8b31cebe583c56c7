// docs/language.md says what the grammar says.
#include "Support/Diagnostics.h"
#include "Syntax/Parser.h"

#include <gtest/gtest.h>
#include <set>

using namespace retort;

static std::unique_ptr<SourceBuffer> readDoc() {
  return llvm::cantFail(SourceBuffer::read(RETORT_TEST_DIR "/../docs/language.md"));
}

TEST(LanguageDoc, ItsExamplesParse) {
  auto doc = readDoc();
  Parser parser;
  unsigned examples = 0;
  llvm::StringRef rest = doc->text();
  for (size_t begin; (begin = rest.find("```mig\n")) != llvm::StringRef::npos; ++examples) {
    rest = rest.drop_front(begin + 7);
    SourceBuffer example("example.mig", rest.take_front(rest.find("\n```") + 1).str());
    DiagnosticEngine diags;
    parser.parse(example, diags);
    for (const Diagnostic& diagnostic : diags.diagnostics())
      ADD_FAILURE() << diagnostic.message << " at "
                    << example.lineAt(diagnostic.origin.range.begin).str();
    rest = rest.drop_front(rest.find("\n```") + 4);
  }
  EXPECT_GT(examples, 8u);
}

TEST(LanguageDoc, ListsTheReservedWords) {
  auto doc = readDoc();
  std::set<std::string> listed;
  llvm::StringRef rest = doc->text().split("<!-- reserved words").second.split("-->").second;
  for (;;) {
    auto [word, more] = rest.split('`').second.split('`');
    if (word.empty())
      break;
    listed.insert(word.str());
    rest = more;
  }
  std::set<std::string> reserved;
#define RETORT_RESERVED_WORD(Spelling) reserved.insert(Spelling);
#include "Support/ReservedWords.def"
  EXPECT_EQ(listed, reserved);
}
