//===- SQLite.h - SQLite 3.35 and later -----------------------------------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort {

class SQLite : public Dialect {
public:
  static constexpr DialectFacts dialectFacts = {
      .column = DialectColumn::SQLite,
      .name = "sqlite",
      .displayName = "SQLite",
      .maxIdentifierLength = 0,
      .hasSchemas = false,
      .defaultSchema = "main",
      .transactionalDdl = true,
      .caseInsensitiveNames = true,
      .keyNamesAreRelations = false,
      .indexNamesAreRelations = true,
      .tableNamesAreTypes = false,
      .forwardForeignKeys = true,
      .stopLine = ".bail on",
  };

  explicit SQLite(Version version) : Dialect(dialectFacts, version) {}

  using Dialect::express;
  using Dialect::quote;
  using Dialect::spell;
  std::string quote(llvm::StringRef name) const override;
  std::string literal(llvm::StringRef value) const override;
  std::string spell(const Type& type) const override;
  std::string spell(const Expr& expr, const Type* columnType = nullptr) const override;
  std::string spell(const Query& query, llvm::StringRef separator = " ") const override;
  std::string spell(const FromItem& item) const override;
  Table express(const Table& table, const Catalog& catalog) const override;
  /// Without enums and domains: they are checks of the columns that use them.
  Catalog express(const Catalog& catalog) const override;
  Type readType(llvm::StringRef sql) const override;
  std::vector<std::string> split(llvm::StringRef sql) const override;
  /// A rebuild puts every column where it belongs.
  bool placesColumns(const op::AlterTable& alter, const Catalog& before) const override;
  std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) const override;
  std::string literalOf(const std::string& value, const Type& type) const override;
  std::vector<std::string> sessionSettings(llvm::StringRef defaultSchema = "") const override;
  TransactionFrame frame(llvm::ArrayRef<Statement> statements) const override;

protected:
  std::optional<Expr> tryReadExpr(llvm::StringRef sql, const Table* table,
                                  const Type* target) const override;
  ProbeNames probeNames(const op::ObjectExists& claim) const override;
  void lowerSupported(const LocatedOperation& operation, const Catalog& before,
                      std::vector<Statement>& out, DiagnosticEngine& diags) const override;
};

} // namespace retort
