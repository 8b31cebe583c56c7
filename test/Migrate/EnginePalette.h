//===- EnginePalette.h - what programs of an engine are drawn from ----------===//
//
// An operation may be done if its dialect can say it (Features.def and all else that `lower`
// refuses), and if it breaks none of the rules that the engine has beside and tells only when it
// runs: a hash index has one column. Those are a table here, an engine a row.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Dialect/Dialect.h"
#include "Random/Palette.h"

namespace retort {

struct EngineRow;

class EnginePalette : public Palette {
public:
  /// The dialect is borrowed; there is a row for it.
  explicit EnginePalette(const Dialect& dialect);

  bool accepts(const Operation& operation, const Catalog& before) const override;
  bool isEverybodys(ObjectKind kind) const override;
  std::optional<std::vector<Type>> signatureOf(ObjectKind kind) const override;
  DialectTexts textsOf(const Opaque& object, Random& random) const override;
  DialectTexts textsOf(const Trigger& trigger, Random& random) const override;
  std::optional<std::string> sqlOf(llvm::ArrayRef<Operation> operations,
                                   const Catalog& before) const override;

private:
  /// Nothing where the dialect refuses it.
  std::optional<std::vector<Statement>> statementsOf(const Operation& operation,
                                                     const Catalog& before) const;
  bool obeysRules(const Catalog& before, const Catalog& after) const;
  /// A text of the kind; with the arguments of the object, if any.
  DialectTexts textOf(ObjectKind kind, const Opaque* object, Random& random) const;
  std::string argumentsOf(const Opaque& object) const;

  const Dialect& dialect_;
  const EngineRow& row_;
};

} // namespace retort
