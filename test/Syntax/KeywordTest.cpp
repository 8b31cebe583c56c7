// Keywords are names wherever no other reading exists.
#include "Support/Quoting.h"
#include "Syntax/Dump.h"
#include "Syntax/ParseTree.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLExtras.h"

#include <cctype>
#include <gtest/gtest.h>

using namespace retort;

static std::vector<std::string> keywords() {
  std::vector<std::string> all;
  for (uint16_t kind = 1; tokenName(kind) != "EOF"; ++kind) {
    llvm::StringRef name = tokenName(kind);
    if (name.consume_front("'") && std::isalpha(name.front()))
      all.push_back(name.drop_back().str());
  }
  EXPECT_GT(all.size(), 150u);
  return all;
}

static std::string filledIn(llvm::StringRef program, llvm::StringRef name) {
  std::string text;
  for (char c : program)
    text += c == '@' ? name.str() : std::string(1, c);
  return text;
}

static std::string treeOf(const std::string& text) {
  static Parser parser;
  SourceBuffer source("keyword.mig", text);
  DiagnosticEngine diags;
  Program program = parser.parse(source, diags);
  if (program.file)
    return dumpTree(program, {.places = false});
  return "error: " + (diags.diagnostics().empty() ? "" : diags.diagnostics().front().message);
}

// Every place of the grammar where a name stands, as `@`.
static constexpr llvm::StringLiteral anyName[] = {
    "table @ { a int; }",
    "table app.t was @ { a int; }",
    "table t { a @; }",
    "table t { a @(1) unsigned; }",
    "table t { a int was @; }",
    "table t { a int collate @; }",
    "table t { a int references @ (@, b); }",
    "table t { a int check @ (b > 1); }",
    "table t { a int default @; }",
    "table t { a int for @ text; }",
    "table t { a int identity by sequence @ (start 1); }",
    "table t { primary key @ (@, b); }",
    "table t { unique (@, b) include (@); }",
    "table t { foreign key @ (@) references @.@; }",
    "table t { check @ (@ = 1 and t.@ > @ + 1); }",
    "table t { exclude @ using @ (@ with =); }",
    "table t { index (@ opclass @ collate @); }",
    "table t { check (@(a) > 1); }",
    "table t { check (cast(a as @) > 1); }",
    "table t { } partition by @ (@);",
    "table p partition of @ default;",
    "external table @ (a int);",
    "index @ on t (a);",
    "index i on @ (a) using @;",
    "enum @ ('a');",
    "domain @ as @ collate @ check @ (value > 1);",
    "sequence @ as @ owned by @;",
    "view @ (@, a) as select 1;",
    "view v for @ as 'x' uses @;",
    "schema @;",
    "extension @ schema @;",
    "extension e { @ @; }",
    "function @(@, int) returns @ as 'x' uses @, a;",
    "policy @ on @ as 'x';",
    "trigger @ on @ before update of @ for @ as 'x';",
    "comment on table @ is 'x';",
    "grant select on table @ to @, r;",
    "view v as select @, a as @, @.*, t.@ from @ as @, b where @ > 1 group by @ order by @ limit "
    "@;",
    "view v as select 1 from a left join @ on @ = 1 join c using (@);",
    "view v as with @ (@) as (select 1) select 1 from (values (1)) as @ (@);",
    "view v as select case @ when @ then @ else @ end, cast(@ as @), array[@];",
    "view v as select (@), (@, b), @ in (@), @ between @ and @, @ like @ escape @, not @, -@;",
    "revision a revises b labels @, c; upgrade { }",
    "revision a; upgrade { drop table @; }",
    "revision a; upgrade { drop index @ on @ cascade; }",
    "revision a; upgrade { rename table @ to @; }",
    "revision a; upgrade { create table @ { } }",
    "revision a; upgrade { create view if not exists @ as select 1; }",
    "revision a; upgrade { alter table @ { add column @ int after @; } }",
    "revision a; upgrade { alter table t { drop column @; drop constraint @; drop index @; } }",
    "revision a; upgrade { alter table t { rename column @ to @; rename index @ to @; } }",
    "revision a; upgrade { alter table t { alter column @ type @; alter column a after @; } }",
    "revision a; upgrade { alter table t { validate constraint @; set schema @; } }",
    "revision a; upgrade { alter table t { add unique u using index @; detach partition @; } }",
    "revision a; upgrade { alter table t { attach partition @ default; reset (@, x); } }",
    "revision a; upgrade { alter table t { set (@ = 1, a.@ = @); when @ { } } }",
    "revision a; upgrade { alter enum @ set schema @; alter sequence @ restart; }",
    "revision a; upgrade { alter domain @ drop constraint @; refresh materialized view @; }",
    "revision a; upgrade { external table @ (a int); forget external table @; }",
    "revision a; upgrade { insert into @ (@) values (@) on conflict (@) do update set @ = 1; }",
    "revision a; upgrade { insert into @ values (1) on conflict on constraint @ do nothing; }",
    "revision a; upgrade { update @ as @ set @ = @, (@, b) = (select 1) from @ where @ > 1; }",
    "revision a; upgrade { delete from @ as @ using @ in batches of 1 by (@); }",
    "revision a; upgrade { truncate @; set a.@ = 1; set @.a = 1; }",
    "revision a; upgrade { when @ { } else when @, b { } }",
    "revision a; upgrade { if exists table @ { } assert none @; sql for @ 'x'; }",
    "revision a; upgrade { sql 'x' done when exists index @ on @; }",
    "revision a; upgrade { lock table @ in share; }",
};

