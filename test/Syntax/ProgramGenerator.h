//===- ProgramGenerator.h - random programs of the whole language ---------===//
//
//   ProgramGenerator generator(seed);
//   std::string text = generator.program();
//
// Every text parses without an error. Every production of the grammar is used sooner
// or later, every keyword is tried as a name, and between the tokens stands whatever
// may stand there: comments of all kinds, odd white space, stray semicolons. Names
// refer to nothing: what Sema would say is another matter.
//
// The same seed gives the same programs on every machine.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Random/Random.h"
#include "Syntax/Format/Naming.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace retort {

class ProgramGenerator {
public:
  /// How much stands between tokens besides one space.
  enum class Trivia : uint8_t { Plain, Odd };

  explicit ProgramGenerator(uint64_t seed, Trivia trivia = Trivia::Odd)
      : random_(seed), trivia_(trivia) {}

  std::string program() { return chance(50) ? revision() : schema(); }
  std::string revision();
  std::string schema();
  /// One expression, as it stands in a check.
  std::string expression();

private:
  using Production = std::function<void()>;

  //===--- Chance ---------------------------------------------------------===//

  unsigned below(size_t limit) { return static_cast<unsigned>(random_.below(limit)); }
  bool chance(unsigned percent) { return random_.chance(percent); }
  void oneOf(std::initializer_list<Production> productions);
  void maybe(unsigned percent, const Production& production);
  /// One to `most` of them, with commas between.
  void list(unsigned most, const Production& production);
  void parens(const Production& production);
  /// All of them, each with its chance, in any order.
  void shuffled(std::vector<Production> productions);

  //===--- Tokens and what stands between them ----------------------------===//

  /// One token for each word.
  void words(llvm::StringRef text);
  void token(std::string text) { tokens_.push_back(std::move(text)); }
  std::string finish();
  std::string gap(llvm::StringRef left, llvm::StringRef right);
  std::string comment();
  void stray() {
    maybe(5, [&] { words(";"); });
  }

  void name(NamePlace place = NamePlace::Any);
  void path();
  void nameList();
  void text();
  void rawText();
  void integer();
  void number();
  void duration();
  void revisionId();
  void dialects();

  //===--- Expressions and queries ----------------------------------------===//

  void expr();
  void conjunction();
  void negation();
  void comparison();
  void additive();
  void multiplicative();
  void sign();
  void arrow();
  void primary();
  void call();
  void caseExpr();
  void type();
  void query();
  void selectCore();
  void fromItem();
  void fromTable();
  void values();

  //===--- Declarations ---------------------------------------------------===//

  void option();
  void options();
  void comments();
  void was();
  void sequenceOptions();
  void references();
  void inlineModifiers();
  void modifiers();
  void columnRest(bool added);
  void column();
  void constraint(bool added);
  void indexPart();
  void indexModifiers();
  void tableItems();
  void tableItem();
  void bound();
  void table(bool created);
  void external(bool created);
  void index(bool created);
  void enumeration(bool created);
  void domain(bool created);
  void sequence(bool created);
  void view(bool created);
  void schemaName(bool created);
  void extension(bool created);
  void opaque(bool created);
  void trigger(bool created);
  void declaration(bool created);
  void ifNotExists(bool created);
  void rawBodies();
  void uses();
  void objectRef();
  void opaqueKind();
  /// `;`, or an undo where one may stand.
  void end(bool created = true);

  //===--- Statements -----------------------------------------------------===//

  void block(const Production& item, unsigned most = 3);
  void statements();
  void statement();
  void alterTable();
  void alterAction();
  void alterOthers();
  void insert();
  void update();
  void remove();
  void assignments();
  void batches();
  void sql();
  void setting();
  void when(const Production& item);
  void ifStatement(const Production& item);
  void probe();
  void assertion();
  void section(llvm::StringRef head, const Production& item);

  Random random_;
  Trivia trivia_;
  unsigned depth_ = 0;
  unsigned comments_ = 0;
  bool replaces_ = false; // in `create or replace`, which takes no `if not exists`
  std::vector<std::string> tokens_;

  /// Whether to go one level deeper; the deeper, the rarer.
  bool deeper(unsigned percent) { return depth_ < 4 && chance(percent >> depth_); }
  void deep(const Production& production) {
    ++depth_;
    production();
    --depth_;
  }
};

} // namespace retort
