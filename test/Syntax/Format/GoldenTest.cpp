// The layout of every construct. The files of Inputs/ are laid out as they should be;
// formatting keeps them so, and gives them back when their layout is taken away.
#include "Syntax/Formatter.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

std::vector<std::string> goldenFiles() {
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(RETORT_TEST_SOURCES "/Syntax/Format/Inputs", error),
       end;
       it != end && !error; it.increment(error))
    files.push_back(it->path());
  llvm::sort(files);
  return files;
}

/// The program on as few lines as its comments and empty lines allow.
std::string squeezed(const Program& program) {
  const SourceBuffer& source = *program.source;
  std::vector<std::pair<SourceRange, bool>> parts; // is it a comment?
  for (const Token& token : program.tokens)
    parts.emplace_back(token.range, false);
  for (const Comment& comment : program.comments)
    parts.emplace_back(comment.range, true);
  llvm::sort(parts, [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });

  std::string text;
  uint32_t end = 0;
  bool afterComment = false;
  for (auto [range, isComment] : parts) {
    llvm::StringRef gap = source.text({end, range.begin});
    const size_t lines = gap.count('\n');
    if (lines > 1)
      text += "\r\n\n \t\n";
    else if (lines > 0 && (isComment || afterComment))
      text += "\n";
    else
      text += gap.empty() ? "" : " ";
    if (isComment && lines > 0) // its other lines are indented from here
      text += gap.rsplit('\n').second;
    text += source.text(range);
    end = range.end;
    afterComment = isComment;
  }
  return text;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, IsHowItIsLaidOut) {
  auto source = SourceBuffer::read(GetParam());
  ASSERT_TRUE(bool(source)) << llvm::toString(source.takeError());
  DiagnosticEngine diags;
  Parser parser;
  const Program program = parser.parse(**source, diags);
  ASSERT_TRUE(program.file) << diags.diagnostics().front().message;
  EXPECT_EQ(format(program), (*source)->text().str());

  const SourceBuffer flat("squeezed.mig", squeezed(program));
  const Program flatProgram = parser.parse(flat, diags);
  ASSERT_TRUE(flatProgram.file) << diags.diagnostics().front().message << "\n" << flat.text().str();
  EXPECT_EQ(format(flatProgram), (*source)->text().str());
}

INSTANTIATE_TEST_SUITE_P(Inputs, Golden, testing::ValuesIn(goldenFiles()), [](const auto& info) {
  std::string name = llvm::sys::path::stem(info.param).str();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

} // namespace
