#include "Random/Palette.h"

namespace retort {

Palette::Palette()
    : nativeTypes({nativeType("postgresql", "tsvector"), nativeType("postgresql", "bit", {"8"})}),
      opaqueTypes({opaqueType("geometry(Point, 4326)")}) {
  const std::vector<OptionValue> any = {{"it's", true},   {"true", false}, {"none", false},
                                        {"80", false},    {"-1", false},   {"2.5", false}};
  const std::vector<OptionValue> yes = {{"true", false}};
  options = {{{Place::Table}, "mysql.engine", any},
             {{Place::Table}, "sqlite.strict", yes},
             {{Place::Table, Place::Index, Place::MaterializedView}, "postgresql.fillfactor", any},
             {{Place::Index, Place::Constraint, Place::MaterializedView}, "postgresql.tablespace", any},
             {{Place::Column}, "postgresql.storage", {{"external", false}}},
             {{Place::Column, Place::Constraint}, "sqlite.on_conflict", {{"replace", false}}},
             {{Place::View}, "postgresql.security_barrier", yes},
             {{Place::View}, "postgresql.security_invoker", yes}};
}

const Palette& Palette::ofLanguage() {
  struct LanguagePalette : Palette {};
  static const LanguagePalette palette;
  return palette;
}

bool Palette::accepts(const Operation&, const Catalog&) const {
  return true;
}

bool Palette::isEverybodys(ObjectKind) const {
  return true;
}

std::optional<std::vector<Type>> Palette::signatureOf(ObjectKind) const {
  return std::nullopt;
}

static DialectTexts someTexts(Random& random) {
  DialectTexts texts{{"", "(a int) AS $$ BEGIN; END $$" + std::string(random.below(3), ' ')}};
  if (random.chance(30))
    texts["sqlite"] = "BEGIN SELECT 1; END";
  return texts;
}

DialectTexts Palette::textsOf(const Opaque&, Random& random) const {
  return someTexts(random);
}

DialectTexts Palette::textsOf(const Trigger&, Random& random) const {
  return someTexts(random);
}

std::optional<std::string> Palette::sqlOf(llvm::ArrayRef<Operation>, const Catalog&) const {
  return "ALTER TABLE x\n  SET (y = 'z')";
}

} // namespace retort
