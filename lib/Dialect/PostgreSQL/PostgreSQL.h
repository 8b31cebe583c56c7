//===- PostgreSQL.h - PostgreSQL 12 to 18 ---------------------------------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort {

class PostgreSQL : public Dialect {
public:
  static constexpr DialectFacts dialectFacts = {
      .column = DialectColumn::PostgreSQL,
      .name = "postgresql",
      .displayName = "PostgreSQL",
      .maxIdentifierLength = 63,
      .hasSchemas = true,
      .defaultSchema = "public",
      .transactionalDdl = true,
      .caseInsensitiveNames = false,
      .keyNamesAreRelations = true,
      .indexNamesAreRelations = true,
      .tableNamesAreTypes = true,
      .overloadsFunctions = true,
      .tablesNameTriggers = true,
      .forwardForeignKeys = false,
      .stopLine = "\\set ON_ERROR_STOP on",
      // Chapters 8.1 and 8.3 of its manual.
      .limits = {.charLength = 10'485'760,
                 .stringLength = 10'485'760,
                 .decimalPrecision = 1000,
                 .decimalScale = 1000},
  };

  explicit PostgreSQL(Version version) : PostgreSQL(dialectFacts, version) {}

  using Dialect::express;
  using Dialect::quote;
  using Dialect::spell;
  std::string quote(llvm::StringRef name) const override;
  std::string literal(llvm::StringRef value) const override;
  std::string spell(const Type& type) const override;
  std::string spell(const Expr& expr, const Type* columnType = nullptr) const override;
  Table express(const Table& table, const Catalog& catalog) const override;
  SchemaObject express(const SchemaObject& object, const Catalog& catalog) const override;
  Catalog express(const Catalog& catalog) const override;
  Type readType(llvm::StringRef sql) const override;
  std::vector<std::string> split(llvm::StringRef sql) const override;
  std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) const override;
  std::string widthQuery(const QualifiedName& table, llvm::StringRef column) const override;
  std::vector<std::string> batchLoop(const BatchLoop& loop) const override;
  std::string literalOf(const std::string& value, const Type& type) const override;
  std::vector<std::string> sessionSettings(llvm::StringRef defaultSchema = "") const override;
  std::string dropUnusableIndex(llvm::StringRef schema, llvm::StringRef index) const override;
  std::vector<std::string> timeoutSettings(const Timeouts& timeouts) const override;

protected:
  /// For relatives, which state their differences only.
  PostgreSQL(const DialectFacts& facts, Version version) : Dialect(facts, version) {}

  std::optional<Expr> tryReadExpr(llvm::StringRef sql, const Table* table,
                                  const Type* target) const override;
  ProbeNames probeNames(const op::ObjectExists& claim) const override;
  void lowerSupported(const LocatedOperation& operation, const Catalog& before,
                      std::vector<Statement>& out, DiagnosticEngine& diags) const override;
};

} // namespace retort