// Where every word is a name, reserved or not.
static constexpr llvm::StringLiteral anyWord[] = {
    "table app.@ { a app.@; }",
    "table t { check (t.@ = app.t.@); }",
    "view v as select 1 from app.@ where t.@ in (1);",
    "revision @ revises b; upgrade { }",
    "revision a revises @, b depends on @; upgrade { }",
    "grant @ on t to r;",
};

TEST(Keyword, IsANameWhereverAnyNameIs) {
  for (llvm::StringRef program : anyName) {
    for (const std::string& keyword : keywords()) {
      // Another reading, which comes first.
      const bool isIndex = keyword == "index" && program.contains("unique @");
      const bool isIdentity = keyword == "identity" && program.contains("by sequence @");
      if (isReservedWord(keyword) || isIndex || isIdentity)
        continue;
      const std::string quoted = treeOf(filledIn(program, "\"" + keyword + "\""));
      ASSERT_FALSE(llvm::StringRef(quoted).starts_with("error")) << program.str() << quoted;
      EXPECT_EQ(treeOf(filledIn(program, keyword)), quoted) << filledIn(program, keyword);
    }
  }
}

TEST(Keyword, IsANameAfterADotEvenIfReserved) {
  for (llvm::StringRef program : anyWord)
    for (const std::string& keyword : keywords())
      EXPECT_EQ(treeOf(filledIn(program, keyword)),
                treeOf(filledIn(program, "\"" + keyword + "\"")))
          << filledIn(program, keyword);
}

TEST(Keyword, BeginsOtherItemsOfATable) {
  for (const std::string& keyword : keywords()) {
    const std::string tree = treeOf(filledIn("table t { @ int; }", keyword));
    const bool begins = isReservedWord(keyword) || keyword == "index" || keyword == "exclude";
    EXPECT_EQ(llvm::StringRef(tree).starts_with("error"), begins) << keyword << "\n" << tree;
  }
}

TEST(Keyword, IsReservedExactlyIfTheTableSaysSo) {
  for (const std::string& keyword : keywords()) {
    const std::string tree = treeOf(filledIn("table @ { a int; }", keyword));
    EXPECT_EQ(llvm::StringRef(tree).starts_with("error"), isReservedWord(keyword)) << keyword;
  }
  const auto all = keywords();
#define RETORT_RESERVED_WORD(Spelling)                                                             \
  EXPECT_TRUE(llvm::is_contained(all, Spelling)) << Spelling << " is no keyword";
#include "Support/ReservedWords.def"
}

TEST(Keyword, ParsesInSllAsInLlInEveryPlace) {
  for (llvm::StringRef program : anyName)
    for (const std::string& keyword : keywords()) {
      if (isReservedWord(keyword))
        continue;
      SourceBuffer source("keyword.mig", filledIn(program, keyword));
      EXPECT_EQ(parseTree(source, Prediction::SLL), parseTree(source, Prediction::LL))
          << source.text().str();
    }
}
