#include "Dialect/MySQL/MySQL.h"

#include "Dialect/Common/Names.h"
#include "Dialect/MySQL/ExpressionReader.h"
#include "Dialect/MySQL/ExpressionWriter.h"
#include "Dialect/MySQL/Lexis.h"
#include "Dialect/MySQL/QueryWriter.h"
#include "Dialect/MySQL/ReservedWords.h"

namespace retort {

static constexpr mysql::Flavor ownFlavor = {
    .hiddenIndex = "INVISIBLE",
    .shownIndex = "VISIBLE",
    .referenceSystem = "SRID ",
    .renamesInExpressions = false,
    .dropsConstantChecks = false,
    .jsonIsType = true,
    .uniqueLongText = false,
    .namesExcludedRow = true,
    .introducer = "_utf8mb4",
    .quotesDefaults = false,
    .viewTextsNameColumns = false,
};

/// Checks came with 8.0.16, DROP CONSTRAINT with 8.0.19.
static constexpr Version oldest{8, 0, 19};

MySQL::MySQL(Version version) : MySQL(dialectFacts, std::max(version, oldest), ownFlavor) {}

//===--- Text -------------------------------------------------------------===//

std::string MySQL::quote(llvm::StringRef name) const {
  return quotedWhereNeeded(name, '`', mysql::reservedWords);
}

/// Backslashes escape: `sessionSettings` sees to that. What the client would change in a
/// script (it drops the CR before a line end, and stops at a NUL) is escaped.
std::string MySQL::literal(llvm::StringRef value) const {
  std::string text = "'";
  for (char c : value) {
    if (c == '\'')
      text += "''";
    else if (c == '\\')
      text += "\\\\";
    else if (c == '\0')
      text += "\\0";
    else if (c == '\r')
      text += "\\r";
    else if (c == '\x1a')
      text += "\\Z";
    else
      text += c;
  }
  return text + "'";
}

std::string MySQL::spell(const Expr& expr, const Type* columnType) const {
  return mysql::ExpressionWriter(*this, columnType).write(expr);
}

std::optional<Expr> MySQL::tryReadExpr(llvm::StringRef sql, const Table* table,
                                       const Type* target) const {
  return mysql::readExpression(*this, sql, table, target);
}

std::string MySQL::spell(const Query& query, llvm::StringRef separator) const {
  return mysql::QueryWriter(*this, separator).write(query);
}

std::string MySQL::spell(const FromItem& item) const {
  return mysql::QueryWriter(*this).write(item);
}

std::vector<std::string> MySQL::split(llvm::StringRef sql) const {
  return splitSql(sql, mysql::lexis);
}

/// The client ends a statement at any `;` that it meets, but for another delimiter.
static bool clientDivides(llvm::StringRef statement) {
  SqlLexis client = mysql::lexis;
  client.bodies = BodyRule::None;
  return splitSql(statement, client).size() > 1;
}

std::string MySQL::terminated(llvm::StringRef statement) const {
  if (clientDivides(statement)) {
    std::string delimiter = "//";
    while (statement.contains(delimiter))
      delimiter += '/';
    return ("DELIMITER " + delimiter + "\n" + statement + "\n" + delimiter + "\nDELIMITER ;").str();
  }
  llvm::StringRef lastLine = statement.substr(statement.rfind('\n') + 1);
  return lastLine.contains('#') ? (statement + "\n;").str() : Dialect::terminated(statement);
}

//===--- Sessions ---------------------------------------------------------===//

std::vector<std::string> MySQL::sessionSettings(llvm::StringRef defaultSchema) const {
  std::vector<std::string> settings = {
      "SET NAMES utf8mb4",
      // Strict: a value that does not fit is refused, not cut. Nothing that changes what
      // quotes, backslashes, `||` or NOT mean.
      "SET SESSION sql_mode = "
      "'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
      "SET SESSION time_zone = '+00:00'",
      "SET SESSION foreign_key_checks = 1",
  };
  if (!defaultSchema.empty())
    settings.push_back("USE " + quote(defaultSchema));
  return settings;
}

/// DDL commits by itself and stands outside; what is framed are rows.
TransactionFrame MySQL::frame(llvm::ArrayRef<Statement>) const {
  return {.shellCommands = {},
          .open = {"START TRANSACTION"},
          .commit = {"COMMIT"},
          .rollback = {"ROLLBACK"}};
}

} // namespace retort
