// The laws of the formatter, over programs that a generator makes and over the corpus.
#include "Syntax/Formatter.h"

#include "Syntax/Dump.h"
#include "Syntax/FormatLaws.h"
#include "Syntax/Parser.h"
#include "Syntax/ProgramGenerator.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

/// The kinds of the nodes in a program's dump.
void collectKinds(const Program& program, llvm::StringSet<>& kinds) {
  const std::string tree = dumpTree(program, {.places = false});
  for (llvm::StringRef line : llvm::split(tree, '\n'))
    kinds.insert(line.rsplit(' ').second.empty() ? line.trim() : line.rsplit(' ').second);
}

TEST(Formatter, KeepsItsLawsOnRandomPrograms) {
  const uint64_t first = numberFromEnvironment("RETORT_TEST_SEED", 1);
  const uint64_t count = numberFromEnvironment("RETORT_TEST_PROGRAMS", 500);
  for (uint64_t seed = first; seed < first + count; ++seed) {
    const std::string text = ProgramGenerator(seed).program();
    bool parses = false;
    const auto broken = brokenFormatLaw(text, parses);
    ASSERT_TRUE(parses) << "RETORT_TEST_SEED=" << seed << "\n" << text;
    ASSERT_FALSE(broken) << "RETORT_TEST_SEED=" << seed << ": " << *broken;
  }
}

TEST(Formatter, KeepsItsLawsOnTheCorpus) {
  std::error_code error;
  size_t files = 0;
  const std::string corpus = RETORT_TEST_SOURCES "/Syntax/corpus";
  for (llvm::sys::fs::directory_iterator it(corpus, error), end; it != end && !error;
       it.increment(error)) {
    if (llvm::sys::path::extension(it->path()) != ".mig")
      continue;
    auto buffer = SourceBuffer::read(it->path());
    ASSERT_TRUE(bool(buffer)) << llvm::toString(buffer.takeError());
    bool parses = false;
    const auto broken = brokenFormatLaw((*buffer)->text(), parses);
    EXPECT_TRUE(parses) << it->path();
    EXPECT_FALSE(broken) << it->path() << ": " << *broken;
    ++files;
  }
  EXPECT_FALSE(error) << error.message();
  EXPECT_GE(files, 20u) << "the corpus is in " << corpus;
}

// A law that is tested on half of the language is half a law.
TEST(ProgramGenerator, MakesEveryKindOfNode) {
  llvm::StringSet<> kinds;
  Parser parser;
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    const SourceBuffer source("random.mig", ProgramGenerator(seed).program());
    DiagnosticEngine diags;
    const Program program = parser.parse(source, diags);
    ASSERT_TRUE(program.file) << "seed " << seed << ": " << diags.diagnostics().front().message;
    collectKinds(program, kinds);
  }
#define RETORT_NODE(Name, Base) EXPECT_TRUE(kinds.contains(#Name)) << #Name;
#include "Syntax/Nodes.def"
}

TEST(ProgramGenerator, MakesTheSameProgramFromTheSameSeed) {
  EXPECT_EQ(ProgramGenerator(7).program(), ProgramGenerator(7).program());
  EXPECT_NE(ProgramGenerator(7).program(), ProgramGenerator(8).program());
}

std::string formatted(std::string text) {
  const SourceBuffer source("test.mig", std::move(text));
  DiagnosticEngine diags;
  Parser parser;
  auto result = formatSource(parser, source, diags);
  return result ? *result : "error: " + diags.diagnostics().front().message;
}

TEST(Formatter, TouchesNothingThatItDoesNotUnderstand) {
  const SourceBuffer source("test.mig", "table t { a int");
  DiagnosticEngine diags;
  Parser parser;
  EXPECT_EQ(formatSource(parser, source, diags), std::nullopt);
  EXPECT_TRUE(diags.hasErrors());
}

TEST(Formatter, KeepsRawTextByteForByte) {
  const std::string raw = "\"\"\"\r\n\tSELECT  1 ;  \r\n\n   \x01 // x\r\n\"\"\"";
  EXPECT_EQ(formatted("view v\r\nas   " + raw + "\r\n;"), "view v as " + raw + ";\n");
}

TEST(Formatter, DropsByteOrderMarkCarriageReturnsAndStrays) {
  EXPECT_EQ(formatted("\xEF\xBB\xBF;;schema a;\r\n;\r\nschema b;;\r\n"), "schema a;\nschema b;\n");
}

TEST(Formatter, GivesNothingForNothing) {
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted(" \r\n\n\t ;; \n"), "");
  EXPECT_EQ(formatted("\n\n// only this\n\n"), "// only this\n");
}

TEST(Formatter, SetsLongChainsWithoutRunningOutOfStack) {
  std::string sum = "a";
  for (int i = 0; i < 4000; ++i)
    sum += " + a";
  const std::string text = formatted("table t { check (" + sum + " > 0); }");
  EXPECT_TRUE(llvm::StringRef(text).starts_with("table t {\n  check (\n    a\n"))
      << text.substr(0, 200);
  EXPECT_EQ(formatted(text), text);
}

} // namespace
