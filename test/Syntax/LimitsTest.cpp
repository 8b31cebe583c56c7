// Whatever the text is, the parser ends soon, says what is wrong, and does not fall.
#include "Syntax/Dump.h"
#include "Syntax/Literal.h"
#include "Syntax/Parser.h"
#include "Syntax/RevisionHeader.h"

#include <chrono>
#include <gtest/gtest.h>

using namespace retort;

namespace {
struct Parsed {
  SourceBuffer source;
  DiagnosticEngine diags;
  Program program;

  explicit Parsed(std::string text) : source("limits.mig", std::move(text)) {
    static Parser parser;
    program = parser.parse(source, diags);
  }
  std::string codes() const {
    std::string all;
    for (const Diagnostic& diagnostic : diags.diagnostics())
      all += (all.empty() ? "" : " ") + infoOf(diagnostic.code).spelling.str();
    return all;
  }
};
} // namespace

static std::string repeat(llvm::StringRef text, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i)
    all += text;
  return all;
}

static std::string check(const std::string& expression) {
  return "table t { check (" + expression + "); }";
}

TEST(Limits, BytesThatAreNoText) {
  Parsed nul(std::string("table t {\0 }", 12));
  EXPECT_EQ(nul.codes(), "nul-byte");
  EXPECT_EQ(nul.diags.diagnostics()[0].message, "NUL byte at offset 9");
  EXPECT_EQ(nul.diags.diagnostics()[0].origin.range.begin, 9u);

  Parsed invalid("table \xC3( { }");
  EXPECT_EQ(invalid.codes(), "invalid-utf8");
  EXPECT_EQ(invalid.diags.diagnostics()[0].message,
            "byte 0xc3 at offset 6 is not part of valid UTF-8");
  EXPECT_EQ(Parsed("table t { }\n\xFF").codes(), "invalid-utf8");
  EXPECT_EQ(Parsed("\xFF\xFEt").codes(), "invalid-utf8"); // UTF-16
}

TEST(Limits, EmptyFiles) {
  EXPECT_EQ(Parsed("").codes(), "");
  EXPECT_TRUE(Parsed("").program.file);
  EXPECT_EQ(Parsed("\xEF\xBB\xBF").codes(), "");
  EXPECT_EQ(Parsed(" \r\n\t// nothing\r\n").codes(), "");
}

TEST(Limits, Nesting) {
  for (auto [open, inside, close] : {std::array{"(", "1", ")"},
                                     {"array[", "1", "]"},
                                     {"case when ", "1", " then 1 end"},
                                     {"abs(", "1", ")"}}) {
    // The braces of the table and the parentheses of the check are two levels.
    const unsigned most = Parser::maxNesting - 2;
    EXPECT_EQ(Parsed(check(repeat(open, most) + inside + repeat(close, most))).codes(), "") << open;
    EXPECT_EQ(Parsed(check(repeat(open, most + 1) + inside + repeat(close, most + 1))).codes(),
              "nesting-too-deep")
        << open;
    EXPECT_EQ(Parsed(check(repeat(open, 10000))).codes(), "nesting-too-deep") << open;
  }
  const std::string head = "revision a; upgrade ";
  EXPECT_EQ(Parsed(head + repeat("{ when x ", 255) + "{ }" + repeat("}", 255)).codes(), "");
  EXPECT_EQ(Parsed(head + repeat("{ when x ", 300) + "{ }" + repeat("}", 300)).codes(),
            "nesting-too-deep");
  EXPECT_EQ(
      Parsed(head + "{ if exists table t { } " + repeat("else if exists table t { } ", 300) + "}")
          .codes(),
      "nesting-too-deep");
}

TEST(Limits, LongExpressions) {
  EXPECT_EQ(Parsed(check("a" + repeat(" or a", 4096))).codes(), "");
  EXPECT_EQ(Parsed(check("a" + repeat(" or a", 4097))).codes(), "expression-too-long");
  EXPECT_EQ(Parsed(check(repeat("not ", 4097) + "a")).codes(), "expression-too-long");
  EXPECT_EQ(Parsed(check(repeat("- ", 100000) + "a")).codes(), "expression-too-long");
  EXPECT_EQ(Parsed(check("a" + repeat(" + a", 100000))).codes(), "expression-too-long");
  // The depths of an expression within another add up.
  const std::string chain = "a" + repeat(" + a", 3000);
  EXPECT_EQ(Parsed(check(chain + " + (" + chain + ")")).codes(), "expression-too-long");
  EXPECT_EQ(Parsed(check("a in (1" + repeat(", 1", 100000) + ")")).codes(), "");
  EXPECT_EQ(Parsed("view v as select 1" + repeat(" union select 1", 5000) + ";").codes(),
            "expression-too-long");
  EXPECT_EQ(Parsed("view v as select 1 from a" + repeat(" cross join a", 5000) + ";").codes(),
            "expression-too-long");
}

TEST(Limits, TheDeepestTreeCanBeWalked) {
  Parsed deep(check("a" + repeat(" + (a", 254) + repeat(")", 254) + repeat(" + a", 3000)));
  ASSERT_TRUE(deep.program.file);
  EXPECT_FALSE(dumpTree(deep.program).empty());
}

TEST(Limits, AFileOfMistakesTakesLinearTime) {
  auto milliseconds = [](const std::string& text) {
    auto begin = std::chrono::steady_clock::now();
    Parsed parsed(text);
    EXPECT_TRUE(parsed.diags.hasErrors());
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
  };
  for (llvm::StringRef mistake : {"creat tabel t;\n", "CREATE Table T;\n", "}", "{", ";;)", "'\n",
                                  "table order ", "a ", "é "}) {
    milliseconds(repeat(mistake, 100));
    const double small = milliseconds(repeat(mistake, 200));
    const double large = milliseconds(repeat(mistake, 2000));
    EXPECT_LT(large, 40 * small + 200) << mistake.str();
  }
}

