#include "Syntax/ProgramGenerator.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Chance -----------------------------------------------------------===//

void ProgramGenerator::oneOf(std::initializer_list<Production> productions) {
  (productions.begin() + below(productions.size()))->operator()();
}

void ProgramGenerator::maybe(unsigned percent, const Production& production) {
  if (chance(percent))
    production();
}

void ProgramGenerator::list(unsigned most, const Production& production) {
  const unsigned count = chance(5) ? most * 6 : 1 + below(most);
  for (unsigned i = 0; i < count; ++i) {
    if (i > 0)
      words(",");
    production();
  }
}

void ProgramGenerator::parens(const Production& production) {
  words("(");
  production();
  words(")");
}

void ProgramGenerator::shuffled(std::vector<Production> productions) {
  while (!productions.empty()) {
    auto chosen = productions.begin() + below(productions.size());
    (*chosen)();
    productions.erase(chosen);
  }
}

//===--- Tokens and what stands between them ------------------------------===//

void ProgramGenerator::words(llvm::StringRef text) {
  for (llvm::StringRef word : llvm::split(text, ' '))
    token(word.str());
}

std::string ProgramGenerator::comment() {
  const std::string number = std::to_string(++comments_);
  switch (below(7)) {
  case 0:
    return "/* block " + number + " */";
  case 1:
    return "/* two lines,\n       of block " + number + "\n\t*/";
  case 2:
    return "/// doc " + number + "\n";
  case 3:
    return "// line " + number + " with a \" and a '   \r\n";
  case 4:
    return "/**/";
  case 5:
    return "//\n";
  default:
    return "// line " + number + "\n";
  }
}

static bool isPunctuation(llvm::StringRef token) {
  return token.size() == 1 && llvm::StringRef("(){}[],;").contains(token.front());
}

std::string ProgramGenerator::gap(llvm::StringRef left, llvm::StringRef right) {
  if (trivia_ == Trivia::Plain)
    return " ";
  // A slash right before a comment would be part of it.
  const bool parts = left != "/" && (isPunctuation(left) || isPunctuation(right));
  std::string result = parts ? "" : " ";
  static constexpr llvm::StringLiteral spaces[] = {" ",   "\n", "\n  ",     "\n\n", "\r\n",
                                                   "\t ", "",   "\n\n\n\n", "   "};
  for (unsigned steps = chance(20) ? below(4) : 0; steps > 0; --steps) {
    result += random_.pick(spaces);
    if (chance(50))
      result += comment();
  }
  if (left == ";" || left == "{" || left == "}")
    result += random_.pick(spaces);
  return result;
}

std::string ProgramGenerator::finish() {
  std::string text = trivia_ == Trivia::Odd && chance(5) ? "\xEF\xBB\xBF" : "";
  llvm::StringRef previous = ";";
  for (const std::string& token : tokens_) {
    text += gap(previous, token);
    text += token;
    previous = token;
  }
  text += gap(previous, ";");
  tokens_.clear();
  return text;
}

void ProgramGenerator::name(NamePlace place) {
  static constexpr llvm::StringLiteral plain[] = {
      "id",     "users",      "email",    "a",
      "b",      "created_at", "Order2",   "_x",
      "prices", "market",     "unnamed2", "a_name_that_takes_a_lot_of_room_in_every_line"};
  static constexpr llvm::StringLiteral odd[] = {
      "Order item", "1st", "a\"b", "größe", "select", "a.b", "}", ";", "--", "//", "two  spaces"};
  std::string text;
  switch (below(10)) {
  case 0:
    text = random_.pick(odd);
    break;
  case 1:
  case 2: {
    llvm::ArrayRef<std::string> keywords = allKeywords();
    text = keywords[below(keywords.size())];
    break;
  }
  default:
    text = random_.pick(plain);
  }
  const bool quotes = chance(10) || needsQuotes(text, place);
  ast::Name name{text, {}, quotes};
  token(spelledName(name, quotes ? NamePlace::Meaning : place, /*hasSource=*/false));
}

