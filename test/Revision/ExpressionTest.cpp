#include "Revision/Expression.h"

#include "TestHistory.h"

using namespace retort;

namespace {

/// `branch@anchor(name)+steps`, as it was understood.
std::string understood(llvm::StringRef text) {
  const SourceBuffer buffer("<argument>", text.str());
  DiagnosticEngine diags;
  auto point = parseRevisionExpression(buffer.text(),
                                       {&buffer, {0, static_cast<uint32_t>(text.size())}}, diags);
  if (!point)
    return told(diags);
  std::string result = point->branch.empty() ? "" : point->branch + "@";
  result += point->anchor == Anchor::Name ? "(" + point->name + ")"
                                          : anchorWords()[static_cast<size_t>(point->anchor)].str();
  if (point->steps != 0)
    result += (point->steps > 0 ? "+" : "") + std::to_string(point->steps);
  return result + (point->relative ? " relative" : "");
}

} // namespace

TEST(RevisionExpression, UnderstandsEveryForm) {
  EXPECT_EQ(understood("head"), "head");
  EXPECT_EQ(understood("heads"), "heads");
  EXPECT_EQ(understood("base"), "base");
  EXPECT_EQ(understood("current"), "current");
  EXPECT_EQ(understood("4631"), "(4631)");
  EXPECT_EQ(understood("1.0.3"), "(1.0.3)");
  EXPECT_EQ(understood("search@head"), "search@head");
  EXPECT_EQ(understood("search@base"), "search@base");
  EXPECT_EQ(understood("search@4631"), "search@(4631)");
  EXPECT_EQ(understood("+2"), "current+2 relative");
  EXPECT_EQ(understood("-1"), "current-1 relative");
  EXPECT_EQ(understood("4631+2"), "(4631)+2");
  EXPECT_EQ(understood("head-1"), "head-1");
  EXPECT_EQ(understood("search@+1"), "search@current+1 relative");
  EXPECT_EQ(understood("search@base+2"), "search@base+2");
}

TEST(RevisionExpression, SaysWhatIsMalformedAndWhere) {
  EXPECT_EQ(understood(""), "malformed-revision-expression at ``: a revision is missing\n");
  EXPECT_EQ(understood("@head"),
            "malformed-revision-expression at `@`: before `@` stands the label "
            "of a branch\n");
  EXPECT_EQ(understood("a@b@c"),
            "malformed-revision-expression at `@`: only one `@` can stand in a "
            "revision\n");
  EXPECT_EQ(understood("a@"), "malformed-revision-expression at `@`: after `@` stands a revision: "
                              "`a@head`, `a@base`, `a@+1`\n");
  EXPECT_EQ(understood("4631+x"),
            "malformed-revision-expression at `+x`: after `+` stands a number "
            "of steps\n");
  EXPECT_EQ(understood("a-b"),
            "malformed-revision-expression at `-b`: after `-` stands a number of "
            "steps\n");
  EXPECT_EQ(
      understood("+99999999999999999999"),
      "malformed-revision-expression at `+99999999999999999999`: after `+` stands a number of "
      "steps\n");
  EXPECT_EQ(understood("a:b"),
            "malformed-revision-expression at `a:b`: one revision is meant here, "
            "and `a:b` is a range\n");
}
