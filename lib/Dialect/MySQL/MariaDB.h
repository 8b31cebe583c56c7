//===- MariaDB.h - MariaDB 10.6 to 11.4, where it is not MySQL -------------===//
#pragma once

#include "Dialect/MySQL/MySQL.h"

namespace retort {

class MariaDB : public MySQL {
public:
  static constexpr DialectFacts makeFacts() {
    DialectFacts facts = MySQL::dialectFacts;
    facts.column = DialectColumn::MariaDB;
    facts.name = "mariadb";
    facts.displayName = "MariaDB";
    facts.relative = MySQL::dialectFacts.name;
    return facts;
  }
  static const DialectFacts dialectFacts;

  explicit MariaDB(Version version);

  Type standIn(const Type& type) const override;
  std::string castTarget(const Type& type) const override;
  std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) const override;
  std::vector<std::string> batchLoop(const BatchLoop& loop) const override;

protected:
  void writeBranches(const op::IfRows& branches, const Catalog& before, StatementSink& sink,
                     DiagnosticEngine& diags) const override;
};

inline constexpr DialectFacts MariaDB::dialectFacts = MariaDB::makeFacts();

} // namespace retort
