//===- MySQL.h - MySQL 8.0 and 8.4, and what MariaDB shares with them ------===//
#pragma once

#include "Dialect/Dialect.h"

namespace retort {

class StatementSink;

namespace mysql {

/// In what MySQL and MariaDB differ, but for what engines can do (Features.def).
struct Flavor {
  /// What hides an index from the optimizer: INVISIBLE, IGNORED; and what shows it again.
  llvm::StringLiteral hiddenIndex;
  llvm::StringLiteral shownIndex;
  /// What gives a geometry its reference system: SRID 4326, REF_SYSTEM_ID=4326.
  llvm::StringLiteral referenceSystem;
  /// RENAME COLUMN also renames in checks and generated columns; otherwise it is refused.
  bool renamesInExpressions;
  /// DROP COLUMN takes every check along that names no column at all.
  bool dropsConstantChecks;
  /// JSON is a type of its own, and not a text with a check.
  bool jsonIsType;
  /// A unique constraint may stand over a TEXT or BLOB.
  bool uniqueLongText;
  /// `VALUES (...) AS excluded`: the row that was in the way has a name. Without one a value
  /// of it is `VALUES(c)`.
  bool namesExcludedRow;
  /// The charset that is shown before each text of an expression: that of every session of
  /// ours. Empty: none is shown that was not written.
  llvm::StringLiteral introducer;
  /// information_schema shows a default as it is written in SQL; otherwise a literal is shown
  /// without its quotes.
  bool quotesDefaults;
  /// information_schema shows the query of a view with the names of its columns; otherwise with
  /// those that the query itself would give.
  bool viewTextsNameColumns;
};

} // namespace mysql

class MySQL : public Dialect {
public:
  static constexpr DialectFacts dialectFacts = {
      .column = DialectColumn::MySQL,
      .name = "mysql",
      .displayName = "MySQL",
      .maxIdentifierLength = 64,
      .identifiersInCharacters = true,
      .hasSchemas = true,
      .defaultSchema = "", // the database that the session is connected to
      .transactionalDdl = false,
      .caseInsensitiveNames = true,
      .keyNamesAreRelations = false,
      .indexNamesAreRelations = false,
      .tableNamesAreTypes = false,
      .privilegesAreOfNames = true,
      .showsSeveralAlike = true,
      .forwardForeignKeys = false,
      // A row has 65,535 bytes, and a character up to four.
      .limits = {.charLength = 255,
                 .stringLength = 16383,
                 .binaryLength = 255,
                 .bytesLength = 65532,
                 .decimalPrecision = 65,
                 .decimalScale = 30},
  };

  /// `mysql:8.0` is taken for the first 8.0 that can do all that we count on.
  explicit MySQL(Version version);

  const mysql::Flavor& flavor() const { return flavor_; }

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
  /// Without enums: they are types of the columns that use them.
  Catalog express(const Catalog& catalog) const override;
  /// As information_schema.columns.column_type and SHOW CREATE TABLE show it.
  Type readType(llvm::StringRef sql) const override;
  /// What information_schema.columns shows of a column's default, with its `extra`; `type` is
  /// the column's. Not of a default that is NULL there.
  Expr readDefault(llvm::StringRef text, llvm::StringRef extra, const Type& type) const;
  /// A table of which all columns, constraints and types were read: a type that the engine
  /// shows as another one and a check is itself, and the check is gone.
  Table readTypes(Table table) const;
  void checkTogether(llvm::ArrayRef<const LocatedOperation*> operations, const Catalog& after,
                     DiagnosticEngine& diags) const override;
  std::vector<std::string> split(llvm::StringRef sql) const override;
  std::string terminated(llvm::StringRef statement) const override;
  std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) const override;
  std::string widthQuery(const QualifiedName& table, llvm::StringRef column) const override;
  std::string storageOf(const Table& table) const override;
  std::string storageQuery(llvm::ArrayRef<QualifiedName> tables) const override;
  bool rollsBack(llvm::StringRef storage) const override;
  /// Are there hash indexes in such storage? Elsewhere the word is read, and trees are built; or,
  /// for a unique one on MariaDB, a hash that the next ALTER TABLE makes a tree, unless its values
  /// are too long for one.
  static bool hasHashIndexes(llvm::StringRef storage);
  std::vector<std::string> batchLoop(const BatchLoop& loop) const override;
  std::string literalOf(const std::string& value, const Type& type) const override;
  std::string batchVariable(llvm::StringRef name) const override { return "@" + name.str(); }
  std::vector<std::string> sessionSettings(llvm::StringRef defaultSchema = "") const override;
  std::vector<std::string> timeoutSettings(const Timeouts& timeouts) const override;
  TransactionFrame frame(llvm::ArrayRef<Statement> statements) const override;

  /// The type that stands for one that the engine does not have; itself, if it has it.
  virtual Type standIn(const Type& type) const;
  /// The type as CAST names it.
  virtual std::string castTarget(const Type& type) const;
  /// The type that CAST names so; nothing if the language has none for it.
  std::optional<Type> readCastTarget(llvm::StringRef sql) const;

protected:
  /// For relatives, which state their differences only.
  MySQL(const DialectFacts& facts, Version version, const mysql::Flavor& flavor)
      : Dialect(facts, version), flavor_(flavor) {}

  std::optional<Expr> tryReadExpr(llvm::StringRef sql, const Table* table,
                                  const Type* target) const override;
  ProbeNames probeNames(const op::ObjectExists& claim) const override;
  void lowerSupported(const LocatedOperation& operation, const Catalog& before,
                      std::vector<Statement>& out, DiagnosticEngine& diags) const override;

  /// `if exists (select ...)`.
  virtual void writeBranches(const op::IfRows& branches, const Catalog& before, StatementSink& sink,
                             DiagnosticEngine& diags) const;

private:
  const mysql::Flavor& flavor_;
};

} // namespace retort
