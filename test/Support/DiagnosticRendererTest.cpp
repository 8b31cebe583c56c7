// What a person sees of a diagnostic, byte for byte, and what a program reads.
#include "Support/DiagnosticRenderer.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <gtest/gtest.h>

using namespace retort;

namespace {

/// A buffer in which places are found by their text.
struct Sample {
  SourceBuffer buffer;
  DiagnosticEngine diags;

  explicit Sample(std::string text) : buffer("shop.mig", std::move(text)) {}

  Origin at(llvm::StringRef text) const {
    const auto begin = static_cast<uint32_t>(buffer.text().find(text));
    return {&buffer, {begin, begin + static_cast<uint32_t>(text.size())}};
  }
  Origin atOffset(uint32_t begin, uint32_t end) const { return {&buffer, {begin, end}}; }
  DiagnosticBuilder report(Origin origin, const char* message = "wrong") {
    return diags.report(diag::SyntaxError, origin, message);
  }
  std::string render(Colours colours = Colours::Off) const {
    std::string result;
    llvm::raw_string_ostream out(result);
    DiagnosticRenderer(out, colours).render(diags.diagnostics());
    return result;
  }
};

std::string repeat(const char* text, int times) {
  std::string result;
  while (times-- > 0)
    result += text;
  return result;
}

TEST(DiagnosticRenderer, ShowsThePlaceTheWayOutAndTheFactElsewhere) {
  Sample sample("  add column market string(32);\n  add unique (date, markt);\n");
  sample.report(sample.at("markt"), "no column `markt` in table `prices`")
      .fix(sample.at("markt"), "market", "did you mean `market`?")
      .note(sample.at("market"), "added here");
  EXPECT_EQ(sample.render(),
            "shop.mig:2:21: error: no column `markt` in table `prices` [syntax-error]\n"
            "  add unique (date, markt);\n"
            "                    ^~~~~\n"
            "help: did you mean `market`?\n"
            "shop.mig:1:14: note: added here\n"
            "  add column market string(32);\n"
            "             ^~~~~~\n");
}

TEST(DiagnosticRenderer, ShowsAnEditAsTheLineAfterIt) {
  Sample sample("  mic string(32);\n");
  const Origin end = sample.atOffset(16, 16);
  sample.report(sample.at("mic"))
      .fix(end, " was market", "if this is a rename, say so")
      .help("or drop it first");
  EXPECT_EQ(sample.render(), "shop.mig:1:3: error: wrong [syntax-error]\n"
                             "  mic string(32);\n"
                             "  ^~~\n"
                             "help: if this is a rename, say so:\n"
                             "  mic string(32) was market;\n"
                             "help: or drop it first\n");
}

TEST(DiagnosticRenderer, ShowsEveryLineOfAnEdit) {
  Sample sample("a b\nc d\n");
  sample.report(sample.at("b"))
      .fix(sample.at("b\nc"), "x\n  y", "split it:")
      .fix(sample.at("a b"), "", "remove it");
  EXPECT_EQ(sample.render(), "shop.mig:1:3: error: wrong [syntax-error]\n"
                             "a b\n"
                             "  ^\n"
                             "help: split it:\n"
                             "a x\n"
                             "  y d\n"
                             "help: remove it\n");
}

TEST(DiagnosticRenderer, PutsTheCaretRightBehindTabsAndWideCharacters) {
  Sample tabs("\ta\tbad;\n");
  tabs.report(tabs.at("bad"));
  EXPECT_EQ(tabs.render(), "shop.mig:1:4: error: wrong [syntax-error]\n"
                           "    a   bad;\n"
                           "        ^~~\n");
  Sample wide("'日本' e\xCC\x81 bad'名';\n");
  wide.report(wide.at("bad'名'"));
  EXPECT_EQ(wide.render(), "shop.mig:1:9: error: wrong [syntax-error]\n"
                           "'日本' e\xCC\x81 bad'名';\n"
                           "         ^~~~~~~\n");
}

TEST(DiagnosticRenderer, SendsNothingToATerminalThatItWouldObey) {
  Sample sample("a \x1b[31m \xE2\x80\xAE \xFF bad\n");
  sample.report(sample.at("bad"), "no column `\x1b[2J`");
  EXPECT_EQ(sample.render(), "shop.mig:1:13: error: no column `\xEF\xBF\xBD[2J` [syntax-error]\n"
                             "a \xEF\xBF\xBD[31m \xEF\xBF\xBD \xEF\xBF\xBD bad\n"
                             "            ^~~\n");
}

TEST(DiagnosticRenderer, MarksOnlyTheFirstLineOfALongRange) {
  Sample sample("create (\n  a\n);\r\n");
  sample.report(sample.atOffset(7, 14));
  EXPECT_EQ(sample.render(), "shop.mig:1:8: error: wrong [syntax-error]\n"
                             "create (\n"
                             "       ^\n");
}

TEST(DiagnosticRenderer, ShowsTheEndOfAFile) {
  Sample sample("table t {");
  sample.report(sample.atOffset(9, 9), "expected `}`");
  EXPECT_EQ(sample.render(), "shop.mig:1:10: error: expected `}` [syntax-error]\n"
                             "table t {\n"
                             "         ^\n");
  Sample newline("table t {\n");
  newline.report(newline.atOffset(10, 10), "expected `}`");
  EXPECT_EQ(newline.render(), "shop.mig:2:1: error: expected `}` [syntax-error]\n");
  Sample empty("");
  empty.report(empty.atOffset(0, 0));
  EXPECT_EQ(empty.render(), "shop.mig:1:1: error: wrong [syntax-error]\n");
}

TEST(DiagnosticRenderer, ShowsTheSurroundingsInALongLine) {
  Sample sample(repeat("abcd ", 1000) + "bad" + repeat(" wxyz", 100000));
  sample.report(sample.at("bad"));
  const std::string before = "..." + repeat("abcd ", 8);
  const std::string after = repeat(" wxyz", 14) + " wxy";
  EXPECT_EQ(sample.render(), "shop.mig:1:5001: error: wrong [syntax-error]\n" + before + "bad" +
                                 after + "...\n" + std::string(before.size(), ' ') + "^~~\n");
}

TEST(DiagnosticRenderer, CutsARangeThatIsLongerThanTheScreen) {
  Sample sample(repeat("x", 500));
  sample.report(sample.atOffset(10, 490));
  EXPECT_EQ(sample.render(), "shop.mig:1:11: error: wrong [syntax-error]\n" + repeat("x", 120) +
                                 "...\n          ^" + repeat("~", 109) + "\n");
}

TEST(DiagnosticRenderer, PrintsWhatHasNoPlace) {
  Sample sample("");
  sample.report(Origin()).help("do something");
  EXPECT_EQ(sample.render(), "error: wrong [syntax-error]\nhelp: do something\n");
}

TEST(DiagnosticRenderer, ColoursForATerminal) {
  Sample sample("a bad\n");
  sample.report(sample.at("bad")).fix(sample.at("bad"), "good", "write");
  EXPECT_EQ(sample.render(Colours::On),
            "\x1b[1mshop.mig:1:3:\x1b[0m \x1b[1;31merror:\x1b[0m \x1b[1mwrong\x1b[0m "
            "[syntax-error]\n"
            "a bad\n"
            "\x1b[1;32m  ^~~\x1b[0m\n"
            "\x1b[1;36mhelp:\x1b[0m write:\n"
            "a \x1b[32mgood\x1b[0m\n");
}

TEST(DiagnosticRenderer, WritesJson) {
  Sample sample("äö\nbad\xFF\n");
  sample.report(sample.at("bad"), "no \xFF")
      .fix(sample.at("bad"), "good", "write `good`")
      .help("or not");
  std::string text;
  llvm::raw_string_ostream out(text);
  llvm::json::OStream json(out);
  writeJson(json, sample.diags.diagnostics().front());
  EXPECT_EQ(text,
            "{\"severity\":\"error\",\"code\":\"syntax-error\",\"message\":\"no \xEF\xBF\xBD\","
            "\"file\":\"shop.mig\",\"line\":2,\"column\":1,\"endLine\":2,\"endColumn\":4,"
            "\"offset\":5,\"length\":3,\"notes\":[{\"kind\":\"help\",\"message\":\"write "
            "`good`\",\"file\":\"shop.mig\",\"line\":2,\"column\":1,\"endLine\":2,"
            "\"endColumn\":4,\"offset\":5,\"length\":3,\"replacement\":\"good\"},"
            "{\"kind\":\"help\",\"message\":\"or not\"}]}");
}

} // namespace
