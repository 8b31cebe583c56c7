//===- Palette.h - what programs are drawn from -----------------------------===//
//
// The words and texts of a program that only an engine reads, and what may be done at all. The one
// here is of no engine: all that the language can say, in texts that nobody runs. That of an engine
// derives from it, so that what it draws can be run.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/Operation.h"
#include "Random/Random.h"

namespace retort {

class Palette {
public:
  virtual ~Palette() = default;

  /// That of the language.
  static const Palette& ofLanguage();

  /// May it be done? Another is drawn for what may not.
  virtual bool accepts(const Operation& operation, const Catalog& before) const;
  /// May everybody use a new object of the kind, as on PostgreSQL?
  virtual bool isEverybodys(ObjectKind kind) const;
  /// The types of arguments that an object of the kind has; nothing: any.
  virtual std::optional<std::vector<Type>> signatureOf(ObjectKind kind) const;
  /// What an object does, whose other members are drawn.
  virtual DialectTexts textsOf(const Opaque& object, Random& random) const;
  virtual DialectTexts textsOf(const Trigger& trigger, Random& random) const;
  /// Operations as raw SQL; nothing where it cannot be said so.
  virtual std::optional<std::string> sqlOf(llvm::ArrayRef<Operation> operations,
                                           const Catalog& before) const;

  /// Those that are there from the start.
  std::vector<std::string> schemas = {"app"};
  std::vector<std::string> collations = {"C", "de_DE.utf8"};
  std::vector<std::string> keyCollations = {"NOCASE"};
  std::vector<std::string> indexCollations = {"C"};
  std::vector<std::string> indexMethods = {"btree", "hash", "gin"};
  std::vector<std::string> excludeMethods = {"gist", ""};
  std::vector<Type> nativeTypes;
  std::vector<Type> opaqueTypes;
  std::vector<op::SetVariable> variables = {{"postgresql", "work_mem", {"16MB", true}}};

  /// The versions from one to the next.
  struct ExtensionWords {
    std::string name; // empty: any
    std::vector<std::string> versions;
    std::string type;
  };
  std::vector<ExtensionWords> extensions = {{"", {"", "1.5"}, "citext"}};

  /// What an option of these may be.
  enum class Place { Table, Column, Index, Constraint, View, MaterializedView };
  struct OptionWords {
    std::vector<Place> places;
    std::string name;
    std::vector<OptionValue> values;
  };
  std::vector<OptionWords> options;

protected:
  Palette();
};

/// A type that one dialect has: `bit(8)`.
inline Type nativeType(llvm::StringRef dialect, llvm::StringRef words,
                       std::vector<std::string> arguments = {}) {
  Type type = Type::of(TypeKind::Native);
  type.dialect = dialect.str();
  type.words = words.str();
  type.arguments = std::move(arguments);
  return type;
}

/// A type that is an engine's own text.
inline Type opaqueType(llvm::StringRef words) {
  Type type = Type::of(TypeKind::Opaque);
  type.words = words.str();
  return type;
}

} // namespace retort