void ProgramGenerator::path() {
  name();
  for (unsigned more = chance(20) ? 1 + below(2) : 0; more > 0; --more) {
    words(".");
    name(NamePlace::Word);
  }
}

void ProgramGenerator::nameList() {
  parens([&] { list(3, [&] { name(); }); });
}

void ProgramGenerator::rawText() {
  static constexpr llvm::StringLiteral texts[] = {
      "\"\"\"SELECT 1\"\"\"",
      "\"\"\"\n  SELECT 'a' -- not a comment\n    FROM b;\n  \"\"\"",
      "\"\"\"\"has \"\"\" inside\"\"\"\"",
      "\"\"\"\r\n    one\r\n  two\r\n\"\"\"",
      "\"\"\" // kept   \n\t/* kept */\n\"\"\"",
      "\"\"\"\n\n\"\"\""};
  token(random_.pick(texts).str());
}

void ProgramGenerator::text() {
  static constexpr llvm::StringLiteral texts[] = {"''",
                                                  "'a'",
                                                  "'it''s'",
                                                  "'// no comment'",
                                                  "'größe ✓'",
                                                  "'%@%'",
                                                  "'/*'",
                                                  "';'",
                                                  "'a text that is long enough to fill a line'"};
  if (chance(10))
    return rawText();
  token(random_.pick(texts).str());
}

void ProgramGenerator::integer() {
  token(std::to_string(1 + below(2000)));
}

void ProgramGenerator::number() {
  static constexpr llvm::StringLiteral numbers[] = {"0",   "42",   "1.50", "2.5e3",
                                                    "1e5", "1e-5", "007"};
  token(random_.pick(numbers).str());
}

void ProgramGenerator::duration() {
  static constexpr llvm::StringLiteral durations[] = {"200ms", "5s", "2min", "1h"};
  token(random_.pick(durations).str());
}

void ProgramGenerator::revisionId() {
  static constexpr llvm::StringLiteral ids[] = {
      "463161aec4ec", "001", "1e5", "5s", "abc", "table", "\"1.0.3\"", "\"base\"", "\"plain\""};
  token(random_.pick(ids).str());
}

void ProgramGenerator::dialects() {
  static constexpr llvm::StringLiteral all[] = {"postgresql", "mysql", "sqlite", "mariadb"};
  const unsigned first = below(4);
  token(all[first].str());
  maybe(30, [&] {
    words(",");
    token(all[(first + 1) % 4].str());
  });
}

//===--- Files ------------------------------------------------------------===//

void ProgramGenerator::section(llvm::StringRef head, const Production& item) {
  words(head);
  block(item);
}

std::string ProgramGenerator::revision() {
  words("revision");
  revisionId();
  maybe(80, [&] { text(); });
  shuffled({[&] {
              maybe(60, [&] {
                words("revises");
                chance(10) ? words("base") : list(2, [&] { revisionId(); });
              });
            },
            [&] {
              maybe(20, [&] {
                words("labels");
                list(2, [&] { name(); });
              });
            },
            [&] {
              maybe(20, [&] {
                words("depends on");
                list(2, [&] { revisionId(); });
              });
            },
            [&] {
              maybe(50, [&] {
                words("created");
                token("'2025-02-04T17:31:08Z'");
              });
            }});
  words(";");
  const Production assertions = [&] { assertion(); };
  const Production operations = [&] { statement(); };
  maybe(20, [&] { section("require", assertions); });
  maybe(90, [&] { section("upgrade", operations); });
  maybe(20, [&] { section("verify", assertions); });
  oneOf({[] {}, [&] { words("downgrade auto ;"); }, [&] { section("downgrade", operations); },
         [&] {
           words("downgrade impossible");
           text();
           words(";");
         }});
  return finish();
}

std::string ProgramGenerator::schema() {
  for (unsigned count = below(6); count > 0; --count) {
    stray();
    const unsigned kind = below(100);
    if (kind < 80)
      declaration(/*created=*/false);
    else if (kind < 88)
      external(/*created=*/false);
    else
      when([&] { declaration(/*created=*/false); });
  }
  return finish();
}

std::string ProgramGenerator::expression() {
  expr();
  return finish();
}

} // namespace retort
