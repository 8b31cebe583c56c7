// What holds for every program of the corpus.
#include "Corpus.h"

#include "Syntax/Dump.h"
#include "Syntax/ParseTree.h"
#include "Syntax/Parser.h"
#include "Syntax/RevisionHeader.h"

#include <cctype>
#include <set>

using namespace retort;

static std::string messages(const DiagnosticEngine& diags) {
  std::string all;
  for (const Diagnostic& diagnostic : diags.diagnostics())
    all += diagnostic.message + "\n";
  return all;
}

TEST(Corpus, ParsesWithoutAWord) {
  Parser parser;
  for (const auto& source : readCorpus()) {
    DiagnosticEngine diags;
    EXPECT_TRUE(parser.parse(*source, diags).file) << source->name().str();
    EXPECT_EQ(messages(diags), "") << source->name().str();
  }
}

TEST(Corpus, ParsesInSllAsInLl) {
  for (const auto& source : readCorpus()) {
    std::string tree = parseTree(*source, Prediction::SLL);
    EXPECT_FALSE(llvm::StringRef(tree).ends_with("!")) << source->name().str();
    EXPECT_EQ(tree, parseTree(*source, Prediction::LL)) << source->name().str();
  }
}

namespace {
/// Finds nodes that do not lie within the node above them.
struct RangeCheck {
  const ast::Node* parent = nullptr;
  std::string trouble;
  std::set<ast::NodeKind> kinds;

  void enter(const ast::Node& node) {
    kinds.insert(node.kind);
    if (parent && !parent->range.contains(node.range))
      trouble += ast::spelling(node.kind).str() + " is not within its " +
                 ast::spelling(parent->kind).str() + "\n";
    if (node.range.empty() && node.kind != ast::NodeKind::File)
      trouble += ast::spelling(node.kind).str() + " is nowhere\n";
    const ast::Node* outer = std::exchange(parent, &node);
    ast::visit(node, [&](const auto& actual) { actual.fields(*this); });
    parent = outer;
  }

  void name(const ast::Name& name) {
    if (name && !parent->range.contains(name.range))
      trouble += "the name `" + name.text.str() + "` is not within its " +
                 ast::spelling(parent->kind).str() + "\n";
  }

  template <typename T> void operator()(llvm::StringRef, const T& field) {
    if constexpr (std::is_pointer_v<T>) {
      if (field)
        enter(*field);
    } else if constexpr (std::is_same_v<T, ast::Name>) {
      name(field);
    } else if constexpr (std::is_same_v<T, ast::Path>) {
      for (const ast::Name& part : field.parts)
        name(part);
    }
  }
  template <typename T> void operator()(llvm::StringRef label, const llvm::ArrayRef<T>& list) {
    for (const T& item : list)
      (*this)(label, item);
  }
};
} // namespace

TEST(Corpus, EveryNodeLiesWithinTheOneAboveIt) {
  Parser parser;
  for (const auto& source : readCorpus()) {
    DiagnosticEngine diags;
    Program program = parser.parse(*source, diags);
    RangeCheck check;
    check.enter(*program.file);
    EXPECT_EQ(check.trouble, "") << source->name().str();
  }
}

TEST(Corpus, HasEveryKindOfNode) {
  Parser parser;
  RangeCheck check;
  std::vector<Program> programs;
  auto corpus = readCorpus();
  for (const auto& source : corpus) {
    DiagnosticEngine diags;
    programs.push_back(parser.parse(*source, diags));
    check.parent = nullptr;
    check.enter(*programs.back().file);
  }
#define RETORT_NODE(Name, Base)                                                                    \
  EXPECT_TRUE(check.kinds.count(ast::NodeKind::Name)) << "no program has a " #Name;
#include "Syntax/Nodes.def"
}

TEST(Corpus, UsesEveryToken) {
  Parser parser;
  std::set<uint16_t> used;
  for (const auto& source : readCorpus()) {
    DiagnosticEngine diags;
    for (const Token& token : parser.parse(*source, diags).tokens)
      used.insert(token.kind);
  }
  for (uint16_t kind = 1; tokenName(kind) != "EOF"; ++kind) {
    llvm::StringRef name = tokenName(kind);
    const bool isKeyword = name.starts_with("'") && std::isalpha(name[1]);
    EXPECT_TRUE(!isKeyword || used.count(kind)) << "no program uses " << name.str();
  }
}

TEST(Corpus, HeadersAreReadAsTheParserReadsThem) {
  Parser parser;
  unsigned revisions = 0;
  for (const auto& source : readCorpus()) {
    DiagnosticEngine diags;
    Program program = parser.parse(*source, diags);
    DiagnosticEngine headerDiags;
    auto header = readRevisionHeader(*source, headerDiags);
    const ast::Revision* revision = program.file->revision;
    ASSERT_EQ(header.has_value(), revision != nullptr) << source->name().str();
    if (!revision)
      continue;
    ++revisions;
    EXPECT_EQ(header->id.text, revision->id.text.str());
    EXPECT_EQ(header->id.origin.range, revision->id.range);
    EXPECT_EQ(header->message, revision->message.value.str());
    EXPECT_EQ(header->created, revision->created.value.str());
    auto same = [](const std::vector<HeaderName>& a, ast::Names b) {
      ASSERT_EQ(a.size(), b.size());
      for (size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].text, b[i].text.str());
        EXPECT_EQ(a[i].origin.range, b[i].range);
      }
    };
    same(header->revises, revision->revises);
    same(header->labels, revision->labels);
    same(header->dependsOn, revision->dependsOn);
  }
  EXPECT_GT(revisions, 5u);
}

TEST(Corpus, LineEndsDoNotMatter) {
  Parser parser;
  for (const auto& source : readCorpus()) {
    std::string windows;
    for (char c : source->text())
      windows += c == '\n' ? "\r\n" : std::string(1, c);
    if (source->text().contains('\r') || source->text().contains("\"\"\""))
      continue; // raw text keeps its line ends
    SourceBuffer other("windows.mig", windows);
    DiagnosticEngine diags;
    Program a = parser.parse(*source, diags);
    Program b = parser.parse(other, diags);
    EXPECT_EQ(dumpTree(a, {.places = false}), dumpTree(b, {.places = false}))
        << source->name().str();
  }
}