TEST(Limits, OneMistakeIsReportedOnce) {
  EXPECT_EQ(Parsed("tabel t { a int; }").codes(), "misspelt-keyword");
  EXPECT_EQ(Parsed("table t {\n a int default 'x;\n b int;\n}").codes(), "unterminated-string");
  EXPECT_EQ(Parsed("table t { a ; b int; }").codes(), "syntax-error");
  EXPECT_EQ(Parsed("table t { a int").codes(), "unclosed-brace");
}

TEST(Limits, LongFiles) {
  EXPECT_EQ(Parsed(repeat(";", Parser::maxTokens)).codes(), "");
  EXPECT_EQ(Parsed(repeat(";", Parser::maxTokens + 1)).codes(), "file-too-long");
  EXPECT_EQ(Parsed(repeat("//\n", Parser::maxTokens + 1)).codes(), "file-too-long");
  EXPECT_EQ(Parsed("view v as '" + repeat("x", 10'000'000) + "';").codes(), "");
}

TEST(Limits, ManyMistakes) {
  for (llvm::StringRef mistake : {"$", "a;\n", "tabel t { }\n", "table t { check (a != b); }\n"}) {
    Parsed parsed(repeat(mistake, 1000));
    EXPECT_EQ(parsed.diags.errorCount(), Parser::maxErrors + 1) << mistake.str();
    EXPECT_EQ(parsed.diags.diagnostics().back().code, diag::TooManyErrors) << mistake.str();
  }
}

//===--- Texts ------------------------------------------------------------===//

TEST(RawText, LosesFencesAndTheirLineEnds) {
  auto value = [](llvm::StringRef written) {
    std::string storage;
    return rawTextValue(written, storage).str();
  };
  EXPECT_EQ(value("\"\"\"a\"\"\""), "a");
  EXPECT_EQ(value("\"\"\"\na\n\"\"\""), "a");
  EXPECT_EQ(value("\"\"\"\r\na\r\n\"\"\""), "a");
  EXPECT_EQ(value("\"\"\"\n\na\n\n\"\"\""), "\na\n");
  EXPECT_EQ(value("\"\"\"\n  a\n    b\n\n  c\n  \"\"\""), "a\n  b\n\nc");
  EXPECT_EQ(value("\"\"\"\n  a\n b\n  \"\"\""), "  a\n b") << "not every line is indented";
  EXPECT_EQ(value("\"\"\"  a\n  b\"\"\""), "  a\n  b") << "the fence has no line of its own";
  EXPECT_EQ(value("\"\"\"\"a\"\"\"b\"\"\"\""), "a\"\"\"b");
  EXPECT_EQ(value("\"\"\"\n\r\"\"\""), "\r");
  EXPECT_EQ(value("\"\"\"\n\n\"\"\""), "");
}

//===--- Headers ----------------------------------------------------------===//

static std::string headerCodes(const std::string& text) {
  SourceBuffer source("header.mig", text);
  DiagnosticEngine diags;
  const bool read = readRevisionHeader(source, diags).has_value();
  std::string all = read ? "read" : "none";
  for (const Diagnostic& diagnostic : diags.diagnostics())
    all += " " + infoOf(diagnostic.code).spelling.str();
  return all;
}

TEST(Header, IsReadWithoutItsBody) {
  EXPECT_EQ(headerCodes("revision a; upgrade { this is } nonsense"), "read");
  EXPECT_EQ(headerCodes("revision a 'x' revises b, c labels d depends on e created 'y';"), "read");
  EXPECT_EQ(headerCodes("/* c */ revision // c\n \"a b\" \"\"\"raw\"\"\";"), "read");
}

TEST(Header, IsRefusedAsTheParserRefusesIt) {
  EXPECT_EQ(headerCodes(""), "none not-a-revision");
  EXPECT_EQ(headerCodes("table t { }"), "none not-a-revision");
  EXPECT_EQ(headerCodes("upgrade { }"), "none not-a-revision");
  EXPECT_EQ(headerCodes("revision;"), "none syntax-error");
  EXPECT_EQ(headerCodes("revision a"), "none missing-semicolon");
  EXPECT_EQ(headerCodes("revision 'x';"), "none syntax-error");
  EXPECT_EQ(headerCodes("revision a revises b revises c;"), "none repeated-part");
  EXPECT_EQ(headerCodes("revision a created 'x' created 'y';"), "none repeated-part");
  EXPECT_EQ(headerCodes("revision a revises base, b;"), "none misplaced-word");
  EXPECT_EQ(headerCodes("revision a labels order;"), "none reserved-word");
  EXPECT_EQ(headerCodes("revision a labels 1x;"), "none syntax-error");
  EXPECT_EQ(headerCodes("REVISION a;"), "none upper-case-keyword");
  EXPECT_EQ(headerCodes("revision a 'x;"), "none unterminated-string");
  EXPECT_EQ(headerCodes("revision " + std::string(129, 'a') + ";"), "none id-too-long");
  EXPECT_EQ(headerCodes("revision a '\xFF';"), "none invalid-utf8");
  EXPECT_EQ(headerCodes(std::string("revision a '\0';", 15)), "none nul-byte");
  EXPECT_EQ(headerCodes("revision a 'x' -- c\n;"), "none sql-comment");
}
